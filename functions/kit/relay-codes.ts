/** The rotating code of a relay: a keyed digest of who and which week, so that nobody keeps it and nobody can work it out. */
import { createHmac, randomInt, timingSafeEqual } from 'node:crypto'
import type { RelayCodeCheck } from '../../shared/actions/relays-ports.ts'
import { codeFrom, codeMatter, isoWeekOf, relayDigits, weeksTaken } from '../../shared/domain/relay-code.ts'

const codeOf = (pepper: string, officerId: string, week: string): string =>
  codeFrom(createHmac('sha256', pepper).update(codeMatter(officerId, week)).digest())

export const relayCodeWith = (pepper: string) => (officerId: string, now: Date) =>
  codeOf(pepper, officerId, isoWeekOf(now))

export const relayCheckWith =
  (pepper: string): RelayCodeCheck =>
  (officerId, typed, now) =>
    weeksTaken(now).some((week) => {
      const code = Buffer.from(codeOf(pepper, officerId, week))
      const other = Buffer.from(typed)
      return code.length === other.length && timingSafeEqual(code, other)
    })

/** Six digits that do not begin with 0, so that nobody leaves it out. */
export const newRelayNumber = (): string => String(randomInt(10 ** (relayDigits - 1), 10 ** relayDigits))
