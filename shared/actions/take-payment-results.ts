/**
 * Rows of an agency's results become what the agency says on the households' lines. A row without a round's list behind it
 * is refused: an agency cannot have paid whom nobody listed.
 */
import { frenchDay } from '../domain/french-cells.ts'
import type { ImportFile } from '../domain/import-file.ts'
import type { Wrong } from '../domain/import-kind.ts'
import type { Officer } from '../domain/officer.ts'
import type { Payday } from '../domain/payday.ts'
import { agenciesOf, mayPlanPaydays } from '../domain/payday-rights.ts'
import { type PaymentResultsRow, paidOf } from '../domain/payment-results-file.ts'
import { lineKeyOf, linesAtOnce, turnKeyOf } from '../domain/turn.ts'
import { dayOf } from '../domain/working-days.ts'
import type { Applier, Fate, NumberedRow } from './import-file.ts'
import type { KnownLine, LineWrite, Paydays, PaymentLines } from './paydays-ports.ts'
import type { World } from './ports.ts'
import { writeInLanes } from './write-in-lanes.ts'

export interface ResultTaking {
  readonly world: World
  readonly paydays: Paydays
  readonly lines: PaymentLines
}
interface Placed extends NumberedRow<PaymentResultsRow> {
  readonly index: number
  readonly paydayId: string
}

const wrong = (column: string, reason: string): Wrong => ({ column, reason })

function ofPayday(
  payday: Payday | undefined,
  row: PaymentResultsRow,
  who: Officer,
  today: string,
): Wrong | undefined {
  if (!payday) return wrong('ménage', 'Ce ménage n’est sur aucune liste de cette tranche.')
  if (!agenciesOf(who).includes(payday.agency) && !mayPlanPaydays(who, payday.site.commune))
    return agenciesOf(who).length > 0
      ? wrong('ménage', 'Ce ménage est payé par une autre agence.')
      : wrong('ménage', 'Cette commune n’est pas de votre ressort.')
  if (payday.state === 'cancelled')
    return wrong('ménage', `Le paiement du ${frenchDay(payday.day)} est annulé.`)
  if (payday.day > today) return wrong('ménage', `Le paiement n’a lieu que le ${frenchDay(payday.day)}.`)
  if (row.on && row.on > today) return wrong('date', 'Cette date est dans l’avenir.')
  if (row.on && row.on < payday.day)
    return wrong('date', `Le paiement n’a commencé que le ${frenchDay(payday.day)}.`)
  return undefined
}

function judge(
  { line, row }: Placed,
  payday: Payday,
  known: KnownLine | undefined,
  { file, at }: { readonly file: ImportFile; readonly at: string },
): Fate | LineWrite {
  if (!known) return wrong('ménage', 'Ce ménage n’est sur aucune liste de cette tranche.')
  const by = { importId: file.importId, row: line }
  if (known.paidBy?.importId === by.importId)
    return known.paidBy.row === line
      ? 'taken'
      : wrong('ménage', `Ce ménage est déjà à la ligne ${known.paidBy.row} de ce fichier.`)
  const paid = paidOf(row, known.line.amountFcfa)
  if ('reason' in paid) return paid
  const was = known.line.paid
  const isSame =
    was?.result === paid.result && was.amountFcfa === paid.amountFcfa && (row.on ?? was.on) === was.on
  if (isSame) return 'unchanged'
  const next = {
    ...known.line,
    paid: { ...paid, ...(row.on ? { on: row.on } : {}), importId: file.importId, at },
  }
  return { payday, was: known.line, next, by, what: 'paid' }
}

export function takePaymentResults({ world, paydays, lines }: ResultTaking): Applier<PaymentResultsRow> {
  return async (rows, { file, who }) => {
    const fates: Fate[] = rows.map(() => 'unchanged')
    const now = world.now()
    const [at, today] = [now.toISOString(), dayOf(now)]
    const turns = await lines.turns(rows.map(({ row }) => row))
    const found = await paydays.readMany([...new Set(turns.values())])
    const byId = new Map(found.map((payday) => [payday.paydayId, payday]))
    const firsts = new Map<string, number>()
    const placed = rows.flatMap(({ line, row }, index): Placed[] => {
      const payday = byId.get(turns.get(turnKeyOf(row)) ?? '')
      const problem = ofPayday(payday, row, who, today)
      const first = firsts.get(turnKeyOf(row))
      if (problem) fates[index] = problem
      else if (first !== undefined)
        fates[index] = wrong('ménage', `Ce ménage est déjà à la ligne ${first} de ce fichier.`)
      else if (payday) {
        firsts.set(turnKeyOf(row), line)
        return [{ index, line, row, paydayId: payday.paydayId }]
      }
      return []
    })
    await writeInLanes(placed, {
      async judge(some) {
        const known = await lines.lines(
          some.map(({ paydayId, row }) => ({ paydayId, householdId: row.householdId })),
        )
        return some.map((each) => {
          const payday = byId.get(each.paydayId)
          const own = known.get(lineKeyOf({ paydayId: each.paydayId, householdId: each.row.householdId }))
          return [each, payday ? judge(each, payday, own, { file, at }) : ('unchanged' as const)] as const
        })
      },
      laneOf: ({ paydayId }) => paydayId,
      atOnce: linesAtOnce,
      write: (writes) => (file.dryRun ? Promise.resolve() : lines.write(writes)),
      settle: ({ index }, fate) => {
        fates[index] = fate
      },
    })
    return fates
  }
}
