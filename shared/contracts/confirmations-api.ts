/**
 * What the console asks about payments that were confirmed or were not: a payday's reconciliation, who disagrees, whom to
 * call back, and incidents. Part of the staff's routes; the same headers and refusals hold.
 */
import * as z from 'zod/mini'
import { answerChannels, answerKinds, reasonsForNothing } from '../domain/confirmation.ts'
import { incidentStates, likenesses } from '../domain/incident.ts'

const words = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max))
const instant = z.iso.datetime()
const pageQuery = z.object({
  cursor: z.exactOptional(z.string()),
  limit: z._default(z.coerce.number().check(z.int(), z.gte(1), z.lte(100)), 50),
})
const person = z.object({ officerId: z.string(), name: z.string() })
const unitRef = z.object({ unitId: z.string(), name: z.string() })

/** `count` of `of`, in percent with one decimal, and its 95 % interval (Wilson). Without `of`, nobody can say a share. */
export const share = z.object({
  count: z.int(),
  of: z.int(),
  percent: z.exactOptional(z.number()),
  lowPercent: z.exactOptional(z.number()),
  highPercent: z.exactOptional(z.number()),
})
export type ShareOfAnswers = z.infer<typeof share>

const sum = z.object({ households: z.int(), amountFcfa: z.int() })

export const reconciliation = z.object({
  paydayId: z.string(),
  day: z.iso.date(),
  siteId: z.string(),
  /** `Gounzourèye · Bara`. */
  siteName: z.string(),
  programme: z.string(),
  round: z.string(),
  agency: unitRef,
  countedAt: instant,
  due: sum,
  /** According to the agency. `silent`: its file does not name them. */
  agencySays: z.object({ paid: sum, part: sum, notPaid: sum, silent: sum }),
  /** According to the households: `all`, `part` and `nothing` of those who answered, `noAnswer` of all that are due. */
  householdsSay: z.object({ all: share, part: share, nothing: share, noAnswer: share }),
  /** Households that say less than the agency does, or more. */
  disagreements: z.object({ households: z.int(), agencySaysMore: z.int(), householdSaysMore: z.int() }),
  /** What those who were called back said; the interval is of those who had not answered by themselves. */
  calledBack: z.object({ answered: z.int(), all: share, part: share, nothing: share }),
  /**
   * Who was asked whether anybody wanted money, and how many said yes; whose answer it was is kept nowhere. Only for those
   * who may handle such complaints, and only where so many answered that nobody can be guessed.
   */
  moneyAsked: z.exactOptional(share),
})
export type Reconciliation = z.infer<typeof reconciliation>

export const saidView = z.object({
  answer: z.enum(answerKinds),
  amountFcfa: z.exactOptional(z.int()),
  why: z.exactOptional(z.enum(reasonsForNothing)),
  at: instant,
  channel: z.enum(answerChannels),
})
export const disagreement = z.object({
  householdId: z.string(),
  amountDueFcfa: z.int(),
  agency: z.object({ result: z.enum(['paid', 'part', 'not_paid']), amountFcfa: z.int() }),
  household: saidView,
  /** Its complaint, for those who may see complaints of that place. */
  complaintId: z.exactOptional(z.string()),
})
export type Disagreement = z.infer<typeof disagreement>

/** All that a household said about one payday, the oldest first. `counts`: the one that the figures take. */
export const answersOfHousehold = z.object({
  householdId: z.string(),
  answers: z.array(
    z.object({ ...saidView.shape, counts: z.boolean(), by: z.exactOptional(person), late: z.boolean() }),
  ),
})
export type AnswersOfHousehold = z.infer<typeof answersOfHousehold>

/** A random choice of those who had not answered. The same seed on the same day chooses the same households. */
export const callBackList = z.object({
  listId: z.string(),
  madeAt: instant,
  by: person,
  seed: z.string(),
  /** How many had not answered when it was drawn. */
  population: z.int(),
  size: z.int(),
  /** With all of them reached, a share is known within this many points, 19 times in 20. */
  marginPercent: z.number(),
  reached: z.int(),
  /** The margin that those reached so far give. */
  marginSoFarPercent: z.exactOptional(z.number()),
  households: z.array(
    z.object({
      householdId: z.string(),
      /** Nobody to call without a number. */
      hasNumber: z.boolean(),
      said: z.exactOptional(saidView),
    }),
  ),
})
export type CallBackList = z.infer<typeof callBackList>

export const recordAnswer = z.object({
  answer: z.enum(answerKinds),
  amountFcfa: z.exactOptional(z.int().check(z.gte(0), z.lte(10_000_000))),
  why: z.exactOptional(z.enum(reasonsForNothing)),
  /** A part is missing: somebody took it. The complaint is then restricted. */
  takenBySomebody: z.exactOptional(z.boolean()),
  words: z.exactOptional(words(1000)),
})
export const recordedAnswer = z.object({
  /** The complaint that it opened, when it opened one; `complaintId` for those who may see it. */
  reference: z.exactOptional(z.string()),
  complaintId: z.exactOptional(z.string()),
})

export const incidentRow = z.object({
  incidentId: z.string(),
  version: z.int(),
  state: z.enum(incidentStates),
  likeness: z.enum(likenesses),
  paydayId: z.string(),
  day: z.iso.date(),
  siteId: z.string(),
  siteName: z.string(),
  programme: z.string(),
  owner: unitRef,
  assignee: z.exactOptional(person),
  openedAt: instant,
  /** When it was opened. */
  complaintsAtFirst: z.int(),
})
export type IncidentRow = z.infer<typeof incidentRow>
export const incidentDetail = z.object({
  ...incidentRow.shape,
  complaintCount: z.int(),
  /** Those that this officer may see, the newest first, at most 200. */
  complaints: z.array(
    z.object({ complaintId: z.string(), reference: z.string(), state: z.string(), receivedAt: instant }),
  ),
  /** What all of them were told. */
  answer: z.exactOptional(z.object({ text: z.string(), at: instant, by: person })),
  history: z.array(
    z.object({
      id: z.string(),
      at: instant,
      type: z.enum(['opened', 'assigned', 'answered', 'noted', 'closed', 'reopened']),
      by: z.object({ kind: z.enum(['officer', 'clock']), name: z.exactOptional(z.string()) }),
      data: z.record(z.string(), z.string()),
    }),
  ),
  commands: z.array(z.enum(['assign', 'answer', 'note', 'close', 'reopen'])),
  assignable: z.array(person),
})
export type IncidentDetail = z.infer<typeof incidentDetail>
export const incidentCommand = z.discriminatedUnion('type', [
  z.object({ type: z.literal('assign'), officerId: words(64) }),
  /** One message to all whose complaints are linked, now and later until it is closed. */
  z.object({ type: z.literal('answer'), text: words(300) }),
  z.object({ type: z.literal('note'), text: words(4000) }),
  z.object({ type: z.literal('close'), note: z.exactOptional(words(1000)) }),
  z.object({ type: z.literal('reopen'), reason: words(1000) }),
])
export type IncidentCommandBody = z.infer<typeof incidentCommand>

export const confirmationRoutes = {
  readReconciliation: {
    method: 'GET',
    path: '/api/paydays/{paydayId}/reconciliation',
    summary: 'Due, paid according to the agency, confirmed, partial, nothing, no answer',
    response: reconciliation,
  },
  listDisagreements: {
    method: 'GET',
    path: '/api/paydays/{paydayId}/disagreements',
    summary: 'Households where the agency and the person disagree',
    query: pageQuery,
    response: z.object({ items: z.array(disagreement), cursor: z.exactOptional(z.string()) }),
  },
  exportReconciliation: {
    method: 'GET',
    path: '/api/paydays/{paydayId}/reconciliation/export',
    summary: 'The same as CSV, part by part: ask on with the cursor and join the texts',
    query: z.object({ cursor: z.exactOptional(z.string()) }),
    response: z.object({ fileName: z.string(), text: z.string(), cursor: z.exactOptional(z.string()) }),
  },
  drawCallBacks: {
    method: 'POST',
    path: '/api/paydays/{paydayId}/call-backs',
    summary: 'Choose at random whom to call back of those who did not answer',
    body: z.object({
      marginPercent: z.number().check(z.gte(3), z.lte(25)),
      seed: z.exactOptional(z.string().check(z.regex(/^[\w-]{1,32}$/))),
    }),
    response: callBackList,
    status: 201,
  },
  readCallBacks: {
    method: 'GET',
    path: '/api/paydays/{paydayId}/call-backs',
    summary: 'The newest call-back list of a payday, with what was answered since',
    response: z.object({ list: z.exactOptional(callBackList) }),
  },
  revealHouseholdPhone: {
    method: 'POST',
    path: '/api/paydays/{paydayId}/households/{householdId}/phone',
    summary: 'Reveal the number of a household of the call-back list; the reason is kept',
    body: z.object({ reason: words(300) }),
    response: z.object({ phone: z.string() }),
  },
  recordHouseholdAnswer: {
    method: 'POST',
    path: '/api/paydays/{paydayId}/households/{householdId}/answers',
    summary: 'Record what a household said when it was called',
    body: recordAnswer,
    response: recordedAnswer,
    status: 201,
    idempotent: true,
  },
  readHouseholdAnswers: {
    method: 'GET',
    path: '/api/paydays/{paydayId}/households/{householdId}/answers',
    summary: 'All that a household said about a payday',
    response: answersOfHousehold,
  },
  listIncidents: {
    method: 'GET',
    path: '/api/incidents',
    summary: 'Incidents of my places, the newest first',
    query: z.object({
      ...pageQuery.shape,
      closed: z.exactOptional(z.stringbool()),
      /** All of this payday, open and closed; nothing else is looked at. */
      payday: z.exactOptional(words(120)),
    }),
    response: z.object({ items: z.array(incidentRow), cursor: z.exactOptional(z.string()) }),
  },
  readIncident: {
    method: 'GET',
    path: '/api/incidents/{incidentId}',
    summary: 'One incident with its complaints and its history',
    response: incidentDetail,
    versioned: true,
  },
  commandIncident: {
    method: 'POST',
    path: '/api/incidents/{incidentId}/commands',
    summary: 'Assign an incident, answer all at once, note, close, reopen',
    body: incidentCommand,
    response: incidentDetail,
    versioned: true,
    idempotent: true,
  },
} as const
