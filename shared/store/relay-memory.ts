/** What a recall of the line reads besides, when the last two things typed may be codes: whose, and the tries of the day. */
import type { RelayMemory } from '../actions/relays-ports.ts'
import type { Item } from './items.ts'
import { type Key, relayNumberKey, relayTriesKey } from './keys.ts'

export interface CodesTyped {
  readonly number: string
  readonly day: string
}

export const relayKeys = ({ number, day }: CodesTyped, contactId: string): readonly Key[] => [
  relayNumberKey(number),
  relayTriesKey(day, 'number', number),
  relayTriesKey(day, 'phone', contactId),
]

const countOf = (items: readonly Item[], { pk }: Key): number =>
  Number(items.find((item) => item.pk === pk)?.count ?? 0)

export function relayMemoryOf(
  items: readonly Item[],
  { number, day }: CodesTyped,
  contactId: string,
): RelayMemory {
  const { pk } = relayNumberKey(number)
  const officerId = items.find((item) => item.pk === pk)?.officerId
  return {
    number,
    ...(typeof officerId === 'string' ? { officerId } : {}),
    tries: {
      ofNumber: countOf(items, relayTriesKey(day, 'number', number)),
      ofPhone: countOf(items, relayTriesKey(day, 'phone', contactId)),
    },
  }
}
