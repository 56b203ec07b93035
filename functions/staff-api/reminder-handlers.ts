/** Reminder rounds as officers ask for them: what one would be, how one goes, stop and go on, and who was told what. */
import type { DueLines, Paydays } from '../../shared/actions/paydays-ports.ts'
import type { World } from '../../shared/actions/ports.ts'
import { previewRound } from '../../shared/actions/preview-reminders.ts'
import type { Reminders } from '../../shared/actions/reminders-ports.ts'
import { progressOf } from '../../shared/actions/round-progress.ts'
import { budgetOfMonth } from '../../shared/actions/spend-on-reminders.ts'
import { beginRound } from '../../shared/actions/tend-reminders.ts'
import { toldOfHousehold, toldOfPayday } from '../../shared/actions/told.ts'
import { unknownOutcomes } from '../../shared/actions/unknown-outcomes.ts'
import type { ReminderBudgetView, RoundDetail, reminderRoutes } from '../../shared/contracts/reminders-api.ts'
import type { Officer } from '../../shared/domain/officer.ts'
import { mayHearHouseholds, mayPlanSomewhere } from '../../shared/domain/payday-rights.ts'
import { Refusal } from '../../shared/domain/refusal.ts'
import type { ReminderRound } from '../../shared/domain/reminder.ts'
import { isQuiet, mayBegin, morningAfter } from '../../shared/domain/reminder-plan.ts'
import { mayRunReminders } from '../../shared/domain/reminder-rights.ts'
import type { Budget, Prices } from '../../shared/domain/reminder-spend.ts'
import { dayOf } from '../../shared/domain/working-days.ts'
import type { Handlers } from '../kit/staff-http.ts'
import {
  amountsOf,
  estimateOf,
  leftOutOf,
  progressView,
  roundRowOf,
  siteName,
  textOf,
  toldRow,
} from '../kit/views-of-reminders.ts'

export interface RemindersDesk {
  readonly world: World
  readonly reminders: Reminders
  readonly paydays: Paydays
  readonly dueLines: DueLines
  readonly prices: Prices
  readonly budget: Budget | undefined
  allOfficers(): Promise<readonly Officer[]>
}

const unknownShown = 500

const noSuchRound = () => new Refusal('not-found', 'There is no such round.')
const notYours = () =>
  new Refusal('not-allowed', 'Reminder rounds are run by those who plan paydays everywhere.')

function openToldCursor(cursor: string): { readonly round: number; readonly batch: number } {
  const [, round, batch] = /^(\d{1,6})\.(\d{1,6})$/.exec(cursor) ?? []
  if (!round || !batch) {
    throw new Refusal('invalid', 'This page is not known. Begin again.', { fields: { cursor: 'unknown' } })
  }
  return { round: Number(round), batch: Number(batch) }
}

const isRunning = ({ state }: ReminderRound): boolean => state === 'planning' || state === 'running'
const commandsOf = (who: Officer, round: ReminderRound): ('stop' | 'resume')[] => {
  if (!mayRunReminders(who)) return []
  if (round.state === 'paused') return ['stop', 'resume']
  return isRunning(round) ? ['stop'] : []
}

async function budgetView({ reminders, budget, world }: RemindersDesk): Promise<ReminderBudgetView> {
  const { month, spent, state } = await budgetOfMonth(reminders, budget, world.now())
  return { month, spent: amountsOf(spent), state, ...(budget ? { budget } : {}) }
}

async function detailOf(desk: RemindersDesk, who: Officer, round: ReminderRound): Promise<RoundDetail> {
  const now = desk.world.now()
  const [progress, budget, officers] = await Promise.all([
    progressOf(desk.reminders, round.roundId),
    budgetView(desk),
    desk.allOfficers(),
  ])
  const { parts, amount } = estimateOf(desk.prices, progress.partsByNetwork)
  return {
    ...roundRowOf(round, officers),
    planned: round.planned,
    progress: progressView(progress),
    texts: progress.texts.map(textOf),
    estimate: { parts, amount },
    commands: commandsOf(who, round),
    ...(isRunning(round) && isQuiet(now) ? { heldUntil: morningAfter(now).toISOString() } : {}),
    budget,
  }
}

export const reminderHandlers = (desk: () => RemindersDesk): Handlers<typeof reminderRoutes> => ({
  async previewRound({ who, query }) {
    if (!mayPlanSomewhere(who)) throw notYours()
    const now = desk().world.now()
    const [preview, budget] = await Promise.all([
      previewRound(desk(), query.kind, query.day),
      budgetView(desk()),
    ])
    const { kind, day, roundId, paydays, households, people, texts, leftOut, complete } = preview
    const isToday = day === dayOf(now)
    return {
      body: {
        kind,
        day,
        ...(roundId ? { roundId } : {}),
        paydays: paydays.map(({ payday, told, ...counts }) => ({
          paydayId: payday.paydayId,
          day: payday.day,
          siteName: siteName(payday.site),
          disclosure: payday.disclosure,
          told,
          households: counts.households,
          reachable: counts.reachable,
        })),
        households,
        people,
        texts: texts.map(textOf),
        leftOut: leftOutOf(leftOut),
        estimate: { people, ...estimateOf(desk().prices, preview.partsByNetwork) },
        complete,
        ...(isQuiet(now) ? { heldUntil: morningAfter(now).toISOString() } : {}),
        mayStart: mayRunReminders(who) && isToday && !roundId && mayBegin(kind, now) && people > 0,
        budget,
      },
    }
  },

  async reminderBudget({ who }) {
    if (!mayPlanSomewhere(who)) throw notYours()
    return { body: await budgetView(desk()) }
  },

  async listRounds({ who, query }) {
    if (!mayPlanSomewhere(who)) throw notYours()
    const { cursor, limit } = query
    const [page, officers] = await Promise.all([
      desk().reminders.rounds({ limit, ...(cursor ? { after: cursor } : {}) }),
      desk().allOfficers(),
    ])
    return {
      body: {
        items: page.items.map((round) => roundRowOf(round, officers)),
        ...(page.next ? { cursor: page.next } : {}),
        mayStart: mayRunReminders(who),
      },
    }
  },

  async startRound({ who, body }) {
    if (!mayRunReminders(who)) throw notYours()
    if (!mayBegin(body.kind, desk().world.now())) {
      throw new Refusal(
        'wrong-state',
        'It is not its hour: nobody is written to at night, nor told too early.',
      )
    }
    const begun = await beginRound(desk(), body.kind, who.officerId)
    const round = begun && (await desk().reminders.round(begun.roundId))
    if (!round) throw new Refusal('wrong-state', 'There is nobody to tell.')
    return { body: await detailOf(desk(), who, round) }
  },

  async readRound({ who, path }) {
    if (!mayPlanSomewhere(who)) throw notYours()
    const round = await desk().reminders.round(path.roundId ?? '')
    if (!round) throw noSuchRound()
    return { body: await detailOf(desk(), who, round) }
  },

  async commandRound({ who, path, body }) {
    if (!mayRunReminders(who)) throw notYours()
    const { reminders, world } = desk()
    const round = await reminders.round(path.roundId ?? '')
    if (!round) throw noSuchRound()
    if (!commandsOf(who, round).includes(body.type)) {
      throw new Refusal('wrong-state', `"${body.type}" is not for a round that is ${round.state}.`)
    }
    const next: Partial<ReminderRound> =
      body.type === 'stop'
        ? { state: 'stopped', stoppedBy: who.officerId }
        : { state: round.planned ? 'running' : 'planning' }
    const changed = await reminders.change(round, next, world.now())
    if (!changed) throw new Refusal('stale', 'It changed at this very moment. Look again.')
    return { body: await detailOf(desk(), who, changed) }
  },

  async unknownOfRound({ who, path }) {
    if (!mayRunReminders(who)) throw notYours()
    const round = await desk().reminders.round(path.roundId ?? '')
    if (!round) throw noSuchRound()
    const { items, complete } = await unknownOutcomes(desk().reminders, round.roundId, unknownShown)
    return { body: { items: [...items], complete } }
  },

  async toldOfPayday({ who, path, query }) {
    const paydayId = path.paydayId ?? ''
    const payday = await desk().paydays.read(paydayId)
    if (!payday || !mayHearHouseholds(who, payday)) throw new Refusal('not-found', 'There is no such payday.')
    const from = query.cursor === undefined ? undefined : openToldCursor(query.cursor)
    const { rounds, items, next } = await toldOfPayday(desk().reminders, paydayId, from)
    return {
      body: {
        paydayId,
        rounds: rounds.map(({ roundId, kind, at, households, leftOut }) => ({
          roundId,
          kind,
          at,
          households,
          leftOut: leftOutOf(leftOut),
        })),
        items: items.map(toldRow),
        ...(next ? { cursor: `${next.round}.${next.batch}` } : {}),
      },
    }
  },

  async toldOfHousehold({ who, path }) {
    const sees = (payday: Parameters<typeof mayHearHouseholds>[1]) => mayHearHouseholds(who, payday)
    const items = await toldOfHousehold(desk(), path.householdId ?? '', sees)
    return { body: { items: items.map(toldRow) } }
  },
})
