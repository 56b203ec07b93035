/** Who was told what of a payday, when, and whether it arrived: for a payday, batch after batch, and for a household. */
import type { Language } from '../domain/languages.ts'
import type { Payday } from '../domain/payday.ts'
import type { Coverage, ReminderBatch, ReminderKind, ReminderOutcome, Said } from '../domain/reminder.ts'
import type { DueLines } from './paydays-ports.ts'
import { batchesOf, numbersOf, ownOf } from './reminder-candidates.ts'
import type { BatchOutcomes, BatchPeople, Reminders, Report } from './reminders-ports.ts'

export interface Told {
  readonly householdId: string
  readonly paydayId: string
  readonly roundId: string
  readonly kind: ReminderKind
  readonly language: Language
  readonly text: string
  readonly outcome: ReminderOutcome | 'to_send'
  readonly at?: string
  readonly reason?: string
  readonly report?: Report
  readonly sharedPhone: boolean
}

interface Read {
  readonly batch: ReminderBatch
  readonly people: BatchPeople | undefined
  readonly outcomes: BatchOutcomes | undefined
}

async function readBatch(reminders: Reminders, batch: ReminderBatch): Promise<Read> {
  const [people, outcomes] = await Promise.all([reminders.people(batch), reminders.outcomes(batch)])
  return { batch, people, outcomes }
}

const outcomeIn = ({ people, outcomes }: Read, contactId: string) =>
  outcomes?.people[ownOf(people).findIndex((own) => own.contactId === contactId)]

/** Those of a batch who stand on this payday's list, or one of them. */
async function toldIn(
  reminders: Reminders,
  found: ReminderBatch,
  { paydayId }: Said,
  householdId?: string,
): Promise<readonly Told[]> {
  const read = await readBatch(reminders, found)
  const its = (read.people?.households ?? []).filter(
    (each) =>
      read.people?.paydays[each.payday]?.paydayId === paydayId &&
      (householdId === undefined || each.householdId === householdId),
  )
  const others = new Map<number, Read>()
  for (const { with: number } of its) {
    if (number === undefined || others.has(number)) continue
    const { roundId, group } = found
    const other = await reminders.batch({ roundId, group, number })
    if (other) others.set(number, await readBatch(reminders, other))
  }
  const rows = its.map((each) => {
    const where = each.with === undefined ? read : others.get(each.with)
    return { each, where: where ?? read, outcome: where && outcomeIn(where, each.contactId) }
  })
  const gatewayIds = rows.flatMap(({ outcome }) => (outcome?.gatewayId ? [outcome.gatewayId] : []))
  const reports = await reminders.reports(gatewayIds)
  return rows.map(({ each, where, outcome }): Told => {
    const report = reports.get(outcome?.gatewayId ?? '')
    const { language, text } = where.batch
    return {
      householdId: each.householdId,
      paydayId,
      roundId: found.roundId,
      kind: found.kind,
      language,
      text,
      outcome: outcome && outcome.outcome !== 'later' ? outcome.outcome : 'to_send',
      ...(outcome ? { at: outcome.at } : {}),
      ...(outcome?.reason ? { reason: outcome.reason } : {}),
      ...(report ? { report } : {}),
      sharedPhone: each.with !== undefined,
    }
  })
}

export interface ToldPage {
  readonly rounds: readonly Coverage[]
  readonly items: readonly Told[]
  /** The round's place in the list, and the batch in it. */
  readonly next?: { readonly round: number; readonly batch: number }
}

/** About so many in a page: whole batches. */
const enoughRows = 200

export async function toldOfPayday(
  reminders: Reminders,
  paydayId: string,
  from: { readonly round: number; readonly batch: number } = { round: 0, batch: 0 },
): Promise<ToldPage> {
  const rounds = await reminders.coverageOf(paydayId)
  const items: Told[] = []
  for (const [position, coverage] of rounds.entries()) {
    if (position < from.round) continue
    const numbers = numbersOf(coverage)
    const first = position === from.round ? Math.max(numbers.from, from.batch) : numbers.from
    const which = { group: coverage.group, numbers: { ...numbers, from: first } }
    for await (const batch of batchesOf(reminders, coverage.roundId, which)) {
      if (items.length >= enoughRows) return { rounds, items, next: { round: position, batch: batch.number } }
      items.push(...(await toldIn(reminders, batch, coverage.said)))
    }
  }
  return { rounds, items }
}

const newestPaydays = 12

/** Newest first. */
export async function toldOfHousehold(
  {
    reminders,
    dueLines,
  }: { readonly reminders: Reminders; readonly dueLines: Pick<DueLines, 'ofHousehold'> },
  householdId: string,
  sees: (payday: Payday) => boolean = () => true,
): Promise<readonly Told[]> {
  const items: Told[] = []
  for (const { payday } of await dueLines.ofHousehold(householdId, newestPaydays)) {
    if (!sees(payday)) continue
    for (const coverage of await reminders.coverageOf(payday.paydayId)) {
      const which = { group: coverage.group, numbers: numbersOf(coverage) }
      for await (const batch of batchesOf(reminders, coverage.roundId, which)) {
        if (householdId < batch.from || householdId > batch.to) continue
        items.push(...(await toldIn(reminders, batch, coverage.said, householdId)))
      }
    }
  }
  return items.sort((one, other) => (other.at ?? '9').localeCompare(one.at ?? '9'))
}
