/** What the house settles: the working calendar, zones, deadlines and first owners. */
import * as z from 'zod/mini'
import { firstOwnerNames, ruleChange } from '../domain/house.ts'
import { zoneStates } from '../domain/settle-house.ts'
import { person, unitRef } from './staff-api.ts'

const words = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max))
const day = z.iso.date()
const reason = words(300)
const changes = z.record(z.string(), ruleChange)

const zone = z.object({
  code: z.string(),
  name: z.string(),
  status: z.enum(zoneStates),
  reason: z.string(),
  until: z.exactOptional(day),
  by: person,
  at: z.iso.datetime(),
  /** Its end has passed, or it is open: nothing of it holds. */
  over: z.boolean(),
})
export type ZoneRow = z.infer<typeof zone>

const span = z.union([
  z.object({ hours: z.int() }),
  z.object({ days: z.int() }),
  z.object({ workingDays: z.int() }),
])
const ruleRow = z.object({
  category: z.string(),
  acknowledge: z.exactOptional(span),
  resolve: z.exactOptional(span),
  owner: z.enum(firstOwnerNames),
  source: z.string(),
  /** The house settled it; otherwise it is as it ships with the code. */
  changed: z.boolean(),
})
export type RuleRow = z.infer<typeof ruleRow>

const publishedRow = z.object({
  number: z.int(),
  from: day,
  at: z.iso.datetime(),
  by: person,
  reason: z.string(),
  changes,
  /** This is the one that holds today. */
  holds: z.boolean(),
})

const afterSettling = z.object({ version: z.int() })

export const houseRoutes = {
  readCalendar: {
    method: 'GET',
    path: '/api/calendar',
    summary: 'Days off of a year: those that ship with Jigikan, and what the house changed of them',
    query: z.object({ year: z.string().check(z.regex(/^20\d\d$/)) }),
    response: z.object({
      version: z.int(),
      days: z.array(z.object({ day, name: z.string(), how: z.enum(['standard', 'added', 'worked']) })),
    }),
    versioned: true,
  },
  changeCalendar: {
    method: 'POST',
    path: '/api/calendar',
    summary: 'Enter days off, or days that are worked after all; for what is filed from then on',
    body: z.object({
      free: z.array(z.object({ day, name: words(60) })).check(z.maxLength(40)),
      worked: z.array(day).check(z.maxLength(40)),
      reason,
    }),
    response: afterSettling,
    versioned: true,
  },
  listZones: {
    method: 'GET',
    path: '/api/zones',
    summary: 'Communes and cercles that are closed or hard to reach, and those that were',
    response: z.object({ items: z.array(zone) }),
  },
  setZone: {
    method: 'POST',
    path: '/api/zones/{code}',
    summary: 'Say how a commune or a cercle stands, why and until when',
    body: z.object({ status: z.enum(zoneStates), reason, until: z.exactOptional(day) }),
    response: zone,
  },
  readRules: {
    method: 'GET',
    path: '/api/rules',
    summary: 'Deadlines and first owners by category, the draft, and all that was published',
    response: z.object({
      version: z.int(),
      rows: z.array(ruleRow),
      draft: z.exactOptional(z.object({ changes, at: z.iso.datetime(), by: person })),
      published: z.array(publishedRow),
    }),
    versioned: true,
  },
  saveRulesDraft: {
    method: 'POST',
    path: '/api/rules/draft',
    summary: 'Keep a draft; it changes nothing until it is published',
    body: z.object({ changes }),
    response: z.object({ saved: z.literal(true) }),
  },
  previewRules: {
    method: 'POST',
    path: '/api/rules/preview',
    summary:
      'What a change would have made of the open complaints that I can reach, counted in bounded reads',
    body: z.object({ changes }),
    response: z.object({
      looked: z.int(),
      isBound: z.boolean(),
      moves: z.array(z.object({ from: unitRef, to: unitRef, count: z.int() })),
      becomeLate: z.int(),
      becomeInTime: z.int(),
    }),
  },
  publishRules: {
    method: 'POST',
    path: '/api/rules',
    summary: 'Publish deadlines and first owners from a day on, for what is filed from then on',
    body: z.object({ changes, from: day, reason }),
    response: afterSettling,
    versioned: true,
  },
} as const
