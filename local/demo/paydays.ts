/**
 * Paydays of the demonstration, some past, some this week, some to come: with their lists, what the agencies say of those
 * that are over, one that moved and one that was cancelled. Made by the very rules that officers are held to.
 */
import type { Actor } from '../../shared/domain/complaint.ts'
import type { ImportFile } from '../../shared/domain/import-file.ts'
import type { DueLine, Payday } from '../../shared/domain/payday.ts'
import {
  type CommuneDisclosure,
  decidePayday,
  type PaydayChange,
  type PaydayCommand,
  paydayIdOf,
  planPayday,
  unknownDisclosure,
} from '../../shared/domain/payday-commands.ts'
import { addTotals, noTotals, totalsOfLine } from '../../shared/domain/payday-totals.ts'
import { unitName } from '../../shared/domain/units.ts'
import { disclosureItems } from '../../shared/store/disclosures.ts'
import { dueLineItem } from '../../shared/store/due-lines.ts'
import { fileItem } from '../../shared/store/imports.ts'
import type { Item } from '../../shared/store/items.ts'
import { paydayEventItem, paydayItem, totalsItem } from '../../shared/store/paydays.ts'
import { turnItem } from '../../shared/store/payment-lines.ts'
import { type Chance, idAt } from './chance.ts'
import type { Household } from './households.ts'
import { demoOfficer } from './officers.ts'

export interface PaydayOptions {
  readonly households: readonly Household[]
  readonly contactIdOf: (phone: NonNullable<Household['phone']>) => string
  readonly now: Date
  readonly chance: Chance
}

interface Planned {
  readonly commune: string
  /** From today. */
  readonly inDays: number
  readonly point: string
  readonly agency: 'sahel-cash' | 'niger-paie'
  readonly amountFcfa: number
  /** What happened to it after it was planned. */
  readonly then?: (day: (inDays: number) => string) => PaydayCommand
}
const at = (
  commune: string,
  inDays: number,
  point: string,
  agency: Planned['agency'],
  amountFcfa: number,
  then?: Planned['then'],
): Planned => ({ commune, inDays, point, agency, amountFcfa, ...(then ? { then } : {}) })

const plans: readonly Planned[] = [
  at('61091000', -20, 'Mairie', 'niger-paie', 45_000),
  at('52025000', -13, 'École fondamentale', 'sahel-cash', 30_000),
  at('62091000', -6, 'Mairie', 'sahel-cash', 45_000),
  at('71049000', -5, 'Centre de santé', 'niger-paie', 45_000),
  at('63091000', -1, 'Mairie', 'sahel-cash', 45_000),
  at('63071000', 0, 'Mairie', 'sahel-cash', 45_000),
  at('25055000', 1, 'Mairie', 'niger-paie', 30_000),
  at('71025000', 2, 'Mairie', 'niger-paie', 45_000),
  at('72013000', 3, 'Foyer des jeunes', 'niger-paie', 45_000, () => ({
    type: 'cancel',
    reason: 'Route coupée, nouvelle date à venir',
  })),
  at('51021000', 5, 'Marché', 'sahel-cash', 30_000, (day) => ({
    type: 'move',
    day: day(8),
    reason: 'L’agence n’aura les fonds que plus tard',
  })),
  at('72001000', 9, 'Mairie', 'niger-paie', 45_000),
  at('44017000', 12, 'Mairie', 'sahel-cash', 30_000),
]

/** Communes that said how much may be known; all others are cautious. */
const said: readonly (readonly [string, CommuneDisclosure['disclosure'], string])[] = [
  ['25055000', 'open', 'Le comité communal demande que la date et le lieu soient annoncés.'],
  ['44017000', 'open', 'Zone calme, dit par le CCL.'],
  ['72001000', 'silent', 'Point focal sécurité : ne rien annoncer.'],
]

const dayMs = 86_400_000
/** Listed so long before the day, and results sent so soon after it. */
const listedDaysBefore = 12
const resultsAfterDays = 2

const actorNamed = (officerId: string): Actor => {
  const { name, units } = demoOfficer(officerId)
  return { kind: 'officer', officerId, name, ...(units[0] ? { unit: unitName(units[0]) } : {}) }
}

/** `2026-T4` of a day. */
export const roundOf = (day: string): string =>
  `${day.slice(0, 4)}-T${Math.ceil(Number(day.slice(5, 7)) / 3)}`

function paidOf(due: number, atInstant: string, importId: string, chance: Chance): DueLine['paid'] {
  const result = chance.weighted([
    ['paid', 82],
    ['part', 4],
    ['not_paid', 14],
  ] as const)
  const amountFcfa = result === 'paid' ? due : result === 'part' ? due / 3 : 0
  return { result, amountFcfa, importId, at: atInstant }
}

export function demoPaydays({ households, contactIdOf, now, chance }: PaydayOptions): readonly Item[] {
  const today = now.toISOString().slice(0, 10)
  const midnight = Date.parse(`${today}T00:00:00Z`)
  const day = (inDays: number): string => new Date(midnight + inDays * dayMs).toISOString().slice(0, 10)
  const byCommune = Map.groupBy(households, ({ commune }) => commune)
  const by = actorNamed('modibo-sangare')
  const items: Item[] = []

  const disclosures = new Map<string, CommuneDisclosure['disclosure']>()
  for (const [commune, disclosure, reason] of said) {
    disclosures.set(commune, disclosure)
    const setAt = new Date(midnight - 60 * dayMs).toISOString()
    items.push(...disclosureItems({ commune, version: 1, disclosure, reason, setAt, setBy: by }))
  }
  const imported = (fileKind: string, fileName: string, when: Date, rows: number, whom: string): string => {
    const importId = idAt(when, chance)
    const instant = when.toISOString()
    const { officerId = whom, name = '', unit } = actorNamed(whom)
    const unitId = demoOfficer(whom).units[0]
    const file: ImportFile = {
      importId,
      version: 3,
      fileKind,
      fileName,
      sizeBytes: rows * 52,
      dryRun: false,
      defaults: { programme: 'jigisemejiri', round: roundOf(today) },
      state: 'done',
      digest: importId,
      encoding: 'utf-8',
      delimiter: ';',
      rows,
      read: rows,
      taken: rows,
      unchanged: 0,
      bad: 0,
      planned: 0,
      by: { officerId, name, ...(unit ? { unit } : {}), ...(unitId ? { unitId } : {}) },
      createdAt: instant,
      updatedAt: instant,
      finishedAt: instant,
    }
    items.push(fileItem(file))
    return importId
  }

  for (const plan of plans) {
    const { commune, inDays, point, agency, amountFcfa } = plan
    const own = byCommune.get(commune) ?? []
    const commonly = disclosures.get(commune) ?? unknownDisclosure
    const made = new Date(midnight + (Math.min(inDays, 0) - listedDaysBefore) * dayMs + 10 * 3_600_000)
    const deciding = (when: Date) => ({ by, now: when, eventId: idAt(when, chance), commune: commonly })
    // Lists are made anew each quarter: a payday of the last days of one belongs to that one.
    const planned = {
      programme: 'jigisemejiri',
      round: roundOf(day(inDays)),
      site: { commune, point },
      day: day(inDays),
      window: { from: '08:00', to: '13:00' },
      agency,
      amountFcfa,
    }
    const changes: PaydayChange[] = [planPayday(planned, paydayIdOf(planned), deciding(made))]
    if (plan.then) {
      const { payday: was } = changes[0] as PaydayChange
      const when = new Date(midnight - dayMs + 9 * 3_600_000)
      changes.push(decidePayday(was, plan.then(day), deciding(when)))
    }
    const { payday } = changes.at(-1) as PaydayChange
    items.push(paydayItem(payday), ...changes.map(paydayEventItem))
    const [listed, told] = [
      new Date(made.getTime() + 3_600_000),
      new Date(midnight + (inDays + resultsAfterDays) * dayMs),
    ]
    const importId = imported('payment-list', `liste-${commune}.csv`, listed, own.length, 'modibo-sangare')
    const resultsId =
      told < now
        ? imported(
            'payment-results',
            `resultats-${commune}.csv`,
            told,
            own.length,
            agency === 'sahel-cash' ? 'issa-dembele' : 'modibo-sangare',
          )
        : undefined
    items.push(...linesOf(payday, own, { importId, resultsId, told, contactIdOf, chance }))
  }
  return items
}

function linesOf(
  payday: Payday,
  households: readonly Household[],
  of: {
    readonly importId: string
    readonly resultsId: string | undefined
    readonly told: Date
    readonly contactIdOf: PaydayOptions['contactIdOf']
    readonly chance: Chance
  },
): readonly Item[] {
  const { importId, resultsId, told, contactIdOf, chance } = of
  let totals = noTotals
  const lines = households.flatMap(({ householdId, phone }, index): Item[] => {
    const paid = resultsId ? paidOf(payday.amountFcfa, told.toISOString(), resultsId, chance) : undefined
    const line: DueLine = {
      paydayId: payday.paydayId,
      householdId,
      amountFcfa: payday.amountFcfa,
      siteId: payday.siteId,
      ...(phone ? { contactId: contactIdOf(phone) } : {}),
      ...(paid ? { paid } : {}),
    }
    totals = addTotals(totals, totalsOfLine(line))
    const row = index + 2
    return [
      {
        ...dueLineItem(line, payday),
        listedBy: { importId, row },
        ...(resultsId ? { paidBy: { importId: resultsId, row } } : {}),
      },
      turnItem({ householdId, programme: payday.programme, round: payday.round }, payday.paydayId),
    ]
  })
  return [...lines, totalsItem(payday.paydayId, totals)]
}
