/**
 * The staff API's lines about payments, for the pages of payments alone: the first page does not carry them. Typed by their
 * own route tables, as api.ts is.
 */
import type * as z from 'zod/mini'
import type { confirmationRoutes } from '../../shared/contracts/confirmations-api.ts'
import type { paydayRoutes } from '../../shared/contracts/paydays-api.ts'
import type { reminderRoutes } from '../../shared/contracts/reminders-api.ts'
import { type Asked, ask } from './api.ts'

type Sheets = typeof paydayRoutes & typeof reminderRoutes & typeof confirmationRoutes
export type RouteName = keyof Sheets
type Line<K extends RouteName> = `${Sheets[K]['method']} ${Sheets[K]['path']}`

const lines: { readonly [K in RouteName]: Line<K> } = {
  listPaydays: 'GET /api/paydays',
  readPayday: 'GET /api/paydays/{paydayId}',
  planPayday: 'POST /api/paydays',
  commandPayday: 'POST /api/paydays/{paydayId}/commands',
  listDueLines: 'GET /api/paydays/{paydayId}/lines',
  listDisclosures: 'GET /api/disclosures',
  readDisclosure: 'GET /api/disclosures/{commune}',
  setDisclosure: 'POST /api/disclosures/{commune}',
  importKinds: 'GET /api/import-kinds',
  listImports: 'GET /api/imports',
  startImport: 'POST /api/imports',
  readImport: 'GET /api/imports/{importId}',
  commandImport: 'POST /api/imports/{importId}/commands',
  badRowsFile: 'POST /api/imports/{importId}/bad-rows',
  previewRound: 'GET /api/reminders/preview',
  reminderBudget: 'GET /api/reminders/budget',
  listRounds: 'GET /api/reminders/rounds',
  startRound: 'POST /api/reminders/rounds',
  readRound: 'GET /api/reminders/rounds/{roundId}',
  commandRound: 'POST /api/reminders/rounds/{roundId}/commands',
  unknownOfRound: 'GET /api/reminders/rounds/{roundId}/unknown',
  toldOfPayday: 'GET /api/paydays/{paydayId}/told',
  toldOfHousehold: 'GET /api/households/{householdId}/told',
  readReconciliation: 'GET /api/paydays/{paydayId}/reconciliation',
  listDisagreements: 'GET /api/paydays/{paydayId}/disagreements',
  exportReconciliation: 'GET /api/paydays/{paydayId}/reconciliation/export',
  drawCallBacks: 'POST /api/paydays/{paydayId}/call-backs',
  readCallBacks: 'GET /api/paydays/{paydayId}/call-backs',
  revealHouseholdPhone: 'POST /api/paydays/{paydayId}/households/{householdId}/phone',
  recordHouseholdAnswer: 'POST /api/paydays/{paydayId}/households/{householdId}/answers',
  readHouseholdAnswers: 'GET /api/paydays/{paydayId}/households/{householdId}/answers',
  listIncidents: 'GET /api/incidents',
  readIncident: 'GET /api/incidents/{incidentId}',
  commandIncident: 'POST /api/incidents/{incidentId}/commands',
}

export type Answer<K extends RouteName> = z.output<Sheets[K]['response']>
export type Body<K extends RouteName> = Sheets[K] extends { readonly body: infer B extends z.ZodMiniType }
  ? z.input<B>
  : undefined

export const call = <K extends RouteName>(name: K, asked: Asked<Body<K>> = {}): Promise<Answer<K>> =>
  ask<Answer<K>>(lines[name], asked)
