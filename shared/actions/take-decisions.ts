/**
 * What the registry did comes back, and moves its complaint to `remedy_done`: through the same door as an officer's deed,
 * with its history and the SMS that follows. The registry carries out what was decided; it does not decide for anybody.
 */
import type { Change, OpenComplaint } from '../domain/complaint.ts'
import type { Consumer } from '../domain/consumer.ts'
import { decide } from '../domain/lifecycle.ts'
import { Refusal } from '../domain/refusal.ts'
import type { RegistryDeed } from '../domain/registry.ts'
import type { OpenComplaints, World } from './ports.ts'
import { racing, registryActor } from './take-receipts.ts'

export interface TakingDecisions {
  readonly world: Pick<World, 'now' | 'id'>
  readonly open: Pick<OpenComplaints, 'read' | 'commit' | 'reference' | 'madeBy'>
}
export interface RegistryDecision {
  readonly id: string
  readonly reference: string
  readonly what: RegistryDeed
  readonly on: string
  readonly householdId?: string
  readonly note?: string
}
export interface DecisionResult {
  readonly id: string
  readonly outcome: 'done' | 'done_before' | 'refused'
  readonly problem?: { code: string; detail?: string }
}

const notFound = () => new Refusal('not-found', 'There is no such complaint for you.')

async function findFor(at: TakingDecisions, who: Consumer, reference: string): Promise<OpenComplaint> {
  const entry = await at.open.reference(reference as never)
  if (!entry) throw notFound()
  if (entry.desk === 'restricted')
    throw new Refusal('not-allowed', 'It is restricted: tell the unit that has it, not this interface.')
  const complaint = await at.open.read(entry.complaintId)
  if (!complaint || !(who.programmes.includes('*') || who.programmes.includes(complaint.programme)))
    throw notFound()
  return complaint
}

async function moveOn(
  at: TakingDecisions,
  who: Consumer,
  given: RegistryDecision,
  once: string,
): Promise<void> {
  const actor = registryActor(who)
  const complaint = await findFor(at, who, given.reference)
  if (
    given.householdId &&
    complaint.complainant.householdId &&
    given.householdId !== complaint.complainant.householdId
  )
    throw new Refusal('invalid', 'The complaint is of another household.')
  if (complaint.state !== 'decided' && complaint.state !== 'remedy_pending') {
    const early = ['interrupted', 'received', 'acknowledged', 'in_review', 'waiting_complainant', 'contested']
    throw new Refusal(
      'wrong-state',
      early.includes(complaint.state)
        ? 'Nobody has decided it yet: send this again once it is decided.'
        : `It is ${complaint.state}: nothing is awaited.`,
    )
  }
  const planned: Change<OpenComplaint> | undefined =
    complaint.state === 'decided'
      ? decide(
          complaint,
          { type: 'plan_remedy', what: given.what, dueOn: given.on },
          actor,
          at.world.now(),
          at.world.id(),
        )
      : undefined
  if (planned) await at.open.commit(planned)
  const change = decide(
    planned?.complaint ?? complaint,
    {
      type: 'remedy_done',
      done: { what: given.what, on: given.on },
      ...(given.note ? { note: given.note } : {}),
    },
    actor,
    at.world.now(),
    at.world.id(),
  )
  await at.open.commit({ ...change, once })
}

async function takeOne(at: TakingDecisions, who: Consumer, given: RegistryDecision): Promise<DecisionResult> {
  const { id, reference } = given
  const once = `registry:${who.consumerId}:decision:${id}`
  const refused = (code: string, detail: string): DecisionResult => ({
    id,
    outcome: 'refused',
    problem: { code, detail },
  })
  const before = async (): Promise<DecisionResult | undefined> => {
    const made = await at.open.madeBy(once)
    if (!made) return undefined
    const entry = await at.open.reference(reference as never)
    return made === entry?.complaintId
      ? { id, outcome: 'done_before' }
      : refused('id-used', 'This id was used for another complaint.')
  }
  const known = await before()
  if (known) return known
  try {
    await racing(() => moveOn(at, who, given, once))
    return { id, outcome: 'done' }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    return (await before()) ?? refused(error.code, error.message)
  }
}

/** In turn: two of one complaint are taken in the order in which they were given. */
export async function takeDecisions(
  at: TakingDecisions,
  who: Consumer,
  given: readonly RegistryDecision[],
): Promise<readonly DecisionResult[]> {
  const results: DecisionResult[] = []
  for (const each of given) results.push(await takeOne(at, who, each))
  return results
}
