/**
 * What crosses the wire between Jigikan and a registry (`/registry/v1`, proved by the consumer's own key), and between the
 * console and those who look after consumers (`/api/consumers`). Version 1 only ever grows: fields are added, never changed.
 *
 * A consumer's requests carry `Authorization: Bearer <consumerId>.<keyId>.<secret>`. Errors are problem+json (RFC 9457);
 * a batch answers item by item. Instants are ISO 8601 in UTC; sequences and cursors only ever grow.
 */
import * as z from 'zod/mini'
import { consumerId, receipt, receiptStatuses, ways, writes } from '../domain/consumer.ts'
import { householdStatuses } from '../domain/household.ts'
import { languages } from '../domain/languages.ts'
import { householdIdShape } from '../domain/payment-words.ts'
import { entry, registryDeeds } from '../domain/registry.ts'
import { listItem } from '../domain/registry-lists.ts'

const words = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max))
const id = z.string().check(z.regex(/^[\x21-\x7e]{1,64}$/))
const instant = z.iso.datetime()
const day = z.iso.date()
const list = <T extends z.ZodMiniType>(of: T, most: number) =>
  z.array(of).check(z.minLength(1), z.maxLength(most))

export const mostEntries = 500
export const mostItems = 200

const cursor = z.string().check(z.regex(/^[\w.-]{1,40}$/))
const period = z.string().check(z.regex(/^\d{4}-(\d{2}-\d{2}|Q[1-4])$/))
const format = z._default(z.enum(['ndjson', 'csv']), 'ndjson')

export const changes = z.object({
  entries: z.array(entry),
  /** Ask `?after=` this for what comes next; keep it once the entries are safe on your side. */
  next: z.string(),
  /** Whether there is more at once. */
  more: z.boolean(),
})
export type Changes = z.infer<typeof changes>

export const receiptsBody = z.object({
  items: list(
    z.object({
      sequence: z.int().check(z.positive()),
      /** The entry's own id: a receipt for another entry than you think is refused. */
      id,
      status: z.enum(receiptStatuses),
      /** Needed with `rejected`: somebody will read it and act on it. */
      reason: z.exactOptional(words(500)),
    }),
    mostEntries,
  ),
})
export const itemProblem = z.object({ code: z.string(), detail: z.exactOptional(z.string()) })
export const receiptsAnswer = z.object({
  results: z.array(
    z.object({
      sequence: z.int(),
      outcome: z.enum(['kept', 'kept_before', 'refused']),
      problem: z.exactOptional(itemProblem),
    }),
  ),
})

export const tally = z.object({
  count: z.int(),
  /** SHA-256, in hex, of the ids in the order of the feed, each followed by a line feed. */
  checksum: z.string().check(z.regex(/^[0-9a-f]{64}$/)),
})
export type Tally = z.infer<typeof tally>
/** By commune; entries without one under `-`. */
export const counts = z.object({ day, total: tally, communes: z.record(z.string(), tally) })
export type Counts = z.infer<typeof counts>
export const difference = z.object({
  commune: z.string(),
  ours: z.exactOptional(tally),
  yours: z.exactOptional(tally),
})
export const compared = z.object({ day, agrees: z.boolean(), differences: z.array(difference) })
export type Compared = z.infer<typeof compared>

export const person = z.object({
  name: words(120),
  sex: z.enum(['woman', 'man']),
  birthYear: z.exactOptional(z.int().check(z.minimum(1900), z.maximum(2100))),
  /** As people write it; Malian unless it says otherwise. Shared numbers are normal. */
  phone: z.exactOptional(words(30)),
})
export const householdId = z.string().check(z.regex(householdIdShape))
export const householdIn = z.strictObject({
  householdId,
  headName: words(120),
  headSex: z.enum(['woman', 'man']),
  birthYear: z.exactOptional(z.int().check(z.minimum(1900), z.maximum(2100))),
  phone: z.exactOptional(words(30)),
  language: z._default(z.enum(languages), 'fr'),
  /** Eight digits of the register of communes. */
  commune: z.string().check(z.regex(/^\d{8}$/)),
  village: words(80),
  programmes: list(words(40), 10),
  siteId: z.exactOptional(words(120)),
  /** The month it entered: `2025-03`. */
  since: z.exactOptional(z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/))),
  months: z.exactOptional(z.int().check(z.minimum(1), z.maximum(120))),
  /** `retired` is a removal: the household is kept for its history and is told of no more paydays. */
  status: z._default(z.enum(householdStatuses), 'active'),
  recipients: z.exactOptional(z.array(person).check(z.maxLength(10))),
})
export type HouseholdIn = z.infer<typeof householdIn>
export const householdsBody = z.object({
  /** Each is proved on its own: one that does not fit does not hold up the others. */
  items: list(z.unknown(), mostItems),
  /** Says what would change, and changes nothing. */
  dryRun: z._default(z.boolean(), false),
})
export const householdResult = z.object({
  householdId: z.string(),
  outcome: z.enum(['added', 'changed', 'unchanged', 'retired', 'refused']),
  /** What changed, or would. */
  fields: z.exactOptional(z.array(z.string())),
  /** Field → what is wrong with it. */
  problems: z.exactOptional(z.record(z.string(), z.string())),
})
export type HouseholdResult = z.infer<typeof householdResult>
export const householdsAnswer = z.object({
  dryRun: z.boolean(),
  counts: z.record(z.enum(['added', 'changed', 'unchanged', 'retired', 'refused']), z.int()),
  results: z.array(householdResult),
})

export const decisionIn = z.strictObject({
  /** Yours, the same for ever: the same decision sent again changes nothing. */
  id,
  reference: z.string().check(z.regex(/^\d{9}$/)),
  what: z.enum(registryDeeds),
  /** When it was done on your side. */
  on: day,
  householdId: z.exactOptional(householdId),
  /** For staff; no names, no numbers. */
  note: z.exactOptional(words(500)),
})
export type DecisionIn = z.infer<typeof decisionIn>
export const decisionsBody = z.object({ items: list(z.unknown(), mostItems) })
export const decisionsAnswer = z.object({
  results: z.array(
    z.object({
      id: z.string(),
      outcome: z.enum(['done', 'done_before', 'refused']),
      problem: z.exactOptional(itemProblem),
    }),
  ),
})
export type DecisionResult = z.infer<typeof decisionsAnswer>['results'][number]

export const manifest = z.object({
  period: z.string(),
  format: z.enum(['ndjson', 'csv']),
  consumerId: z.string(),
  madeAt: instant,
  /** Whether entries of this period may still come. */
  complete: z.boolean(),
  entries: z.int(),
  /** In order; joined end to end they are the file. */
  parts: z.array(
    z.object({ part: z.int(), entries: z.int(), bytes: z.int(), sha256: z.string(), from: z.int() }),
  ),
  /** Of the file as a whole. */
  sha256: z.string(),
})
export type Manifest = z.infer<typeof manifest>

interface RouteSheet {
  readonly method: 'GET' | 'POST'
  readonly path: string
  readonly summary: string
  readonly query?: z.ZodMiniType
  readonly body?: z.ZodMiniType
  readonly response: z.ZodMiniType
  readonly status?: 200 | 201
  /** Anybody may read it: it says nothing of anybody. */
  readonly open?: true
  /** Not JSON: the file itself. */
  readonly text?: true
}

export const registryRoutes = {
  registryMe: {
    method: 'GET',
    path: '/registry/v1/me',
    summary: 'Who you are to us, what you may do, and what our clock says',
    response: z.object({
      consumerId: z.string(),
      name: z.string(),
      programmes: z.array(z.string()),
      ways: z.array(z.enum(ways)),
      writes: z.array(z.enum(writes)),
      now: instant,
    }),
  },
  readChanges: {
    method: 'GET',
    path: '/registry/v1/changes',
    summary: 'The feed, in order, from any point on',
    query: z.object({
      /** Absent: from the very first. */
      after: z.exactOptional(cursor),
      programme: z.exactOptional(words(40)),
      limit: z._default(z.coerce.number().check(z.int(), z.minimum(1), z.maximum(mostEntries)), mostEntries),
    }),
    response: changes,
  },
  cursorOf: {
    method: 'GET',
    path: '/registry/v1/cursor',
    summary: 'The cursor from which a day is read again: replay',
    query: z.object({ since: day }),
    response: z.object({ after: z.string() }),
  },
  giveReceipts: {
    method: 'POST',
    path: '/registry/v1/receipts',
    summary: 'Acknowledge, accept or reject entries, one by one, with a reason',
    body: receiptsBody,
    response: receiptsAnswer,
  },
  readCounts: {
    method: 'GET',
    path: '/registry/v1/counts',
    summary: 'How many entries of a day we told you of, by commune, with checksums',
    query: z.object({ day }),
    response: counts,
  },
  compareCounts: {
    method: 'POST',
    path: '/registry/v1/counts',
    summary: 'Your counts of a day: what differs from ours comes back, and staff see it',
    body: counts,
    response: compared,
  },
  putHouseholds: {
    method: 'POST',
    path: '/registry/v1/households',
    summary: 'Households and recipients by registry id; `dryRun` says what would change',
    body: householdsBody,
    response: householdsAnswer,
  },
  putDecisions: {
    method: 'POST',
    path: '/registry/v1/decisions',
    summary: 'What the registry did: each moves its complaint to remedy_done',
    body: decisionsBody,
    response: decisionsAnswer,
  },
  putList: {
    method: 'POST',
    path: '/registry/v1/lists/{kind}',
    summary: 'Sessions of accompanying measures, or sites of public works, by id',
    body: z.object({ items: list(listItem, mostItems) }),
    response: z.object({ kept: z.int() }),
  },
  readList: {
    method: 'GET',
    path: '/registry/v1/lists/{kind}',
    summary: 'Sessions or sites as we have them',
    response: z.object({ items: z.array(listItem) }),
  },
  readManifest: {
    method: 'GET',
    path: '/registry/v1/files/{period}',
    summary: 'A day (2026-11-22) or quarter (2026-Q4) as a file: what its parts are, signed',
    query: z.object({ format }),
    response: z.object({
      manifest,
      /** The manifest as a JWS (EdDSA): check it with the key of `/registry/v1/keys`. */
      signature: z.string(),
    }),
  },
  readPart: {
    method: 'GET',
    path: '/registry/v1/files/{period}/{part}',
    summary: 'One part of that file',
    query: z.object({ format }),
    response: z.string(),
    text: true,
  },
  registryKeys: {
    method: 'GET',
    path: '/registry/v1/keys',
    summary: 'Public keys that files are signed with, as a JWK set',
    response: z.object({ keys: z.array(z.record(z.string(), z.unknown())) }),
    open: true,
  },
  entrySchema: {
    method: 'GET',
    path: '/registry/v1/schema',
    summary: 'JSON Schema of an entry, version 1',
    response: z.record(z.string(), z.unknown()),
    open: true,
  },
  registryDescription: {
    method: 'GET',
    path: '/registry/v1/openapi.json',
    summary: 'This description',
    response: z.record(z.string(), z.unknown()),
    open: true,
  },
} as const satisfies Record<string, RouteSheet>
export type RegistryRouteName = keyof typeof registryRoutes
export const isPeriod = (text: string): boolean => z.safeParse(period, text).success

// ── for those who look after consumers ────────────────────────────────────────────────────────────────────────────

const pushUrl = z.string().check(z.maxLength(500), z.regex(/^https?:\/\/[^\s]+$/))
const settings = {
  name: words(80),
  /** `*` alone is all of them. */
  programmes: list(words(40), 10),
  ways: z.array(z.enum(ways)),
  writes: z.array(z.enum(writes)),
  ratePerMinute: z._default(z.int().check(z.minimum(1), z.maximum(6000)), 600),
  push: z.exactOptional(
    z.object({
      url: pushUrl,
      batch: z._default(z.int().check(z.minimum(1), z.maximum(mostItems)), 100),
    }),
  ),
}

export const consumerRow = z.object({
  consumerId: z.string(),
  name: z.string(),
  version: z.int(),
  programmes: z.array(z.string()),
  ways: z.array(z.enum(ways)),
  writes: z.array(z.enum(writes)),
  ratePerMinute: z.int(),
  active: z.boolean(),
  keys: z.array(z.object({ keyId: z.string(), createdAt: instant })),
  push: z.exactOptional(
    z.object({
      url: z.string(),
      batch: z.int(),
      secrets: z.array(z.object({ secretId: z.string(), createdAt: instant })),
    }),
  ),
  lastSeenAt: z.exactOptional(instant),
  /** Entries that it has not taken yet, by the way it takes them. */
  lag: z.exactOptional(z.int()),
  /** `resting`: it has failed for three days, and is tried once an hour. */
  health: z.enum(['off', 'never_seen', 'well', 'behind', 'failing', 'resting']),
  failingSince: z.exactOptional(instant),
  nextTryAt: z.exactOptional(instant),
  lastFailure: z.exactOptional(z.string()),
  receipts: z.int(),
  rejected: z.int(),
})
export type ConsumerRow = z.infer<typeof consumerRow>

export const consumerDetail = z.object({
  ...consumerRow.shape,
  /** The last days whose counts it gave us, the newest first. */
  compared: z.array(z.object({ ...compared.shape, at: instant })),
})
export type ConsumerDetail = z.infer<typeof consumerDetail>

/** Shown once: it is kept as a hash, or sealed, and nobody can show it again. */
export const shownOnce = z.object({
  key: z.exactOptional(z.string()),
  pushSecret: z.exactOptional(z.string()),
})
export const consumerChanged = z.object({ consumer: consumerRow, shownOnce: z.exactOptional(shownOnce) })
export type ConsumerChanged = z.infer<typeof consumerChanged>

export const consumerCommand = z.discriminatedUnion('type', [
  z.object({ type: z.literal('change'), ...settings }),
  /** A second key beside the first; of three the oldest goes. */
  z.object({ type: z.literal('new_key') }),
  z.object({ type: z.literal('drop_key'), keyId: words(40) }),
  z.object({ type: z.literal('new_push_secret') }),
  z.object({ type: z.literal('drop_push_secret'), secretId: words(40) }),
  z.object({ type: z.literal('pause') }),
  z.object({ type: z.literal('resume') }),
  /** Pushes again from the first entry of a day. */
  z.object({ type: z.literal('replay'), since: day }),
])
export type ConsumerCommand = z.infer<typeof consumerCommand>

export const consumerRoutes = {
  listConsumers: {
    method: 'GET',
    path: '/api/consumers',
    summary: 'Systems that are told of complaints: how each is, and how far behind',
    response: z.object({ items: z.array(consumerRow) }),
  },
  readConsumer: {
    method: 'GET',
    path: '/api/consumers/{consumerId}',
    summary: 'One of them, with the days it compared',
    response: consumerDetail,
    versioned: true,
  },
  addConsumer: {
    method: 'POST',
    path: '/api/consumers',
    summary: 'A new one; its key is shown once',
    body: z.object({ consumerId, ...settings }),
    response: consumerChanged,
    status: 201,
  },
  commandConsumer: {
    method: 'POST',
    path: '/api/consumers/{consumerId}/commands',
    summary: 'Change it, give it keys, pause it, replay',
    body: consumerCommand,
    response: consumerChanged,
    versioned: true,
  },
  listForFiling: {
    method: 'GET',
    path: '/api/lists/{kind}',
    summary:
      'Sessions or sites that a complaint can be about: ma_session, himo_site; of a commune, the newest first',
    query: z.object({ commune: z.exactOptional(z.string().check(z.regex(/^\d{8}$/))) }),
    response: z.object({
      items: z.array(
        z.object({
          id: z.string(),
          name: z.string(),
          commune: z.string(),
          village: z.exactOptional(z.string()),
          from: z.exactOptional(z.string()),
        }),
      ),
    }),
  },
  readReceipts: {
    method: 'GET',
    path: '/api/complaints/{complaintId}/registry',
    summary: 'What registries answered to what they were told of a complaint',
    response: z.object({ items: z.array(receipt) }),
  },
} as const
