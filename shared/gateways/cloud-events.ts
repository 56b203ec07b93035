/**
 * Entries as they travel: CloudEvents 1.0 in an envelope of Standard Webhooks. The same entries for the same consumer
 * always make the same id and the same body; only the time of sending and its signatures differ.
 */
import { CloudEvent } from 'cloudevents'
import { Webhook } from 'standardwebhooks'
import type { Entry } from '../domain/registry.ts'

export interface Envelope {
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
}
export interface Packed {
  readonly consumerId: string
  /** The feed after this and up to that: what lies between and does not concern the consumer is not in it. */
  readonly after: number
  readonly upTo: number
  readonly entries: readonly Entry[]
  /** One event a request, for receivers that take no batches. */
  readonly single: boolean
  /** In clear, `whsec_…`; every one signs. */
  readonly secrets: readonly string[]
  readonly at: Date
}

export const typeOf = (entry: Entry): string =>
  `jigikan.${entry.kind}.${entry.kind === 'household' ? entry.effect : entry.event}.v1`

export const cloudEventOf = (entry: Entry): CloudEvent<Entry> =>
  new CloudEvent<Entry>({
    id: entry.id,
    source: '/jigikan/registry/v1',
    type: typeOf(entry),
    subject: entry.kind === 'household' ? entry.householdId : entry.reference,
    time: entry.at,
    datacontenttype: 'application/json',
    dataschema: 'urn:jigikan:registry:entry:1',
    sequence: String(entry.sequence).padStart(12, '0'),
    data: entry,
  })

export function pack({ consumerId, after, upTo, entries, single, secrets, at }: Packed): Envelope {
  const events = entries.map(cloudEventOf)
  const body = JSON.stringify(single ? events[0] : events)
  const webhookId = `${consumerId}.${after + 1}-${upTo}`
  const signatures = secrets.map((secret) => new Webhook(secret).sign(webhookId, at, body))
  return {
    headers: {
      'content-type': `application/cloudevents${single ? '' : '-batch'}+json; charset=utf-8`,
      'user-agent': 'Jigikan/1',
      'webhook-id': webhookId,
      'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
      'webhook-signature': signatures.join(' '),
    },
    body,
  }
}
