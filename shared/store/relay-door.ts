/** Relays on the line: wrong tries are counted for the day, alike for codes that somebody has and for those that nobody has. */
import { BatchGetCommand } from '@aws-sdk/lib-dynamodb'
import type { RelayDoor } from '../actions/relays-ports.ts'
import { keepDays } from '../domain/keep-days.ts'
import { officer } from '../domain/officer.ts'
import { Refusal } from '../domain/refusal.ts'
import { type Item, readAs, readContact } from './items.ts'
import { contactKey, type Key, officerKey, onceKey, relayTriesKey } from './keys.ts'
import { sessionWrite } from './line-memory.ts'
import { createOfficers } from './staff.ts'
import { secondsOf, type Tables, type WriteItem, writeTogether } from './tables.ts'

export function createRelayDoor(tables: Tables): RelayDoor {
  const oneMore = (key: Key, day: string, before: number): WriteItem => ({
    Put: {
      TableName: tables.main,
      Item: {
        ...key,
        kind: 'relay-tries',
        v: 1,
        count: before + 1,
        expiresAtSeconds: secondsOf(day, keepDays.session),
      },
      ...(before === 0
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : {
            ConditionExpression: '#count = :before',
            ExpressionAttributeNames: { '#count': 'count' },
            ExpressionAttributeValues: { ':before': before },
          }),
    },
  })
  return {
    officer: (officerId) => createOfficers(tables).read(officerId),

    async missed(session, { number, contactId, day }, before) {
      const otherwise = () => new Refusal('stale', 'Somebody tried meanwhile.')
      await writeTogether(tables, [
        sessionWrite(tables, session),
        { write: oneMore(relayTriesKey(day, 'number', number), day, before.ofNumber), otherwise },
        { write: oneMore(relayTriesKey(day, 'phone', contactId), day, before.ofPhone), otherwise },
      ])
    },

    async beforeFiling(officerId, contactId, once) {
      const found: Item[] = []
      const keys = [
        officerKey(officerId),
        ...(contactId ? [contactKey(contactId)] : []),
        ...(once ? [onceKey(once)] : []),
      ]
      for (let wanted: Record<string, unknown>[] = keys.map((key) => ({ ...key })); wanted.length > 0; ) {
        const answer = await tables.client.send(
          new BatchGetCommand({ RequestItems: { [tables.main]: { Keys: wanted, ConsistentRead: true } } }),
        )
        found.push(...(answer.Responses?.[tables.main] ?? []))
        wanted = answer.UnprocessedKeys?.[tables.main]?.Keys ?? []
      }
      const at = (kind: string) => found.find((item) => item.kind === kind)
      const [who, contact, made] = [at('officer'), at('contact'), at('once')]
      return {
        ...(who ? { who: readAs('officer', officer, who) } : {}),
        ...(contact ? { contact: readContact(contact) } : {}),
        ...(made ? { made: String(made.made) } : {}),
      }
    },
  }
}
