/** What a round of today would be, without beginning it: people, texts, cost, and who is left out and why. */
import type { Language } from '../domain/languages.ts'
import { type Network, networkOf } from '../domain/networks.ts'
import type { Payday } from '../domain/payday.ts'
import { type LeftOutReason, nobodyLeftOut } from '../domain/reminder.ts'
import { daysAhead, type PlannedKind, reminderOf, roundIdOf } from '../domain/reminder-plan.ts'
import { dayOf } from '../domain/working-days.ts'
import { sayReminder } from '../i18n/reminders.ts'
import { groupsOf, type Planner } from './plan-reminders.ts'
import { listed } from './reminder-candidates.ts'

export interface PreviewText {
  readonly language: Language
  readonly text: string
  readonly parts: number
  people: number
}
export interface Preview {
  readonly kind: PlannedKind
  readonly day: string
  /** The round of this day, when it was begun before. */
  readonly roundId?: string
  readonly paydays: readonly {
    readonly payday: Payday
    readonly households: number
    readonly reachable: number
    readonly told: boolean
  }[]
  readonly households: number
  readonly people: number
  readonly texts: readonly PreviewText[]
  readonly leftOut: Readonly<Record<LeftOutReason, number>>
  readonly partsByNetwork: Readonly<Partial<Record<Network, number>>>
  /** False when there was no time to read all lists: counts are of those read. */
  readonly complete: boolean
}

/** A request waits no longer for its answer. */
const longestMs = 8000

export async function previewRound(
  desk: Pick<Planner, 'world' | 'reminders' | 'paydays' | 'dueLines'>,
  kind: PlannedKind,
  asked?: string,
): Promise<Preview> {
  const { world, reminders, paydays } = desk
  const startedAt = world.now().getTime()
  const day = asked ?? dayOf(world.now())
  const { from, to } = daysAhead(kind, day)
  const all = (await paydays.between(from, to)).filter(({ state }) => state === 'planned')
  const totals = await paydays.totals(all.map(({ paydayId }) => paydayId))
  const leftOut = { ...nobodyLeftOut }
  const partsByNetwork: Partial<Record<Network, number>> = {}
  const texts = new Map<string, PreviewText>()
  let households = 0
  let people = 0
  let complete = true
  for (const payday of all) {
    if (reminderOf(payday, kind)) continue
    const untold = totals.get(payday.paydayId)?.lines ?? 0
    leftOut.policy += untold
    households += untold
  }

  // A round that is under way has told some of them already: the preview of it shows all.
  const round = { roundId: roundIdOf(kind, day), kind }
  for (const { content, paydays: together } of groupsOf(all, kind, world.now())) {
    const seen = new Set<string>()
    for (const payday of together) {
      if (world.now().getTime() - startedAt > longestMs) complete = false
      if (!complete) break
      for await (const candidate of listed(desk, payday, round)) {
        if (world.now().getTime() - startedAt > longestMs) {
          complete = false
          break
        }
        households += 1
        if ('leftOut' in candidate) {
          leftOut[candidate.leftOut] += 1
          continue
        }
        const { contactId, phone, language } = candidate
        if (seen.has(contactId)) {
          leftOut.same_phone += 1
          continue
        }
        seen.add(contactId)
        people += 1
        const made = sayReminder(language, content)
        const text = texts.get(made.text) ?? { language, ...made, people: 0 }
        texts.set(made.text, text)
        text.people += 1
        const network = networkOf(phone)
        partsByNetwork[network] = (partsByNetwork[network] ?? 0) + text.parts
      }
    }
  }
  const begun = await reminders.round(round.roundId)
  return {
    kind,
    day,
    ...(begun ? { roundId: begun.roundId } : {}),
    paydays: all.map((payday) => ({
      payday,
      households: totals.get(payday.paydayId)?.lines ?? 0,
      reachable: totals.get(payday.paydayId)?.reachable ?? 0,
      told: reminderOf(payday, kind) !== undefined,
    })),
    households,
    people,
    texts: [...texts.values()].sort((a, b) => b.people - a.people),
    leftOut,
    partsByNetwork,
    complete,
  }
}
