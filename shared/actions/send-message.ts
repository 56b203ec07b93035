/**
 * Sends one SMS, once. The message is claimed before the gateway is called and settled by what the gateway said. What
 * cannot leave now waits in the table, where the sweep finds it; what nobody can tell about is "unknown" and is not
 * blindly sent again.
 */
import { harmlessTwice } from '../domain/message.ts'
import { type PhoneNumber, readGatewayNumber } from '../domain/phone-number.ts'
import type {
  Contacts,
  EmailGateway,
  Messages,
  Officers,
  Queue,
  SmsGateway,
  StoredMessage,
  World,
} from './ports.ts'

export interface Sender {
  readonly world: World
  readonly messages: Messages
  readonly contacts: Contacts
  readonly officers: Officers
  readonly gateway: SmsGateway
}
interface MessageKey {
  readonly pk: string
  readonly sk: string
}
export type Sent = 'sent' | 'failed' | 'unknown' | 'later' | 'suppressed' | 'not-mine'

export async function sendMessage(sender: Sender, key: MessageKey): Promise<Sent> {
  const { messages, gateway, world } = sender
  const message = await messages.read(key)
  if (message?.state !== 'queued' || !(await messages.claim(message, world.now()))) return 'not-mine'
  const whom = await recipientOf(sender, message)
  if (whom === 'silent') {
    await messages.settle(message, 'suppressed', { reason: 'opted out' }, world.now())
    return 'suppressed'
  }
  if (!whom) {
    await messages.settle(message, 'failed', { reason: 'no number' }, world.now())
    return 'failed'
  }
  const outcome = (await gateway.send(message.text, [whom])).get(whom) ?? {
    outcome: 'unknown',
    reason: 'not in the answer',
  }
  const now = world.now()
  switch (outcome.outcome) {
    case 'accepted':
      await messages.settle(
        message,
        'sent',
        {
          gatewayId: outcome.gatewayId,
          ...(outcome.cost ? { cost: outcome.cost } : {}),
          ...(outcome.parts ? { parts: outcome.parts } : {}),
        },
        now,
      )
      return 'sent'
    case 'refused':
      await messages.settle(message, 'failed', { reason: outcome.reason }, now)
      return 'failed'
    case 'try-later':
      await messages.settle(message, 'queued', { reason: outcome.reason }, now)
      return 'later'
    case 'unknown':
      await messages.settle(message, 'unknown', { reason: outcome.reason }, now)
      return 'unknown'
  }
}

async function recipientOf(
  { contacts, officers }: Sender,
  message: StoredMessage,
): Promise<PhoneNumber | 'silent' | undefined> {
  if (message.to.kind === 'officer') {
    const who = await officers.read(message.to.officerId)
    return who?.active && who.alertPhone ? readGatewayNumber(who.alertPhone) : undefined
  }
  const who = await contacts.read(message.to.contactId)
  // The answer to somebody's own SMS still goes; nothing that we begin does.
  if (who?.optedOutAt && message.purpose !== 'reply') return 'silent'
  return who?.phone
}

const minuteMs = 60_000
/** A message that was claimed and not settled within this was cut off in the middle. */
const sendingMs = 2 * minuteMs
/** How long a report may take before a harmless message is sent once more. */
const unknownMs = 15 * minuteMs
const retryMs = minuteMs
/** Old news helps nobody. */
const expiresMs = 72 * 60 * minuteMs

export interface Swept {
  readonly requeued: number
  readonly unknown: number
  readonly expired: number
  readonly delivered: number
}

/** Looks after messages that stand still: puts the waiting ones back on the queue, and settles what it can. */
export async function sweepMessages(
  { messages, world, queue }: Pick<Sender, 'messages' | 'world'> & { readonly queue: Queue },
  mostAtOnce = 500,
): Promise<Swept> {
  const now = world.now()
  const ago = (ms: number) => new Date(now.getTime() - ms)
  const swept = { requeued: 0, unknown: 0, expired: 0, delivered: 0 }
  const again: StoredMessage[] = []

  for (const message of await messages.waiting(['sending'], ago(sendingMs), mostAtOnce)) {
    if (await messages.move(message, 'unknown', { reason: 'interrupted' }, now)) swept.unknown += 1
  }
  for (const message of await messages.waiting(['unknown'], ago(unknownMs), mostAtOnce)) {
    const stray =
      message.to.kind === 'contact'
        ? await messages.takeStrayReport(message.to.contactId, message.createdAt)
        : undefined
    if (stray?.state) {
      await messages.move(message, stray.state, { gatewayId: stray.gatewayId, gatewayWord: stray.word }, now)
      swept.delivered += 1
    } else if (harmlessTwice(message.purpose) && message.attempts < 2) {
      if (await messages.move(message, 'queued', {}, now)) again.push(message)
    }
  }
  for (const message of await messages.waiting(['queued'], ago(retryMs), mostAtOnce)) {
    if (now.getTime() - Date.parse(message.createdAt) > expiresMs) {
      if (await messages.move(message, 'failed', { reason: 'too old' }, now)) swept.expired += 1
    } else if (await messages.move(message, 'queued', {}, now)) again.push(message)
  }
  await queue.put(again.map(({ pk, sk }) => JSON.stringify({ pk, sk })))
  swept.requeued = again.length
  return swept
}

export interface EmailSender {
  readonly world: World
  readonly messages: Messages
  readonly officers: Officers
  readonly gateway: EmailGateway
}

/** Sends one e-mail. `later` asks the queue to try again: an alert that comes twice hurts nobody. */
export async function sendEmail(
  { messages, officers, gateway, world }: EmailSender,
  key: MessageKey,
): Promise<Sent> {
  const alert = await messages.readEmail(key)
  if (alert?.state !== 'queued') return 'not-mine'
  const who = await officers.read(alert.officerId)
  if (!who?.active || !who.email) {
    await messages.moveEmail(alert, 'failed', { reason: 'no address' }, world.now())
    return 'failed'
  }
  const outcome = await gateway.send({ to: who.email, subject: alert.subject, text: alert.text })
  if (outcome.outcome === 'try-later') return 'later'
  const to = outcome.outcome === 'accepted' ? 'sent' : outcome.outcome === 'refused' ? 'failed' : 'unknown'
  await messages.moveEmail(alert, to, 'reason' in outcome ? { reason: outcome.reason } : {}, world.now())
  return to
}
