/**
 * Rows of a payment list become lines of their paydays. A household is due once a round: the same row again changes
 * nothing, another amount amends the line, another payday of the round is refused.
 */

import { frenchDay } from '../domain/french-cells.ts'
import type { Household } from '../domain/household.ts'
import type { ImportFile } from '../domain/import-file.ts'
import type { Wrong } from '../domain/import-kind.ts'
import type { Officer } from '../domain/officer.ts'
import type { Payday } from '../domain/payday.ts'
import { naturalKeyOf } from '../domain/payday-commands.ts'
import { mayPlanPaydays } from '../domain/payday-rights.ts'
import type { PaymentListRow } from '../domain/payment-list-file.ts'
import { Refusal } from '../domain/refusal.ts'
import { lineKeyOf, linesAtOnce, turnKeyOf } from '../domain/turn.ts'
import { type PaydayDesk, planPayday, standingPayday } from './command-payday.ts'
import type { Applier, Fate, NumberedRow } from './import-file.ts'
import type { KnownLine, LineWrite, PaymentLines } from './paydays-ports.ts'
import { writeInLanes } from './write-in-lanes.ts'

export interface ListTaking extends PaydayDesk {
  readonly lines: PaymentLines
}
type Row = NumberedRow<PaymentListRow>

const wrong = (column: string, reason: string): Wrong => ({ column, reason })

/** The payday of a row, planned on the way where that was asked for; or why there is none. */
async function paydayFor(
  desk: ListTaking,
  row: PaymentListRow,
  { file, who }: { readonly file: ImportFile; readonly who: Officer },
): Promise<Payday | Wrong> {
  if (!mayPlanPaydays(who, row.site.commune))
    return wrong('commune', 'Cette commune n’est pas de votre ressort.')
  const standing = await standingPayday(desk, row)
  if (standing) {
    return row.agency && row.agency !== standing.agency
      ? wrong('agence', `L’agence prévue est ${standing.agency}.`)
      : standing
  }
  if (!file.defaults.createPaydays)
    return wrong('date', 'Aucun paiement n’est prévu ce jour-là à cet endroit pour cette tranche.')
  if (!row.agency) return wrong('agence', 'L’agence manque : il en faut une pour prévoir ce paiement.')
  if (file.dryRun) return { ...planned(row, row.agency) }
  try {
    const { householdId: _h, ...rest } = row
    return await planPayday(
      desk,
      who,
      { command: { ...rest, agency: row.agency } },
      { countedBy: file.importId },
    )
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'invalid') throw error
    const [why] = Object.values(error.fields ?? {})
    if (why === 'taken') return (await standingPayday(desk, row)) ?? wrong('date', 'Ce paiement existe déjà.')
    return why === 'past'
      ? wrong('date', 'Ce jour est passé, et aucun paiement n’y était prévu.')
      : why === 'not-at-this-place'
        ? wrong('programme', 'Ce programme ne travaille pas dans cette commune.')
        : wrong('date', 'Ce paiement ne peut pas être prévu ainsi.')
  }
}

/** What a trial plans: enough of a payday to judge its rows by. */
const planned = (row: PaymentListRow, agency: string): Payday => ({
  paydayId: naturalKeyOf(row),
  version: 0,
  programme: row.programme,
  round: row.round,
  site: row.site,
  siteId: '',
  day: row.day,
  agency,
  amountFcfa: row.amountFcfa,
  disclosure: 'cautious',
  state: 'planned',
  createdAt: '',
  updatedAt: '',
})

interface Placed extends Row {
  readonly index: number
  readonly payday: Payday
}

interface Judging {
  readonly households: ReadonlyMap<string, Household>
  readonly known: ReadonlyMap<string, KnownLine>
  readonly turns: ReadonlyMap<string, string>
  readonly turnPaydays: ReadonlyMap<string, Payday>
  readonly importId: string
}

const statusWords: Readonly<Record<string, string>> = { suspended: 'suspendu', retired: 'sorti du programme' }

function judge({ line, row, payday }: Placed, judging: Judging): Fate | LineWrite {
  const { householdId, amountFcfa } = row
  const by = { importId: judging.importId, row: line }
  const household = judging.households.get(householdId)
  if (!household) return wrong('ménage', 'Ce ménage n’est pas au registre.')
  if (household.status && household.status !== 'active')
    return wrong('ménage', `Ce ménage est ${statusWords[household.status] ?? 'inactif'}.`)
  const was = judging.known.get(lineKeyOf({ paydayId: payday.paydayId, householdId }))
  if (was) {
    if (was.listedBy?.importId === by.importId)
      return was.listedBy.row === line
        ? 'taken'
        : wrong('ménage', `Ce ménage est déjà à la ligne ${was.listedBy.row} de ce fichier.`)
    if (was.line.amountFcfa === amountFcfa) return 'unchanged'
    if (was.line.paid)
      return wrong('montant', 'Ce ménage a déjà un résultat de paiement : son montant dû ne change plus.')
    return { payday, was: was.line, next: { ...was.line, amountFcfa }, by, what: 'listed' }
  }
  const turnWas = judging.turns.get(turnKeyOf(row))
  const other = turnWas === undefined ? undefined : judging.turnPaydays.get(turnWas)
  if (other && other.state === 'planned' && other.paydayId !== payday.paydayId)
    return wrong('ménage', `Ce ménage est déjà attendu le ${frenchDay(other.day)} pour cette tranche.`)
  return {
    payday,
    next: {
      paydayId: payday.paydayId,
      householdId,
      amountFcfa,
      siteId: payday.siteId,
      ...(household.contactId ? { contactId: household.contactId } : {}),
    },
    by,
    what: 'listed',
    ...(turnWas === undefined ? {} : { turnWas }),
  }
}

/** Rows of one part that name a household twice for one round: the first is judged, the others say where it stands. */
function firstOfEach(rows: readonly Placed[], fates: Fate[]): readonly Placed[] {
  const firsts = new Map<string, number>()
  return rows.filter(({ index, line, row }) => {
    const key = turnKeyOf(row)
    const first = firsts.get(key)
    if (first === undefined) firsts.set(key, line)
    else fates[index] = wrong('ménage', `Ce ménage est déjà à la ligne ${first} de ce fichier.`)
    return first === undefined
  })
}

export function takePaymentList(desk: ListTaking): Applier<PaymentListRow> {
  const { lines, paydays } = desk
  return async (rows, of) => {
    const { file } = of
    const fates: Fate[] = rows.map(() => 'unchanged')
    const paydayOf = new Map<string, Payday | Wrong>()
    const placed: Placed[] = []
    for (const [index, { line, row }] of rows.entries()) {
      const key = `${naturalKeyOf(row)}|${row.agency ?? ''}`
      const payday = paydayOf.get(key) ?? (await paydayFor(desk, row, of))
      paydayOf.set(key, payday)
      if ('reason' in payday) fates[index] = payday
      else placed.push({ index, line, row, payday })
    }
    const firsts = firstOfEach(placed, fates)

    const judged = async (some: readonly Placed[], again: boolean) => {
      const [households, turns] = await Promise.all([
        lines.households(some.map(({ row }) => row.householdId)),
        lines.turns(some.map(({ row }) => row)),
      ])
      // A line and its turn are written together: where there is no turn yet, there is no line to be read.
      const known = await lines.lines(
        some
          .filter(({ row }) => again || turns.has(turnKeyOf(row)))
          .map(({ row, payday }) => ({ paydayId: payday.paydayId, householdId: row.householdId })),
      )
      const elsewhere = [...new Set(turns.values())]
      const turnPaydays = new Map((await paydays.readMany(elsewhere)).map((each) => [each.paydayId, each]))
      const judging = { households, known, turns, turnPaydays, importId: file.importId }
      return some.map((each) => [each, judge(each, judging)] as const)
    }
    await writeInLanes(firsts, {
      judge: judged,
      laneOf: ({ payday }) => payday.paydayId,
      atOnce: linesAtOnce,
      write: (writes) => (file.dryRun ? Promise.resolve() : lines.write(writes)),
      settle: ({ index }, fate) => {
        fates[index] = fate
      },
    })
    return fates
  }
}
