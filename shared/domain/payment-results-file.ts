/** What an agency paid: one household a row, all of it, a part, or nothing. */
import { plain, readDay, readFcfa } from './french-cells.ts'
import type { ImportDefaults } from './import-file.ts'
import type { Cells, ImportKind, RowRead, Wrong } from './import-kind.ts'
import type { Officer } from './officer.ts'
import type { DueLine } from './payday.ts'
import { agenciesOf, mayPlanSomewhere } from './payday-rights.ts'
import { householdIdShape, programmeNamed, readRound } from './payment-words.ts'

export type PaidResult = NonNullable<DueLine['paid']>['result']

export interface PaymentResultsRow {
  readonly householdId: string
  readonly programme: string
  readonly round: string
  /** At least one of the two. */
  readonly result?: PaidResult
  readonly amountFcfa?: number
  /** The day of payment, when it was another than planned. */
  readonly on?: string
}

const columns = [
  {
    key: 'household',
    names: [
      'ménage',
      'id ménage',
      'identifiant ménage',
      'code ménage',
      'numéro ménage',
      'n° ménage',
      'household id',
    ],
    needed: true,
    example: 'ML-H-000123',
  },
  {
    key: 'result',
    names: ['résultat', 'statut', 'payé', 'état', 'paiement'],
    needed: false,
    example: 'payé',
  },
  {
    key: 'amount',
    names: ['montant payé', 'montant versé', 'montant', 'payé fcfa'],
    needed: false,
    example: '15 000',
  },
  { key: 'on', names: ['date', 'date de paiement', 'payé le'], needed: false, example: '03/12/2026' },
  {
    key: 'programme',
    names: ['programme', 'projet'],
    needed: true,
    unless: 'programme',
    example: 'jigisemejiri',
  },
  {
    key: 'round',
    names: ['tranche', 'tour', 'cycle', 'échéance'],
    needed: true,
    unless: 'round',
    example: '2026-T4',
  },
] as const

const results: Readonly<Record<string, PaidResult>> = {
  paye: 'paid',
  payee: 'paid',
  'paye en totalite': 'paid',
  oui: 'paid',
  servi: 'paid',
  tout: 'paid',
  partiel: 'part',
  'paye en partie': 'part',
  'en partie': 'part',
  partie: 'part',
  'non paye': 'not_paid',
  'non payee': 'not_paid',
  impaye: 'not_paid',
  'non servi': 'not_paid',
  absent: 'not_paid',
  absente: 'not_paid',
  non: 'not_paid',
  rien: 'not_paid',
}

function readRow(cells: Cells, defaults: ImportDefaults): RowRead<PaymentResultsRow> {
  const wrong: Wrong[] = []
  const householdId = cells('household').toUpperCase()
  if (!householdIdShape.test(householdId))
    wrong.push({
      column: 'ménage',
      reason:
        householdId === '' ? 'L’identifiant du ménage manque.' : 'Ce n’est pas un identifiant de ménage.',
    })
  const [said, amount, date] = [cells('result'), cells('amount'), cells('on')]
  const result = results[plain(said)]
  if (said !== '' && !result) wrong.push({ column: 'résultat', reason: 'Écrivez payé, partiel ou non payé.' })
  const amountFcfa = amount === '' ? undefined : readFcfa(amount)
  if (amount !== '' && amountFcfa === undefined)
    wrong.push({ column: 'montant payé', reason: 'Ce n’est pas un montant en FCFA.' })
  if (said === '' && amount === '') wrong.push({ column: 'résultat', reason: 'Ni résultat ni montant.' })
  if (result === 'part' && amount === '')
    wrong.push({ column: 'montant payé', reason: 'Payé en partie : écrivez combien.' })
  const on = date === '' ? undefined : readDay(date)
  if (date !== '' && on === undefined)
    wrong.push({
      column: 'date',
      reason: 'Ce n’est pas une date : écrivez jour/mois/année, comme 03/12/2026.',
    })
  const programme = programmeNamed(cells('programme') || (defaults.programme ?? ''))
  if (!programme) wrong.push({ column: 'programme', reason: 'Ce programme n’est pas connu.' })
  const round = readRound(cells('round') || (defaults.round ?? ''))
  if (!round)
    wrong.push({ column: 'tranche', reason: 'Ce n’est pas une tranche : écrivez par exemple 2026-T4.' })
  if (wrong.length > 0 || !programme || !round) return { wrong }
  return {
    row: {
      householdId,
      programme,
      round,
      ...(result ? { result } : {}),
      ...(amountFcfa === undefined ? {} : { amountFcfa }),
      ...(on ? { on } : {}),
    },
  }
}

/** Agencies tell what they paid; those who plan tell it for them. */
const may = (who: Officer): boolean =>
  mayPlanSomewhere(who) || (who.active && who.role !== 'relay' && agenciesOf(who).length > 0)

export const paymentResults = {
  kind: 'payment-results',
  columns,
  defaults: ['programme', 'round'],
  may,
  readRow,
} as const satisfies ImportKind<PaymentResultsRow>

/** What a row says of a line: all, a part, nothing, and how much; or what does not fit together. */
export function paidOf(
  row: PaymentResultsRow,
  dueFcfa: number,
): { readonly result: PaidResult; readonly amountFcfa: number } | Wrong {
  const { result, amountFcfa } = row
  const amount = amountFcfa ?? (result === 'paid' ? dueFcfa : 0)
  if (amount > dueFcfa) return { column: 'montant payé', reason: `Plus que le montant dû (${dueFcfa} FCFA).` }
  const by = amount === 0 ? 'not_paid' : amount === dueFcfa ? 'paid' : 'part'
  if (result && result !== by)
    return {
      column: 'résultat',
      reason: `Le résultat et le montant ne disent pas la même chose (dû : ${dueFcfa} FCFA).`,
    }
  return { result: by, amountFcfa: amount }
}
