/** The staff API's lines about relays' codes. Typed by their own route table, as api.ts is. */
import type * as z from 'zod/mini'
import type { relayRoutes } from '../../shared/contracts/relays-api.ts'
import { ask } from './api.ts'

type Codes = z.output<(typeof relayRoutes)['ownRelayCodes']['response']>
export type RelayCodes = Codes
type Asked = z.input<(typeof relayRoutes)['readRelayCodes']['body']>
const own: `POST ${(typeof relayRoutes)['ownRelayCodes']['path']}` = 'POST /api/relays/me/codes'
const anothers: `POST ${(typeof relayRoutes)['readRelayCodes']['path']}` =
  'POST /api/relays/{officerId}/codes'

export const ownCodes = (): Promise<Codes> => ask<Codes>(own, {})
export const readCodes = (officerId: string, body: Asked): Promise<Codes> =>
  ask<Codes>(anothers, { params: { officerId }, body })
