/** What a USSD hop reads and writes: one call each. Sessions are kept for a day, so that a late event still finds them. */
import { BatchGetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import * as z from 'zod/mini'
import type { HopMemory, LineMemory, LineSession } from '../actions/ports.ts'
import type { Contact } from '../domain/contact.ts'
import { keepDays } from '../domain/keep-days.ts'
import { Refusal } from '../domain/refusal.ts'
import { contactItem, type Item, readAs, readContact, readReference } from './items.ts'
import { contactKey, houseKey, referenceKey, sessionKey } from './keys.ts'
import { relayKeys, relayMemoryOf } from './relay-memory.ts'
import {
  getItem,
  isConditionFailure,
  secondsOf,
  type Tables,
  type WriteItem,
  writeTogether,
} from './tables.ts'

const session = z.lazy(() =>
  z.object({
    sessionId: z.string(),
    contactId: z.string(),
    serviceCode: z.string(),
    hop: z.int(),
    readCharacters: z.int(),
    readDigest: z.string(),
    state: z.string(),
    answer: z.string(),
    settled: z.boolean(),
    startedAt: z.string(),
  }),
)
const keptDays = keepDays.session

const sessionPut = (tables: Tables, next: LineSession) => ({
  TableName: tables.main,
  Item: {
    ...next,
    ...sessionKey(next.sessionId),
    kind: 'session',
    v: 1,
    expiresAtSeconds: secondsOf(next.startedAt, keptDays),
  },
  ConditionExpression: next.hop === 1 ? 'attribute_not_exists(pk)' : 'hop = :was',
  ...(next.hop === 1 ? {} : { ExpressionAttributeValues: { ':was': next.hop - 1 } }),
})
const stale = () => new Refusal('stale', 'Another hop of this session was written since it was read.')

/** The session's half of a write that files something. */
export const sessionWrite = (
  tables: Tables,
  next: LineSession,
): { write: WriteItem; otherwise: () => Refusal } => ({
  write: { Put: sessionPut(tables, next) },
  otherwise: stale,
})

/** What the house has settled comes along with a recall once in a while, and never by a call of its own. */
export interface HouseShelf {
  isDue(): boolean
  take(item: Item | undefined): void
}

export function createLineMemory(tables: Tables, house?: HouseShelf): LineMemory {
  return {
    async recall(sessionId, contactId, reference, codes) {
      const keys = [
        sessionKey(sessionId),
        contactKey(contactId),
        ...(reference ? [referenceKey(reference)] : []),
        ...(codes ? relayKeys(codes, contactId) : []),
      ]
      const asksHouse = house?.isDue() ?? false
      if (asksHouse) keys.push(houseKey('NOW'))
      const found: Item[] = []
      for (let wanted: Record<string, unknown>[] = keys.map((key) => ({ ...key })); wanted.length > 0; ) {
        const answer = await tables.client.send(
          new BatchGetCommand({ RequestItems: { [tables.main]: { Keys: wanted, ConsistentRead: true } } }),
        )
        found.push(...(answer.Responses?.[tables.main] ?? []))
        wanted = answer.UnprocessedKeys?.[tables.main]?.Keys ?? []
      }
      const memory: { -readonly [K in keyof HopMemory]: HopMemory[K] } = {
        ...(reference ? { lookedUp: null } : {}),
        ...(codes ? { relay: relayMemoryOf(found, codes, contactId) } : {}),
      }
      if (asksHouse) house?.take(found.find(({ kind }) => kind === 'house'))
      for (const item of found) {
        if (item.kind === 'session') memory.session = readAs('session', session, item)
        if (item.kind === 'contact') memory.contact = readContact(item)
        if (item.kind === 'reference') memory.lookedUp = readReference(item)
      }
      return memory
    },

    async remember(next, contact) {
      const put = sessionPut(tables, next)
      if (contact) {
        await writeTogether(tables, [
          { write: { Put: put }, otherwise: stale },
          contactWrite(tables, contact),
        ])
        return
      }
      try {
        await tables.client.send(new PutCommand(put))
      } catch (error) {
        throw isConditionFailure(error) ? stale() : error
      }
    },

    async session(sessionId) {
      const item = await getItem(tables, tables.main, sessionKey(sessionId))
      return item && readAs('session', session, item)
    },
  }
}

const patchable = [
  'language',
  'place',
  'draft',
  'openQuestion',
  'paymentTalk',
  'optedOutAt',
  'recentSms',
  'guesses',
  'householdId',
  'householdIds',
  'programmes',
] as const

/**
 * Makes the contact what it is to be, touching only what changed: whoever else moves its list of complaints at the same
 * time is not overwritten. New ones are put whole, if nobody was faster.
 */
export function contactWrite(
  tables: Tables,
  { was, next }: { readonly was?: Contact; readonly next: Contact },
): { write: WriteItem; otherwise: () => Refusal } {
  const otherwise = () => new Refusal('stale', 'The contact has changed since it was read.')
  if (!was) {
    const put = {
      TableName: tables.main,
      Item: contactItem(next),
      ConditionExpression: 'attribute_not_exists(pk)',
    }
    return { write: { Put: put }, otherwise }
  }
  const names: Record<string, string> = {}
  const values: Record<string, unknown> = {}
  const sets: string[] = []
  const removes: string[] = []
  for (const key of patchable) {
    if (JSON.stringify(was[key]) === JSON.stringify(next[key])) continue
    names[`#${key}`] = key
    if (next[key] === undefined) removes.push(`#${key}`)
    else {
      values[`:${key}`] = next[key]
      sets.push(`#${key} = :${key}`)
    }
  }
  for (const [index, line] of Object.values(next.followUps).entries()) {
    if (was.followUps[line.reference]) continue
    names['#followUps'] = 'followUps'
    names[`#new${index}`] = line.reference
    values[`:new${index}`] = line
    sets.push(`#followUps.#new${index} = :new${index}`)
  }
  for (const [index, reference] of Object.keys(was.followUps).entries()) {
    if (next.followUps[reference]) continue
    names['#followUps'] = 'followUps'
    names[`#old${index}`] = reference
    removes.push(`#followUps.#old${index}`)
  }
  if (sets.length === 0 && removes.length === 0) {
    return {
      write: {
        ConditionCheck: {
          TableName: tables.main,
          Key: { ...contactKey(next.contactId) },
          ConditionExpression: 'attribute_exists(pk)',
        },
      },
      otherwise,
    }
  }
  const expression = [
    ...(sets.length > 0 ? [`SET ${sets.join(', ')}`] : []),
    ...(removes.length > 0 ? [`REMOVE ${removes.join(', ')}`] : []),
  ].join(' ')
  return {
    write: {
      Update: {
        TableName: tables.main,
        Key: { ...contactKey(next.contactId) },
        UpdateExpression: expression,
        ConditionExpression: 'attribute_exists(pk)',
        ExpressionAttributeNames: names,
        ...(Object.keys(values).length > 0 ? { ExpressionAttributeValues: values } : {}),
      },
    },
    otherwise,
  }
}
