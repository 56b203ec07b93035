/**
 * What a payday came to, for those who may know: counted from its list page by page, so that the figures are exact at the
 * moment they are asked for, and cost what reading the list costs.
 */
import type { Officer } from '../domain/officer.ts'
import type { DueLine, Payday } from '../domain/payday.ts'
import { mayHearHouseholds, maySeePayday } from '../domain/payday-rights.ts'
import { disagreementOf, emptyTally, type Tally, tally } from '../domain/reconciliation.ts'
import { Refusal } from '../domain/refusal.ts'
import { csvLine } from './bad-rows-file.ts'
import type { DueLines, Paydays } from './paydays-ports.ts'
import type { Page } from './ports.ts'

export interface Reconciling {
  readonly paydays: Pick<Paydays, 'read'>
  readonly dueLines: Pick<DueLines, 'lines'>
}

const linesAtOnce = 1000
/** A page of what is rare is given up after so many lines, with where to go on. */
const mostLooked = 5000
const exportedAtOnce = 2000

const noPayday = (): Refusal => new Refusal('not-found', 'There is no such payday.')

/** Anybody who may see the payday may see its figures. */
export async function paydayFor(
  { paydays }: Pick<Reconciling, 'paydays'>,
  who: Officer,
  paydayId: string,
): Promise<Payday> {
  const payday = await paydays.read(paydayId)
  if (!payday || !maySeePayday(who, payday)) throw noPayday()
  return payday
}

/** What single households say is not for the agency that paid them. */
export async function paydayHeardBy(
  desk: Pick<Reconciling, 'paydays'>,
  who: Officer,
  paydayId: string,
): Promise<Payday> {
  const payday = await paydayFor(desk, who, paydayId)
  if (!mayHearHouseholds(who, payday)) {
    throw new Refusal('not-allowed', 'What households say is not for those who pay them.')
  }
  return payday
}

/** Every line of a list, page by page. */
export async function* linesOf(
  dueLines: Reconciling['dueLines'],
  paydayId: string,
  from?: string,
): AsyncGenerator<DueLine> {
  for (let after = from; ; ) {
    const page = await dueLines.lines(paydayId, { limit: linesAtOnce, ...(after ? { after } : {}) })
    yield* page.items
    if (!page.next) return
    after = page.next
  }
}

export async function tallyOf({ dueLines }: Pick<Reconciling, 'dueLines'>, paydayId: string): Promise<Tally> {
  const counted = emptyTally()
  for await (const line of linesOf(dueLines, paydayId)) tally(counted, line)
  return counted
}

export async function disagreements(
  { dueLines }: Pick<Reconciling, 'dueLines'>,
  paydayId: string,
  { limit, after }: { readonly limit: number; readonly after?: string },
): Promise<Page<DueLine>> {
  const items: DueLine[] = []
  let looked = 0
  for await (const line of linesOf(dueLines, paydayId, after)) {
    looked += 1
    if (disagreementOf(line)) items.push(line)
    if (items.length === limit || looked === mostLooked) return { items, next: line.householdId }
  }
  return { items }
}

const heading = [
  'ménage',
  'montant dû',
  'résultat agence',
  'montant agence',
  'payé le',
  'réponse du ménage',
  'montant reçu',
  'raison',
  'canal',
  'répondu le',
  'désaccord',
]
const results = { paid: 'payé', part: 'partie', not_paid: 'non payé' } as const
const answers = { all: 'tout', part: 'une partie', nothing: 'rien' } as const
const reasons = {
  absent: 'absent',
  sent_away: 'renvoyé',
  agency_absent: 'agence absente',
  other: 'autre',
} as const
const channels = { ussd: 'USSD', sms: 'SMS', call: 'appel' } as const
const sides = { agencySaysMore: 'agence dit plus', householdSaysMore: 'ménage dit plus' } as const

function cellsOf(line: DueLine): readonly string[] {
  const { householdId, amountFcfa, paid, said } = line
  const side = disagreementOf(line)
  return [
    householdId,
    String(amountFcfa),
    paid ? results[paid.result] : '',
    paid ? String(paid.amountFcfa) : '',
    paid?.on ?? '',
    said ? answers[said.answer] : '',
    said?.amountFcfa === undefined ? '' : String(said.amountFcfa),
    said?.why ? reasons[said.why] : '',
    said ? channels[said.channel] : '',
    said ? said.at.slice(0, 10) : '',
    side ? sides[side] : '',
  ]
}

/** A part of the list as CSV, the first with its heading; `next`: there is more. */
export async function exportPart(
  { dueLines }: Pick<Reconciling, 'dueLines'>,
  paydayId: string,
  after?: string,
): Promise<{ readonly text: string; readonly next?: string }> {
  const page = await dueLines.lines(paydayId, { limit: exportedAtOnce, ...(after ? { after } : {}) })
  const lines = page.items.map((line) => csvLine(cellsOf(line)))
  const text = [...(after ? [] : ['\uFEFF', csvLine(heading)]), ...lines].join('')
  return { text, ...(page.next ? { next: page.next } : {}) }
}
