/** What the console is shown of reminder rounds: names for ids, money in its currency, and nothing of anybody's number. */
import type { Preview } from '../../shared/actions/preview-reminders.ts'
import type { Progress } from '../../shared/actions/round-progress.ts'
import type { Told } from '../../shared/actions/told.ts'
import type { RoundRow, ToldRow } from '../../shared/contracts/reminders-api.ts'
import { type Network, networks } from '../../shared/domain/networks.ts'
import type { Officer } from '../../shared/domain/officer.ts'
import type { Site } from '../../shared/domain/payday.ts'
import type {
  LeftOut,
  LeftOutReason,
  Money,
  ReminderOutcome,
  ReminderRound,
} from '../../shared/domain/reminder.ts'
import type { Prices } from '../../shared/domain/reminder-spend.ts'
import { smsParts } from '../../shared/i18n/gsm7.ts'
import { placeWords } from '../../shared/i18n/reminders.ts'
import { isDraft } from '../../shared/i18n/texts.ts'

export const amountsOf = (money: Money) =>
  Object.entries(money).map(([currency, amount]) => ({ currency, amount: amount / 10_000 }))
const rounded = (amount: number): number => Math.round(amount * 100) / 100

export const leftOutOf = (leftOut: LeftOut) =>
  Object.entries(leftOut)
    .filter(([, households]) => households > 0)
    .map(([reason, households]) => ({ reason: reason as LeftOutReason, households }))

export const textOf = (text: Preview['texts'][number]) => ({
  language: text.language,
  draft: isDraft(text.language),
  text: text.text,
  encoding: smsParts(text.text).encoding,
  parts: text.parts,
  people: text.people,
})

export function estimateOf(prices: Prices, partsByNetwork: Readonly<Partial<Record<Network, number>>>) {
  const byNetwork = networks
    .filter((network) => (partsByNetwork[network] ?? 0) > 0)
    .map((network) => ({
      network,
      parts: partsByNetwork[network] ?? 0,
      price: prices.of[network].amount,
      source: prices.of[network].source,
    }))
  return {
    parts: byNetwork.reduce((sum, { parts }) => sum + parts, 0),
    amount: {
      currency: prices.currency,
      amount: rounded(byNetwork.reduce((sum, { parts, price }) => sum + parts * price, 0)),
    },
    byNetwork,
  }
}

export const siteName = (site: Site): string => placeWords(site)[0] ?? site.commune

export function roundRowOf(round: ReminderRound, officers: readonly Officer[]): RoundRow {
  const person = (officerId: string | undefined) =>
    officerId === undefined
      ? undefined
      : { officerId, name: officers.find((who) => who.officerId === officerId)?.name ?? officerId }
  const [startedBy, stoppedBy] = [person(round.startedBy), person(round.stoppedBy)]
  return {
    roundId: round.roundId,
    kind: round.kind,
    day: round.day,
    state: round.state,
    ...(round.pausedBecause && round.state === 'paused' ? { pausedBecause: round.pausedBecause } : {}),
    ...(round.paydayId ? { paydayId: round.paydayId } : {}),
    ...(startedBy ? { startedBy } : {}),
    ...(stoppedBy ? { stoppedBy } : {}),
    paydays: round.paydays,
    households: round.households,
    leftOut: leftOutOf(round.leftOut),
    createdAt: round.createdAt,
    ...(round.finishedAt ? { finishedAt: round.finishedAt } : {}),
  }
}

export const toldRow = ({ report, ...told }: Told): ToldRow => ({
  ...told,
  ...(report
    ? {
        report: {
          state:
            report.state === 'delivered' ? 'arrived' : report.state === 'failed' ? 'failed' : 'on_its_way',
          word: report.word,
          at: report.at,
        },
      }
    : {}),
})

export const progressView = ({ counts, cost, ...progress }: Progress) => ({
  batches: progress.batches,
  batchesDone: progress.batchesDone,
  people: progress.people,
  byOutcome: Object.entries(counts).map(([outcome, people]) => ({
    outcome: outcome as ReminderOutcome,
    people,
  })),
  toSend: progress.toSend,
  partsSent: progress.partsSent,
  cost: amountsOf(cost),
})
