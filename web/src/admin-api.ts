/** The staff API's lines about administration. Typed by their own route tables, as api.ts is. */
import type * as z from 'zod/mini'
import type { adminRoutes } from '../../shared/contracts/admin-api.ts'
import type { houseRoutes } from '../../shared/contracts/house-api.ts'
import { type Asked, ask } from './api.ts'

type Sheets = typeof adminRoutes & typeof houseRoutes
type RouteName = keyof Sheets
type Line<K extends RouteName> = `${Sheets[K]['method']} ${Sheets[K]['path']}`

const lines: { readonly [K in RouteName]: Line<K> } = {
  listOfficers: 'GET /api/officers',
  addOfficer: 'POST /api/officers',
  orderOfficer: 'POST /api/officers/{officerId}/commands',
  officerInHand: 'GET /api/officers/{officerId}/in-hand',
  staffOfUnits: 'GET /api/units',
  namedOfficers: 'GET /api/officers/named',
  readAudit: 'GET /api/audit',
  readCalendar: 'GET /api/calendar',
  changeCalendar: 'POST /api/calendar',
  listZones: 'GET /api/zones',
  setZone: 'POST /api/zones/{code}',
  readRules: 'GET /api/rules',
  saveRulesDraft: 'POST /api/rules/draft',
  previewRules: 'POST /api/rules/preview',
  publishRules: 'POST /api/rules',
}

export type Answer<K extends RouteName> = z.output<Sheets[K]['response']>
export type Body<K extends RouteName> = Sheets[K] extends { readonly body: infer B extends z.ZodMiniType }
  ? z.input<B>
  : undefined

export const call = <K extends RouteName>(name: K, asked: Asked<Body<K>> = {}): Promise<Answer<K>> =>
  ask<Answer<K>>(lines[name], asked)
