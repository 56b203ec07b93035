/** A payment list, as the MIS or an agency writes it: one household a row, where and when it is paid, and how much. */
import { readDay, readFcfa } from './french-cells.ts'
import type { ImportDefaults } from './import-file.ts'
import type { Cells, ImportKind, RowRead, Wrong } from './import-kind.ts'
import type { Site } from './payday.ts'
import { mayPlanSomewhere } from './payday-rights.ts'
import { agencyNamed, householdIdShape, programmeNamed, readRound } from './payment-words.ts'
import { communeNamed } from './places-named.ts'

export interface PaymentListRow {
  readonly householdId: string
  readonly amountFcfa: number
  readonly programme: string
  readonly round: string
  readonly site: Site
  readonly day: string
  /** Of the payday; what is not said is what was planned. */
  readonly agency?: string
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
    key: 'amount',
    names: ['montant', 'montant dû', 'montant fcfa', 'montant à payer', 'amount'],
    needed: true,
    example: '15 000',
  },
  {
    key: 'day',
    names: ['date', 'date de paiement', 'jour', 'jour de paiement'],
    needed: true,
    example: '03/12/2026',
  },
  { key: 'commune', names: ['commune', 'code commune'], needed: true, example: 'Gounzourèye' },
  { key: 'cercle', names: ['cercle', 'code cercle'], needed: false, example: 'Gao' },
  {
    key: 'village',
    names: ['village de paiement', 'village du site', 'village'],
    needed: false,
    example: 'Bara',
  },
  { key: 'point', names: ['point de paiement', 'point', 'lieu', 'site'], needed: false, example: 'École A' },
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
  {
    key: 'agency',
    names: ['agence', 'agence de paiement', 'opérateur'],
    needed: false,
    unless: 'agency',
    example: 'sahel-cash',
  },
] as const

const mostFcfa = 10_000_000

function readSite(cells: Cells): Site | Wrong {
  const said = cells('commune')
  const commune = said === '' ? 'none' : communeNamed(said, cells('cercle'))
  if (commune === 'none')
    return {
      column: 'commune',
      reason:
        said === ''
          ? 'La commune manque.'
          : 'Cette commune n’est pas connue : écrivez son code à 8 chiffres.',
    }
  if (commune === 'several')
    return {
      column: 'commune',
      reason: 'Plusieurs communes portent ce nom : ajoutez le cercle ou écrivez le code.',
    }
  const [village, point] = [cells('village'), cells('point')]
  if (village.length > 80 || point.length > 80)
    return { column: 'village', reason: 'Le nom du lieu est trop long.' }
  return { commune: commune.code, ...(village ? { village } : {}), ...(point ? { point } : {}) }
}

function readRow(cells: Cells, defaults: ImportDefaults): RowRead<PaymentListRow> {
  const wrong: Wrong[] = []
  const householdId = cells('household').toUpperCase()
  if (!householdIdShape.test(householdId))
    wrong.push({
      column: 'ménage',
      reason:
        householdId === '' ? 'L’identifiant du ménage manque.' : 'Ce n’est pas un identifiant de ménage.',
    })
  const amountFcfa = readFcfa(cells('amount'))
  if (amountFcfa === undefined || amountFcfa < 1 || amountFcfa > mostFcfa)
    wrong.push({
      column: 'montant',
      reason: cells('amount') === '' ? 'Le montant manque.' : 'Ce n’est pas un montant en FCFA.',
    })
  const day = readDay(cells('day'))
  if (day === undefined)
    wrong.push({
      column: 'date',
      reason:
        cells('day') === ''
          ? 'La date manque.'
          : 'Ce n’est pas une date : écrivez jour/mois/année, comme 03/12/2026.',
    })
  const site = readSite(cells)
  if ('reason' in site) wrong.push(site)
  const programme = programmeNamed(cells('programme') || (defaults.programme ?? ''))
  if (!programme) wrong.push({ column: 'programme', reason: 'Ce programme n’est pas connu.' })
  const round = readRound(cells('round') || (defaults.round ?? ''))
  if (!round)
    wrong.push({ column: 'tranche', reason: 'Ce n’est pas une tranche : écrivez par exemple 2026-T4.' })
  const saidAgency = cells('agency') || defaults.agency
  const agency = saidAgency ? agencyNamed(saidAgency) : undefined
  if (saidAgency && !agency) wrong.push({ column: 'agence', reason: 'Cette agence n’est pas connue.' })
  if (
    wrong.length > 0 ||
    amountFcfa === undefined ||
    day === undefined ||
    'reason' in site ||
    !programme ||
    !round
  )
    return { wrong }
  return { row: { householdId, amountFcfa, programme, round, site, day, ...(agency ? { agency } : {}) } }
}

export const paymentList = {
  kind: 'payment-list',
  columns,
  defaults: ['programme', 'round', 'agency', 'createPaydays'],
  may: mayPlanSomewhere,
  readRow,
} as const satisfies ImportKind<PaymentListRow>
