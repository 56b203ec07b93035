/**
 * Lists that are taken out: begun with an entry in the journal, then given page by page, so that a list of any length comes
 * over any network and no page waits long. What may leave is decided by the type of a row: facts, or facts and words.
 */
import type { OpenComplaint } from '../domain/complaint.ts'
import type { ExportEntry } from '../domain/export-entry.ts'
import { looksOverAll } from '../domain/figures-coverage.ts'
import { may, type Officer } from '../domain/officer.ts'
import type { QueueView } from '../domain/queue-views.ts'
import { Refusal } from '../domain/refusal.ts'
import { unitName } from '../domain/units.ts'
import type { ExportJournal } from './figures-ports.ts'
import type { World } from './ports.ts'
import { queuePage } from './queue-of-complaints.ts'
import type { QueueFilter, Queues } from './queue-ports.ts'

export interface TakingOut {
  readonly world: Pick<World, 'now' | 'id'>
  readonly queues: Pick<Queues, 'look'>
  readonly journal: ExportJournal
}

const rolesThatTakeOut: readonly Officer['role'][] = ['officer', 'supervisor']
/** A relay, a focal point and an administrator read what they need on the screen. */
export const mayTakeOut = (who: Officer): boolean => who.active && rolesThatTakeOut.includes(who.role)

export interface ListAsked {
  readonly what: ExportEntry['what']
  readonly format: ExportEntry['format']
  readonly withWords: boolean
  readonly filter: Readonly<Record<string, string>>
}

export async function beginTakingOut(
  { world, journal }: Pick<TakingOut, 'world' | 'journal'>,
  who: Officer,
  asked: ListAsked,
): Promise<ExportEntry> {
  if (!mayTakeOut(who)) throw new Refusal('not-allowed', 'Your role does not take lists out.')
  const entry: ExportEntry = {
    exportId: world.id(),
    at: world.now().toISOString(),
    by: { officerId: who.officerId, name: who.name },
    ...asked,
    rows: 0,
    // A report is made of figures that were given already.
    ...(asked.what === 'quarter' ? { finishedAt: world.now().toISOString() } : {}),
  }
  await journal.begin(entry)
  return entry
}

/** No room for a name, a number or words. */
export interface FactsRow {
  readonly reference: string
  readonly state: OpenComplaint['state']
  readonly category: OpenComplaint['category']
  readonly region?: string
  readonly cercle?: string
  readonly commune?: string
  readonly programme: string
  readonly channel: OpenComplaint['channel']
  readonly language: OpenComplaint['language']
  readonly sex?: 'woman' | 'man'
  readonly anonymous: boolean
  readonly assisted: boolean
  readonly owner: string
  readonly receivedAt: string
  readonly acknowledgedAt?: string
  readonly dueAt: string
  readonly late: boolean
  readonly outcome?: NonNullable<OpenComplaint['decision']>['outcome']
  readonly decidedAt?: string
  readonly satisfied?: boolean
  readonly reopened: number
}
/** With what was said. Still no name of a person and no number: those are shown one by one, each for a reason. */
export interface WordsRow extends FactsRow {
  readonly village?: string
  readonly text?: string
  readonly decision?: string
}

const runningStates: readonly OpenComplaint['state'][] = [
  'received',
  'acknowledged',
  'in_review',
  'contested',
]

export function factsOf(complaint: OpenComplaint, now: Date): FactsRow {
  const { place, complainant, decision, acknowledgedAt, satisfied } = complaint
  return {
    reference: complaint.reference,
    state: complaint.state,
    category: complaint.category,
    ...(place.region ? { region: place.region } : {}),
    ...(place.cercle ? { cercle: place.cercle } : {}),
    ...(place.commune ? { commune: place.commune } : {}),
    programme: complaint.programme,
    channel: complaint.channel,
    language: complaint.language,
    ...(complainant.sex ? { sex: complainant.sex } : {}),
    anonymous: complainant.anonymous,
    assisted: complaint.enteredBy !== undefined,
    owner: unitName(complaint.owner),
    receivedAt: complaint.receivedAt,
    ...(acknowledgedAt ? { acknowledgedAt } : {}),
    dueAt: complaint.dueAt,
    late:
      runningStates.includes(complaint.state) &&
      !complaint.pause &&
      Date.parse(complaint.dueAt) < now.getTime(),
    ...(decision ? { outcome: decision.outcome, decidedAt: decision.at } : {}),
    ...(satisfied === undefined ? {} : { satisfied }),
    reopened: complaint.reopenedCount,
  }
}

export function rowFor(
  who: Officer,
  complaint: OpenComplaint,
  withWords: boolean,
  now: Date,
): FactsRow | WordsRow {
  const facts = factsOf(complaint, now)
  if (!withWords || !may(who, 'handle', complaint)) return facts
  const { place, text, decision } = complaint
  return {
    ...facts,
    ...(place.village ? { village: place.village } : {}),
    ...(text ? { text } : {}),
    ...(decision ? { decision: decision.summary } : {}),
  }
}

const rowsPerPage = 400
/** A file is taken out in one go. */
const openForMs = 2 * 3_600_000

export async function nextRows(
  { world, queues, journal }: TakingOut,
  who: Officer,
  exportId: string,
  startedAt: string,
  after?: string,
) {
  const now = world.now()
  const entry = await journal.read(startedAt, exportId)
  const isHis = entry?.by.officerId === who.officerId && entry.what === 'complaints'
  if (!entry || !isHis || entry.finishedAt || now.getTime() - Date.parse(entry.at) > openForMs) {
    throw new Refusal('not-found', 'This export is over. Begin again.')
  }
  const { view = 'open', ...filter } = entry.filter
  const page = await queuePage(
    queues,
    who,
    {
      view: view as QueueView,
      filter: filter as QueueFilter,
      limit: rowsPerPage,
      ...(after ? { after } : {}),
    },
    now,
  )
  await journal.count(entry, entry.rows + page.items.length, page.next ? undefined : now.toISOString())
  return {
    rows: page.items.map((complaint) => rowFor(who, complaint, entry.withWords, now)),
    ...(page.next ? { next: page.next } : {}),
  }
}

const mostListed = 500

/** What left in a month: one's own; everybody's for those who look over all. */
export async function listTakenOut(
  { journal }: Pick<TakingOut, 'journal'>,
  who: Officer,
  month: string,
): Promise<readonly ExportEntry[]> {
  const seesAll = who.role === 'admin' || (who.role === 'supervisor' && looksOverAll(who))
  const all = await journal.ofMonth(month, mostListed)
  return seesAll ? all : all.filter(({ by }) => by.officerId === who.officerId)
}
