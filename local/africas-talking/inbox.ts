/** The phones that the gateway sends to: every SMS that it took, those that reached a phone, and who wants no more. */
import type { PhoneNumber } from '../../shared/domain/phone-number.ts'
import type { Journal, SmsEntry } from './journal.ts'

/** An SMS as its phone has it. */
export type ReceivedSms = Omit<SmsEntry, 'kind' | 'fate'>
export type Fate = SmsEntry['fate']

export interface Inbox {
  /** Oldest first. */
  of(number: PhoneNumber): readonly ReceivedSms[]
  numbers(): readonly PhoneNumber[]
  /** Told of each SMS that reaches a phone, until the returned function is called. */
  watch(told: (sms: ReceivedSms) => void): () => void
  /** What happens from now on to SMS for that number. */
  setFate(number: PhoneNumber, fate: Fate): void
  fateOf(number: PhoneNumber): Fate
  /** Takes in what the journal already holds. */
  keep(sms: SmsEntry): void
  hasOptedOut(number: PhoneNumber): boolean
  setOptedOut(number: PhoneNumber, is: boolean): void
}

export const openInbox = (journal: Journal): Inbox => {
  const arrived = new Map<PhoneNumber, ReceivedSms[]>()
  const fates = new Map<PhoneNumber, Fate>()
  const silent = new Set<PhoneNumber>()
  const watchers = new Set<(sms: ReceivedSms) => void>()

  const keep = ({ kind: _, fate, ...sms }: SmsEntry) => {
    if (fate !== 'Success') return
    const thread = arrived.get(sms.number)
    if (thread) thread.push(sms)
    else arrived.set(sms.number, [sms])
    for (const told of watchers) told(sms)
  }
  const note = (number: PhoneNumber, is: boolean) => (is ? silent.add(number) : silent.delete(number))
  for (const entry of journal.past) {
    if (entry.kind === 'sms') keep(entry)
    if (entry.kind === 'opted-out') note(entry.number, entry.is)
  }

  return {
    of: (number) => [...(arrived.get(number) ?? [])],
    numbers: () => [...arrived.keys()].sort(),
    watch: (told) => {
      watchers.add(told)
      return () => watchers.delete(told)
    },
    setFate: (number, fate) => fates.set(number, fate),
    fateOf: (number) => fates.get(number) ?? 'Success',
    keep,
    hasOptedOut: (number) => silent.has(number),
    setOptedOut: (number, is) => {
      if (silent.has(number) === is) return
      journal.append({ kind: 'opted-out', number, is })
      note(number, is)
    },
  }
}
