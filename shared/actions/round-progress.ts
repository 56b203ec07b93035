/** How a round goes, added up from its batches: nothing is counted twice, whoever died on the way. */
import type { Language } from '../domain/languages.ts'
import type { Network } from '../domain/networks.ts'
import type { Money, OutcomeCounts, ReminderOutcome } from '../domain/reminder.ts'
import { addMoney } from '../domain/reminder-spend.ts'
import { batchesOf } from './reminder-candidates.ts'
import type { Reminders } from './reminders-ports.ts'

export interface Progress {
  readonly batches: number
  readonly batchesDone: number
  readonly people: number
  readonly counts: OutcomeCounts
  /** Not tried yet, or to be tried again. */
  readonly toSend: number
  readonly partsSent: number
  readonly cost: Money
  readonly partsByNetwork: Readonly<Partial<Record<Network, number>>>
  /** The most used first. */
  readonly texts: readonly {
    readonly language: Language
    readonly text: string
    readonly parts: number
    people: number
  }[]
}

export async function progressOf(reminders: Pick<Reminders, 'batches'>, roundId: string): Promise<Progress> {
  const counts: OutcomeCounts = {}
  const partsByNetwork: Partial<Record<Network, number>> = {}
  const texts = new Map<string, Progress['texts'][number]>()
  let [batches, batchesDone, people, partsSent] = [0, 0, 0, 0]
  let cost: Money = {}
  for await (const batch of batchesOf(reminders, roundId)) {
    if (batch.people === 0) continue
    batches += 1
    if (batch.state === 'done') batchesDone += 1
    people += batch.people
    partsSent += batch.partsSent ?? 0
    cost = addMoney(cost, batch.cost)
    for (const [outcome, count] of Object.entries(batch.counts ?? {}) as [ReminderOutcome, number][]) {
      if (outcome !== 'later') counts[outcome] = (counts[outcome] ?? 0) + count
    }
    for (const [network, count] of Object.entries(batch.networks) as [Network, number][]) {
      partsByNetwork[network] = (partsByNetwork[network] ?? 0) + count * batch.parts
    }
    const { language, text, parts } = batch
    const known = texts.get(text) ?? { language, text, parts, people: 0 }
    texts.set(text, known)
    known.people += batch.people
  }
  const settled = Object.values(counts).reduce((sum, count) => sum + count, 0)
  return {
    ...{ batches, batchesDone, people, counts, partsSent, cost, partsByNetwork },
    toSend: people - settled,
    texts: [...texts.values()].sort((a, b) => b.people - a.people),
  }
}
