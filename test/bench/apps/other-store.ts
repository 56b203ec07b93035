/**
 * What the two other applications keep, in plain tables without indexes, by the calls that their authors would make: who
 * dials, read once a call; a session, deleted when its complaint is written and else expiring by itself; the complaint,
 * put under its reference. Neither library knows of a hop that comes twice, nor of a write that must happen once.
 */
import { randomInt } from 'node:crypto'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import {
  DeleteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb'
import { localClientOptions } from '../../../local/local-client.ts'
import { referenceFrom, spokenReference } from '../../../shared/domain/reference.ts'
import { required } from './serve.ts'

export const otherTables = {
  households: { name: 'households', key: 'phone' },
  sessions: { name: 'sessions', key: 'sessionId' },
  complaints: { name: 'complaints', key: 'reference' },
} as const

export interface Household {
  readonly phone: string
  readonly language: string
  readonly commune: string
  readonly programme: string
}
export type Session = Readonly<Record<string, string>>

export function openStore() {
  const base = new DynamoDBClient(localClientOptions(required('BENCH_ENDPOINT')))
  const client = DynamoDBDocumentClient.from(base, { marshallOptions: { removeUndefinedValues: true } })
  const { households, sessions, complaints } = otherTables
  const expiresAtSeconds = () => Math.floor(Date.now() / 1000) + 86_400
  return {
    async household(phone: string): Promise<Household | undefined> {
      const { Item } = await client.send(new GetCommand({ TableName: households.name, Key: { phone } }))
      return Item as Household | undefined
    },
    async session(sessionId: string): Promise<Session | undefined> {
      const Key = { sessionId }
      const { Item } = await client.send(
        new GetCommand({ TableName: sessions.name, Key, ConsistentRead: true }),
      )
      return Item as Session | undefined
    },
    async putSession(sessionId: string, session: Session): Promise<void> {
      const Item = { ...session, sessionId, expiresAtSeconds: expiresAtSeconds() }
      await client.send(new PutCommand({ TableName: sessions.name, Item }))
    },
    async setInSession(sessionId: string, name: string, value: string): Promise<void> {
      await client.send(
        new UpdateCommand({
          TableName: sessions.name,
          Key: { sessionId },
          UpdateExpression: 'SET #name = :value',
          ExpressionAttributeNames: { '#name': name },
          ExpressionAttributeValues: { ':value': value },
        }),
      )
    },
    async endSession(sessionId: string): Promise<void> {
      await client.send(new DeleteCommand({ TableName: sessions.name, Key: { sessionId } }))
    },
    /** The reference, as it is said. */
    async fileComplaint(complaint: {
      readonly phone: string
      readonly category: string
      readonly about: string
      readonly household: Household
    }): Promise<string> {
      const reference = referenceFrom(String(randomInt(10_000_000, 100_000_000)))
      const { household, ...said } = complaint
      const Item = {
        ...household,
        ...said,
        reference,
        state: 'received',
        channel: 'ussd',
        receivedAt: new Date().toISOString(),
      }
      await client.send(
        new PutCommand({
          TableName: complaints.name,
          Item,
          ConditionExpression: 'attribute_not_exists(#reference)',
          ExpressionAttributeNames: { '#reference': 'reference' },
        }),
      )
      return spokenReference(reference)
    },
  }
}
