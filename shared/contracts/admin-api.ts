/** Administration: officers, the journal of what was done, and the short list of whom a complaint may be about. */
import * as z from 'zod/mini'
import { auditEntry } from '../domain/audit.ts'
import { auditKinds } from '../domain/audit-kinds.ts'
import { consoleLanguages } from '../domain/languages.ts'
import { roles } from '../domain/officer.ts'
import { sensitivities } from '../domain/sensitivity.ts'
import { unitRef } from './staff-api.ts'

const words = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max))
const day = z.iso.date()
const reason = words(300)
const ids = (most: number) => z.array(words(80)).check(z.maxLength(most))

const sheet = {
  name: words(80),
  title: words(120),
  role: z.enum(roles),
  units: ids(12),
  clearance: z.enum(sensitivities),
  programmes: z.exactOptional(ids(20)),
  email: z.exactOptional(z.email().check(z.maxLength(200))),
  /** Malian unless it says otherwise. */
  alertPhone: z.exactOptional(words(30)),
  language: z.enum(consoleLanguages),
  keptFrom: z.exactOptional(z.object({ places: ids(50), units: ids(50), officers: ids(50) })),
}

export const officerRow = z.object({
  officerId: z.string(),
  name: z.string(),
  title: z.string(),
  role: z.enum(roles),
  units: z.array(unitRef),
  clearance: z.enum(sensitivities),
  programmes: z.array(z.string()),
  email: z.exactOptional(z.string()),
  alertPhone: z.exactOptional(z.string()),
  language: z.enum(consoleLanguages),
  active: z.boolean(),
  keptFrom: z.object({
    places: z.array(z.object({ code: z.string(), name: z.string() })),
    units: z.array(unitRef),
    officers: z.array(z.object({ officerId: z.string(), name: z.string() })),
  }),
  asked: z.exactOptional(
    z.object({
      role: z.enum(roles),
      units: z.array(unitRef),
      clearance: z.enum(sensitivities),
      by: z.object({ officerId: z.string(), name: z.string() }),
      at: z.iso.datetime(),
      reason: z.string(),
    }),
  ),
  version: z.int(),
  /** In the last minutes; absent: not known. */
  lastSeenAt: z.exactOptional(z.iso.datetime()),
})
export type OfficerRow = z.infer<typeof officerRow>

const officerOrder = z.discriminatedUnion('type', [
  z.object({ type: z.literal('change'), reason, ...sheet }),
  z.object({ type: z.literal('stop'), reason }),
  z.object({ type: z.literal('resume'), reason }),
  z.object({ type: z.literal('confirm_right'), reason }),
  z.object({ type: z.literal('refuse_right'), reason }),
])

export const auditRow = auditEntry

export const adminRoutes = {
  listOfficers: {
    method: 'GET',
    path: '/api/officers',
    summary: 'All officers; for administrators',
    response: z.object({ items: z.array(officerRow) }),
  },
  addOfficer: {
    method: 'POST',
    path: '/api/officers',
    summary:
      'Enter an officer, under the identifier that sign-in gave; some rights wait for a second administrator',
    body: z.object({ officerId: z.string().check(z.regex(/^[A-Za-z0-9-]{3,64}$/)), reason, ...sheet }),
    response: officerRow,
    status: 201,
    versioned: true,
  },
  orderOfficer: {
    method: 'POST',
    path: '/api/officers/{officerId}/commands',
    summary: 'Change an officer, switch off, take back, agree to a right or refuse it',
    body: officerOrder,
    response: officerRow,
    versioned: true,
  },
  officerInHand: {
    method: 'GET',
    path: '/api/officers/{officerId}/in-hand',
    summary: 'How many open complaints this officer has in hand, up to 100, which stands for “or more”',
    response: z.object({ count: z.int() }),
  },
  staffOfUnits: {
    method: 'GET',
    path: '/api/units',
    summary:
      'Units with work or people: officers who are in, open complaints that I can reach, in bounded reads',
    response: z.object({
      items: z.array(z.object({ unit: unitRef, officers: z.int(), open: z.int() })),
      isBound: z.boolean(),
    }),
  },
  namedOfficers: {
    method: 'GET',
    path: '/api/officers/named',
    summary: 'Officers by the beginning of their names, to say whom a complaint is about: name, title, unit',
    query: z.object({ q: z.string().check(z.maxLength(60)) }),
    response: z.object({
      items: z.array(
        z.object({
          officerId: z.string(),
          name: z.string(),
          title: z.string(),
          unit: z.exactOptional(z.string()),
        }),
      ),
    }),
  },
  readAudit: {
    method: 'GET',
    path: '/api/audit',
    summary: 'The journal of administration of a day, the newest first',
    query: z.object({
      day,
      officerId: z.exactOptional(words(64)),
      kind: z.exactOptional(z.enum(auditKinds)),
      cursor: z.exactOptional(z.string().check(z.maxLength(200))),
    }),
    response: z.object({ items: z.array(auditRow), cursor: z.exactOptional(z.string()) }),
  },
} as const
