/**
 * The shares of the demonstration: what people complain about, when, about whom, by which road, and how far it has got.
 * Drawn from published counts of complaint mechanisms; nothing in here is Malian statistics.
 */
import type { About } from '../../shared/domain/about.ts'
import { categories, type FiledCategory, sensitivityOfCategory } from '../../shared/domain/categories.ts'
import type { Channel, State } from '../../shared/domain/complaint.ts'
import { isOpen } from '../../shared/domain/sensitivity.ts'
import type { Chance } from './chance.ts'

type Shares<T> = readonly (readonly [T, number])[]

/** Payment 38, list 18, information 15, card 13, activities 6, money 4, thanks 4, conflict 1.5. */
export const categoryShares: Shares<FiledCategory> = [
  ['1.1', 15],
  ['1.2', 9],
  ['1.3', 7],
  ['1.4', 7],
  ['3.1', 8],
  ['3.2', 2],
  ['3.3', 3.5],
  ['3.4', 2.5],
  ['3.5', 2],
  ['8', 15],
  ['2.1', 4.5],
  ['2.2', 3.5],
  ['2.3', 3],
  ['2.4', 2],
  ['5.1', 1.5],
  ['5.2', 1.5],
  ['5.3', 1],
  ['5.4', 0.4],
  ['5.5', 1.6],
  ['4.1', 2],
  ['4.2', 1],
  ['4.3', 0.4],
  ['4.4', 0.6],
  ['9', 4],
  ['7.1', 0.4],
  ['7.2', 1.1],
]

const dayMs = 86_400_000
const days = 182
/** Days ago on which a payment week begins; it lasts seven days. Paid every two months. */
const paymentWeeks = [20, 82, 144] as const
const isPaymentWeek = (daysAgo: number): boolean =>
  paymentWeeks.some((first) => daysAgo <= first && daysAgo > first - 7)
/** Together they make a payment week eight to ten times as busy as another. */
const weightThen = { paid: 25, other: 3 } as const
const dayShares = (inPaymentWeek: number): Shares<number> =>
  Array.from({ length: days }, (_, daysAgo) => [daysAgo, isPaymentWeek(daysAgo) ? inPaymentWeek : 1] as const)
const paidDays = dayShares(weightThen.paid)
const otherDays = dayShares(weightThen.other)

/** When somebody complains about it: in waking hours, and before now. */
export function filedAt(
  category: FiledCategory,
  now: Date,
  hours: readonly [from: number, to: number],
  chance: Chance,
): Date {
  const { group } = categories[category]
  const isAboutPay = group === 'payment' || group === 'card' || group === 'money'
  const midnight = Math.floor(now.getTime() / dayMs) * dayMs
  const inDayMs = (hours[0] + chance.next() * (hours[1] - hours[0])) * 3_600_000
  const at = midnight - chance.weighted(isAboutPay ? paidDays : otherDays) * dayMs + Math.floor(inDayMs)
  return new Date(at < now.getTime() - 180_000 ? at : at - dayMs)
}

export const assistedShare = 0.42
/** Of the restricted ones fewer go through somebody's hands. */
export const restrictedAssistedShare = 0.15
export const assistedChannels: Shares<Channel> = [
  ['walk_in', 55],
  ['paper', 33],
  ['phone_call', 12],
]
export const ownChannels: Shares<Channel> = [
  ['ussd', 76],
  ['sms', 24],
]
export const textShares: Readonly<Record<Channel, number>> = {
  ussd: 0.4,
  sms: 1,
  phone_call: 0.95,
  walk_in: 0.85,
  paper: 0.7,
}
export const droppedShare = 0.05
export const callBackShare = 0.1

const aboutPerson: Shares<About> = [
  ['agency', 38],
  ['committee', 26],
  ['chief', 14],
  ['programme', 5],
  ['ngo', 3],
  ['other', 8],
  ['unknown', 6],
]
const aboutAnybody: Shares<About> = [
  ['nobody', 55],
  ['committee', 18],
  ['agency', 8],
  ['chief', 8],
  ['unknown', 8],
  ['ngo', 3],
]
const asksAbout: Readonly<Partial<Record<FiledCategory, Shares<About>>>> = {
  '1.1': [
    ['nobody', 62],
    ['agency', 22],
    ['unknown', 12],
    ['committee', 4],
  ],
  '3.1': aboutAnybody,
  '3.2': aboutAnybody,
  '3.5': aboutAnybody,
  '4.1': aboutPerson,
  '4.2': aboutPerson,
  '4.3': aboutPerson,
  '4.4': aboutPerson,
  '5.1': [
    ['nobody', 70],
    ['ngo', 30],
  ],
  '5.2': [
    ['nobody', 75],
    ['ngo', 25],
  ],
  '5.3': [
    ['nobody', 80],
    ['unknown', 20],
  ],
  '5.5': [
    ['nobody', 70],
    ['ngo', 20],
    ['committee', 10],
  ],
  '7.1': [
    ['other', 60],
    ['unknown', 40],
  ],
  '7.2': [
    ['nobody', 60],
    ['chief', 25],
    ['other', 15],
  ],
}
function detailsOf(category: FiledCategory, chance: Chance): Readonly<Record<string, string>> {
  switch (category) {
    case '1.1': {
      const reason = chance.pick(['sent_away', 'agency_absent', 'other', 'other'])
      return chance.isTrue(0.5) ? { received: 'nothing', reason } : {}
    }
    case '1.3':
      return {
        received: 'part',
        amountFcfa: String(chance.pick([15_000, 20_000, 25_000, 30_000])),
        takenBySomebody: chance.isTrue(0.1) ? 'yes' : 'no',
      }
    case '1.4':
      return chance.isTrue(0.5) ? { received: 'nothing', reason: 'absent' } : {}
    case '5.2':
      return { madeIll: chance.isTrue(0.06) ? 'yes' : 'no' }
    default:
      return {}
  }
}

/** What a complaint is about, before it is known who makes it. */
export interface Matter {
  readonly category: FiledCategory
  readonly about: About
  readonly details: Readonly<Record<string, string>>
  readonly isRestricted: boolean
}

export function matterOf(category: FiledCategory, chance: Chance): Matter {
  const details = detailsOf(category, chance)
  const isTaken = details.takenBySomebody === 'yes'
  const raised = { takenBySomebody: isTaken, madeIll: details.madeIll === 'yes' }
  return {
    category,
    details,
    about: chance.weighted(isTaken ? aboutPerson : (asksAbout[category] ?? [['nobody', 1]])),
    isRestricted: !isOpen(sensitivityOfCategory(category, raised)),
  }
}

/** How likely a complaint of that age still waits for somebody. */
const waitingShares: Shares<number> = [
  [6, 0.75],
  [13, 0.5],
  [22, 0.27],
  [45, 0.12],
  [80, 0.04],
]
const waitsAtLast = 0.012
const waitingStates: readonly (readonly [daysOld: number, Shares<State>])[] = [
  [
    3,
    [
      ['received', 66],
      ['acknowledged', 12],
      ['in_review', 16],
      ['waiting_complainant', 6],
    ],
  ],
  [
    13,
    [
      ['received', 14],
      ['acknowledged', 15],
      ['in_review', 30],
      ['waiting_complainant', 18],
      ['decided', 14],
      ['contested', 6],
      ['confirmed', 3],
    ],
  ],
  [
    45,
    [
      ['received', 5],
      ['acknowledged', 10],
      ['in_review', 22],
      ['waiting_complainant', 8],
      ['decided', 10],
      ['remedy_pending', 16],
      ['remedy_done', 10],
      ['contested', 8],
      ['no_answer', 6],
      ['confirmed', 5],
    ],
  ],
]
const waitingLong: Shares<State> = [
  ['in_review', 30],
  ['remedy_pending', 30],
  ['remedy_done', 14],
  ['contested', 14],
  ['no_answer', 12],
]

/** Where a complaint of that age still stands; undefined: it went its way. */
export function standsAt(filed: Date, now: Date, chance: Chance): State | undefined {
  const daysOld = (now.getTime() - filed.getTime()) / dayMs
  const share = waitingShares.find(([most]) => daysOld < most)?.[1] ?? waitsAtLast
  if (!chance.isTrue(share)) return undefined
  return chance.weighted(waitingStates.find(([most]) => daysOld < most)?.[1] ?? waitingLong)
}
