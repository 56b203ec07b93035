/** The SMS of one number: those received, which of them were read, those sent from here; told of new ones by the server. */
import { computed, signal } from '@preact/signals'
import type { Journal } from './journal.ts'
import type { InboxMessage, PhoneApi } from './phone-api.ts'
import { recall, remember } from './pocket.ts'

export interface SentMessage {
  readonly id: string
  readonly text: string
  readonly at: string
  readonly to: string
}

export function createInbox(api: PhoneApi, number: string, journal: Journal, nowIso: () => string) {
  const pocket = `read ${number}`
  const messages = signal<readonly InboxMessage[]>([])
  const sent = signal<readonly SentMessage[]>([])
  const read = signal<ReadonlySet<string>>(new Set(recall<readonly string[]>(pocket) ?? []))
  const unread = computed(() => messages.value.filter(({ gatewayId }) => !read.value.has(gatewayId)))
  /** SMS that came while the page was open: each makes the phone shake. */
  const arrivals = signal(0)
  let known: Set<string> | undefined

  const refresh = async (): Promise<void> => {
    const found = await api.inbox(number).catch(() => undefined)
    if (found === undefined) return
    const newestFirst = [...found].sort((a, b) => b.at.localeCompare(a.at))
    for (const message of [...newestFirst].reverse())
      if (known !== undefined && !known.has(message.gatewayId)) {
        journal.note('sms-in', message.text)
        arrivals.value += 1
      }
    known = new Set(found.map(({ gatewayId }) => gatewayId))
    messages.value = newestFirst
  }

  const source = new EventSource(api.eventsUrl(number))
  // The server also speaks when the connection comes back: what was missed meanwhile is in the inbox.
  for (const event of ['open', 'message', 'sms']) source.addEventListener(event, refresh)

  return {
    number,
    messages,
    sent,
    unread,
    arrivals,
    isUnread: ({ gatewayId }: InboxMessage) => !read.value.has(gatewayId),
    markRead({ gatewayId }: InboxMessage) {
      read.value = new Set([...read.value, gatewayId])
      remember(pocket, [...read.value])
    },
    /** False when the line has not taken it yet. */
    async send(to: string, text: string): Promise<boolean> {
      const taken = await api.sendSms(number, text)
      journal.note('sms-out', text)
      sent.value = [{ id: `sent ${sent.value.length}`, text, at: nowIso(), to }, ...sent.value]
      return taken
    },
    refresh,
    close: () => source.close(),
  }
}
export type Inbox = ReturnType<typeof createInbox>
