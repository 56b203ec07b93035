/**
 * A relay's codes: his personal one, given when it is first asked for, and this week's. He reads his own; his supervisor
 * reads them out to him, which stands in the journal, and gives another personal code when somebody saw the old one.
 */
import { entryOf, type Said } from '../domain/audit.ts'
import type { Officer } from '../domain/officer.ts'
import { Refusal } from '../domain/refusal.ts'
import { lastDayOfCode } from '../domain/relay-code.ts'
import { isRelay, mayReadOut } from '../domain/relay-rights.ts'
import type { AuditJournal } from './admin-ports.ts'
import type { Officers, World } from './ports.ts'
import type { RelayNumbers } from './relays-ports.ts'

export interface RelayDesk {
  readonly world: World
  readonly officers: Pick<Officers, 'read'>
  readonly audit: Pick<AuditJournal, 'add'>
  readonly relayNumbers: RelayNumbers
  newRelayNumber(): string
  relayCodeOf(officerId: string, now: Date): string
}

export interface RelayCodes {
  readonly number: string
  readonly code: string
  readonly until: string
}

const noSuch = () => new Refusal('not-found', 'There is no such relay.')
const drawsAtMost = 8

/** Draws until one is free. `said`: it takes the place of the one he has, and the journal says so in the same write. */
async function give(
  { relayNumbers, newRelayNumber, world }: RelayDesk,
  officerId: string,
  renew?: { readonly by: Officer; readonly said: Said },
): Promise<string> {
  for (let draw = 0; draw < drawsAtMost; draw += 1) {
    const was = await relayNumbers.of(officerId)
    if (was && !renew) return was
    const number = newRelayNumber()
    const entry = renew && entryOf(renew.by, world.now(), world.id(), renew.said)
    if (await relayNumbers.give(officerId, number, was, entry)) return number
  }
  throw new Refusal('stale', 'No code was free. Try again.')
}

function codesOf({ world, relayCodeOf }: RelayDesk, officerId: string, number: string): RelayCodes {
  const now = world.now()
  return { number, code: relayCodeOf(officerId, now), until: lastDayOfCode(now) }
}

export async function ownCodes(desk: RelayDesk, who: Officer): Promise<RelayCodes> {
  if (!isRelay(who)) throw new Refusal('not-found', 'There is nothing at this address.')
  return codesOf(desk, who.officerId, await give(desk, who.officerId))
}

export async function readOutCodes(
  desk: RelayDesk,
  who: Officer,
  officerId: string,
  { reason, renew = false }: { readonly reason: string; readonly renew?: boolean },
): Promise<RelayCodes> {
  const relay = await desk.officers.read(officerId)
  if (!relay || !mayReadOut(who, relay)) throw noSuch()
  const about = { id: officerId, name: relay.name }
  if (renew) {
    const said: Said = { kind: 'relay_code_renewed', about, reason }
    return codesOf(desk, officerId, await give(desk, officerId, { by: who, said }))
  }
  // It stands in the journal before it is told.
  const said: Said = { kind: 'relay_codes_read', about, reason }
  await desk.audit.add(entryOf(who, desk.world.now(), desk.world.id(), said))
  return codesOf(desk, officerId, await give(desk, officerId))
}
