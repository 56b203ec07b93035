/** Codes with which relays file from any phone: their own, and those that a supervisor reads out. */
import { ownCodes, type RelayDesk, readOutCodes } from '../../shared/actions/read-relay-codes.ts'
import type { relayRoutes } from '../../shared/contracts/relays-api.ts'
import { createRelayNumbers } from '../../shared/store/relays.ts'
import type { Tables } from '../../shared/store/tables.ts'
import { newRelayNumber, relayCodeWith } from '../kit/relay-codes.ts'
import type { Handlers } from '../kit/staff-http.ts'

export const relayDesk = (
  tables: Tables,
  pepper: string,
): Pick<RelayDesk, 'relayNumbers' | 'newRelayNumber' | 'relayCodeOf'> => ({
  relayNumbers: createRelayNumbers(tables),
  newRelayNumber,
  relayCodeOf: relayCodeWith(pepper),
})

export const relayHandlers = (desk: () => RelayDesk): Handlers<typeof relayRoutes> => ({
  async ownRelayCodes({ who }) {
    return { body: { ...(await ownCodes(desk(), who)) } }
  },
  async readRelayCodes({ who, path, body }) {
    const { reason, renew = false } = body
    return { body: { ...(await readOutCodes(desk(), who, path.officerId ?? '', { reason, renew })) } }
  },
})
