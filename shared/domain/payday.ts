/**
 * A payday: one payment round of one programme at one site, on one day. What is said of it beforehand follows the commune's
 * disclosure policy; a payday that moves or is cancelled keeps what it was, so that those who were told can be told again.
 */
import * as z from 'zod/mini'
import { instant } from './complaint.ts'

/** `open`: a week and a day before, with the place; `cautious`: the evening before, without place; `silent`: nothing. */
export const disclosures = ['open', 'cautious', 'silent'] as const
export type Disclosure = (typeof disclosures)[number]

export const paydayStates = ['planned', 'cancelled'] as const
export type PaydayState = (typeof paydayStates)[number]

const day = z.iso.date()
const timeOfDay = z.string().check(z.regex(/^([01]\d|2[0-3]):[0-5]\d$/))

/** Where money is paid: a commune, one of its villages, or a named point. */
export const site = z.lazy(() =>
  z.object({
    commune: z.string(),
    village: z.exactOptional(z.string()),
    point: z.exactOptional(z.string()),
  }),
)
export type Site = z.infer<typeof site>

/** A plain name for an id: letters without accents, digits and dashes. */
const slug = (words: string): string =>
  words
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')

/** `71025000`, `71025000.bara`, `71025000.bara.marche`: the same words always give the same site. */
export const siteIdOf = ({ commune, village, point }: Site): string =>
  [commune, ...(village || point ? [slug(village ?? '')] : []), ...(point ? [slug(point)] : [])].join('.')

export const payday = z.lazy(() =>
  z.object({
    paydayId: z.string(),
    version: z.int(),
    programme: z.string(),
    /** Of the programme: `2026-T4`. One household is paid once a round. */
    round: z.string(),
    site,
    siteId: z.string(),
    /** The day of payment, in Mali. */
    day,
    window: z.exactOptional(z.object({ from: timeOfDay, to: timeOfDay })),
    /** Of `agencies`. */
    agency: z.string(),
    /** Per household, unless its line of the list says otherwise. */
    amountFcfa: z.int(),
    disclosure: z.enum(disclosures),
    state: z.enum(paydayStates),
    cancelledBecause: z.exactOptional(z.string()),
    createdAt: instant,
    updatedAt: instant,
  }),
)
export type Payday = z.infer<typeof payday>

/** One household on a payday's list: what it is due, what the agency says, what it says itself. */
export const dueLine = z.lazy(() =>
  z.object({
    paydayId: z.string(),
    householdId: z.string(),
    amountFcfa: z.int(),
    /** Of its payday, so that a caller's line need not read that too. */
    siteId: z.exactOptional(z.string()),
    /** Nobody to write to without one. */
    contactId: z.exactOptional(z.string()),
    /** What the agency's results file says. */
    paid: z.exactOptional(
      z.object({
        result: z.enum(['paid', 'part', 'not_paid']),
        amountFcfa: z.int(),
        on: z.exactOptional(day),
        importId: z.exactOptional(z.string()),
        at: instant,
      }),
    ),
    /** The last thing the household said; all that it said is kept as payment answers. */
    said: z.exactOptional(
      z.object({
        answer: z.enum(['all', 'part', 'nothing']),
        amountFcfa: z.exactOptional(z.int()),
        why: z.exactOptional(z.enum(['absent', 'sent_away', 'agency_absent', 'other'])),
        at: instant,
        firstAt: instant,
        channel: z.enum(['ussd', 'sms', 'call']),
        complaintId: z.exactOptional(z.string()),
      }),
    ),
  }),
)
export type DueLine = z.infer<typeof dueLine>
