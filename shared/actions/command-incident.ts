/**
 * An officer looks after an incident: takes it, tells all at once, closes it. Who may not see it finds nothing; what somebody
 * else changed in between is told; what was done with the same key is not done again.
 */
import type { Complaint, OpenComplaint } from '../domain/complaint.ts'
import {
  type AlikeComplaint,
  alikeOf,
  decideIncident,
  type Incident,
  type IncidentCommand,
  type IncidentEvent,
  incidentCommandsIn,
  incidentIdOf,
  likenesses,
  likenessOf,
} from '../domain/incident.ts'
import { mayCommandIncident, maySeeIncident } from '../domain/incident-rights.ts'
import { problemsOfText } from '../domain/neutral-text.ts'
import { maySee, type Officer } from '../domain/officer.ts'
import { Refusal } from '../domain/refusal.ts'
import { onceOf } from './command-complaint.ts'
import type { Incidents } from './confirmations-ports.ts'
import type { Officers, Page, World } from './ports.ts'

export interface IncidentDesk {
  readonly world: World
  readonly incidents: Incidents
  readonly officers: Officers
}

export const noIncident = (): Refusal => new Refusal('not-found', 'There is no such incident.')

const looksAtOnce = 100

export async function listIncidents(
  { incidents }: Pick<IncidentDesk, 'incidents'>,
  who: Officer,
  {
    which,
    limit,
    after,
  }: { readonly which: 'open' | 'closed'; readonly limit: number; readonly after?: string },
  standingOf: (which: Incident) => string,
): Promise<Page<Incident>> {
  const items: Incident[] = []
  for (let from = after; ; ) {
    const page = await incidents.list(which, { limit: looksAtOnce, ...(from ? { after: from } : {}) })
    for (const each of page) {
      if (!maySeeIncident(who, each)) continue
      items.push(each)
      if (items.length === limit) return { items, next: standingOf(each) }
    }
    const last = page.at(-1)
    if (!last || page.length < looksAtOnce) return { items }
    from = standingOf(last)
  }
}

/** All of one payday, open and closed, that this officer may see. */
export async function incidentsOfPayday(
  { incidents }: Pick<IncidentDesk, 'incidents'>,
  who: Officer,
  paydayId: string,
): Promise<readonly Incident[]> {
  const all = await Promise.all(
    likenesses.map((likeness) => incidents.read(incidentIdOf(paydayId, likeness))),
  )
  return all.filter((each) => each !== undefined).filter((each) => maySeeIncident(who, each))
}

export interface IncidentRead {
  readonly incident: Incident
  readonly history: readonly IncidentEvent[]
  readonly count: number
  /** Those that this officer may see, the newest first. */
  readonly complaints: readonly AlikeComplaint[]
}

/** Incidents know of a complaint all that decides who may see it. */
const isSeenBy = (who: Officer, alike: AlikeComplaint): boolean => maySee(who, alike as unknown as Complaint)

export async function readIncident(
  { incidents }: Pick<IncidentDesk, 'incidents'>,
  who: Officer,
  incidentId: string,
): Promise<IncidentRead> {
  const incident = await incidents.read(incidentId)
  if (!incident || !maySeeIncident(who, incident)) throw noIncident()
  const [history, all] = await Promise.all([
    incidents.history(incidentId),
    incidents.alike(incident.paydayId),
  ])
  const alike = alikeOf(all, incident.likeness, incident.owner)
  return {
    incident,
    history,
    count: alike.length,
    complaints: alike
      .filter((each) => isSeenBy(who, each))
      .sort((a, b) => b.receivedAt.localeCompare(a.receivedAt)),
  }
}

export const incidentCommandsFor = (who: Officer, incident: Incident): readonly IncidentCommand['type'][] =>
  mayCommandIncident(who, incident) ? incidentCommandsIn(incident) : []

/** All alike get these words, whoever holds the phone. */
function proveWords(incident: Incident, text: string): void {
  const problems = problemsOfText(text, { commune: incident.commune })
  if (problems.length > 0) {
    throw new Refusal('invalid', 'An SMS may be read by whoever holds the phone.', {
      fields: { text: problems.join(',') },
    })
  }
}

async function proveWhom({ officers }: IncidentDesk, incident: Incident, officerId: string): Promise<void> {
  const whom = await officers.read(officerId)
  if (!whom || !mayCommandIncident(whom, incident)) {
    throw new Refusal('invalid', 'This officer may not handle it.', {
      fields: { officerId: 'may-not-handle' },
    })
  }
}

export async function commandIncident(
  desk: IncidentDesk,
  who: Officer,
  incidentId: string,
  ordered: {
    readonly command: IncidentCommand
    readonly readVersion?: number
    readonly idempotencyKey?: string
  },
): Promise<void> {
  const { incidents, world } = desk
  const { command, readVersion, idempotencyKey } = ordered
  const incident = await incidents.read(incidentId)
  if (!incident || !maySeeIncident(who, incident)) throw noIncident()
  if (!mayCommandIncident(who, incident)) throw new Refusal('not-allowed', 'Your role does not allow this.')
  const once = onceOf(who, idempotencyKey)
  if (once && (await incidents.wasDone(once))) return
  if (command.type !== 'note' && readVersion === undefined) {
    throw new Refusal('invalid', 'The version that you looked at is needed (If-Match).')
  }
  if (command.type !== 'note' && readVersion !== incident.version) {
    throw new Refusal('stale', 'Somebody changed it since you opened it.', { fresh: incident })
  }
  if (command.type === 'answer') proveWords(incident, command.text)
  if (command.type === 'assign') await proveWhom(desk, incident, command.officerId)
  const change = decideIncident(incident, command, who.officerId, world.now(), world.id())
  try {
    await incidents.commit({ ...change, readVersion: incident.version }, once)
  } catch (error) {
    if (error instanceof Refusal && error.code === 'already-done') return
    throw error
  }
}

/** The incident that a complaint is one of, if there is one. */
export async function incidentOf(
  incidents: Pick<Incidents, 'read'>,
  { paydayId, category, state, accused }: OpenComplaint,
): Promise<Incident | undefined> {
  const likeness = likenessOf(category)
  if (!paydayId || !likeness || state === 'withdrawn' || state === 'interrupted') return undefined
  const incident = await incidents.read(incidentIdOf(paydayId, likeness))
  return incident && !accused.includes(incident.owner) ? incident : undefined
}
