/** The quarterly report as tables: the same on the page, on paper and in the file. */
import type { QuarterReport } from '../../../shared/contracts/dashboard-api.ts'
import type { Cell, Figures } from '../../../shared/domain/figures-shape.ts'
import { categoryName } from '../parts/breakdowns.tsx'
import { cellSaid, daySaid } from '../parts/figures-said.ts'
import { text } from './language.ts'
import type { SheetCell, SheetColumn, SheetTable } from './sheet-file.ts'

export const indicators = [
  ['received', 'count'],
  ['anonymous', 'count'],
  ['assisted', 'count'],
  ['acknowledgedShare', 'share'],
  ['resolved', 'count'],
  ['inTimeShare', 'share'],
  ['becameLate', 'count'],
  ['medianDays', 'days'],
  ['escalated', 'count'],
  ['reopened', 'count'],
  ['contested', 'count'],
  ['confirmed', 'count'],
  ['satisfied', 'count'],
] as const satisfies readonly (readonly [keyof Figures, SheetColumn['kind']])[]

const indicatorColumns = (): readonly SheetColumn[] =>
  indicators.map(([name, kind]) => ({ label: text(`report.${name}`), kind, width: 13 }))
const indicatorCells = (figures: Figures): readonly SheetCell[] => indicators.map(([name]) => figures[name])

const groups = ['payment', 'card', 'list', 'activities', 'danger', 'question', 'thanks'] as const
const groupColumns = (): readonly SheetColumn[] =>
  groups.map((group) => ({ label: text(`group.${group}`), kind: 'count', width: 13 }))
/** What is too few to be said is words, not a number. */
const cellOf = (cell: Cell | undefined): SheetCell => (typeof cell === 'string' ? cellSaid(cell) : cell)
const groupCells = (byGroup: Readonly<Record<string, Cell>>): readonly SheetCell[] =>
  groups.map((group) => cellOf(byGroup[group]))

const words = (label: string, width = 24): SheetColumn => ({ label, kind: 'words', width })
const count = (label: string): SheetColumn => ({ label, kind: 'count', width: 13 })

export function headOf(report: QuarterReport): readonly string[] {
  const { quarter, period, coverage, over } = report
  return [
    text('report.heading', { quarter: `${quarter.slice(5)} ${quarter.slice(0, 4)}` }),
    text('report.of', { from: daySaid(period.from), to: daySaid(period.to) }),
    coverage.kind === 'national'
      ? text('report.national')
      : text('report.units', { units: coverage.units.map(({ name }) => name).join(', ') }),
    ...(over ? [] : [text('report.notOver')]),
  ]
}

/** A file takes all columns; a sheet of paper takes the indicators and the categories one after the other. */
export type Part = 'all' | 'indicators' | 'groups'
type Line = QuarterReport['programmes'][number] | QuarterReport['communes'][number]

const columnsOf = (part: Part): readonly SheetColumn[] => [
  ...(part === 'groups' ? [] : indicatorColumns()),
  ...(part === 'indicators' ? [] : groupColumns()),
]
const cellsOf = (
  part: Part,
  { figures, byGroup }: Pick<Line, 'figures' | 'byGroup'>,
): readonly SheetCell[] => [
  ...(part === 'groups' ? [] : indicatorCells(figures)),
  ...(part === 'indicators' ? [] : groupCells(byGroup)),
]
const named = (name: string, part: Part): string =>
  part === 'groups' ? text('report.groupsOf', { table: name }) : name

export function programmeTable({ programmes, figures }: QuarterReport, part: Part = 'all'): SheetTable {
  return {
    name: named(text('report.programmes'), part),
    columns: [words(text('report.programme'), 44), ...columnsOf(part)],
    rows: [
      ...programmes.map((line) => [line.name, ...cellsOf(part, line)]),
      ...(part === 'groups' ? [] : [[text('report.total'), ...indicatorCells(figures)]]),
    ],
  }
}

export function communeTable({ communes, programmes }: QuarterReport, part: Part = 'all'): SheetTable {
  const names = new Map(programmes.map(({ programme, name }) => [programme, name]))
  return {
    name: named(text('report.communes'), part),
    columns: [
      words(text('report.programme'), 32),
      words(text('report.region'), 16),
      words(text('report.cercle'), 16),
      words(text('report.commune'), 22),
      ...(part === 'all' ? [words(text('report.communeCode'), 12)] : []),
      ...columnsOf(part),
    ],
    rows: communes.map((line) => [
      names.get(line.programme) ?? line.programme,
      line.regionName || text('report.unknown'),
      line.cercleName || text('report.unknown'),
      line.name || text('report.unknown'),
      ...(part === 'all' ? [line.commune] : []),
      ...cellsOf(part, line),
    ]),
  }
}

export function categoryTable({ categories }: QuarterReport): SheetTable {
  return {
    name: text('report.categories'),
    columns: [
      words(text('report.category'), 36),
      count(text('report.received')),
      count(text('report.resolved')),
      { label: text('report.inTimeShare'), kind: 'share', width: 13 },
      count(text('report.becameLate')),
    ],
    rows: categories.map(({ category, received, resolved, inTimeShare, becameLate }) => [
      categoryName(category),
      received,
      resolved,
      inTimeShare,
      becameLate,
    ]),
  }
}

/** Who complained, and how. */
export function peopleTable({
  sexes,
  channels,
  languages,
  restricted,
  inPrivate,
  silentCommittees,
}: QuarterReport): SheetTable {
  return {
    name: text('report.people'),
    columns: [
      words(text('report.what'), 30),
      words(text('report.which'), 30),
      count(text('report.received')),
    ],
    rows: [
      ...sexes.map(({ sex, received }) => [
        text('report.bySex'),
        text(`report.sex.${sex}`),
        cellOf(received),
      ]),
      ...channels.map(({ channel, received }) => [
        text('report.byChannel'),
        text(`channel.${channel}`),
        received,
      ]),
      ...languages.map(({ language, received }) => [
        text('report.byLanguage'),
        text(`language.${language}`),
        cellOf(received),
      ]),
      ...(restricted === undefined
        ? []
        : [[text('report.apart'), text('report.restricted'), cellOf(restricted)]]),
      ...(inPrivate === undefined
        ? []
        : [[text('report.apart'), text('report.inPrivate'), cellOf(inPrivate)]]),
      ...(silentCommittees === undefined
        ? []
        : [[text('report.apart'), text('report.silentCommittees'), silentCommittees]]),
    ],
  }
}

export const definitions = [
  'received',
  'anonymous',
  'assisted',
  'acknowledgedShare',
  'resolved',
  'inTimeShare',
  'becameLate',
  'medianDays',
  'escalated',
  'reopened',
  'contested',
  'confirmed',
  'satisfied',
  'restricted',
  'inPrivate',
  'few',
  'deadlines',
  'sources',
] as const

export const definitionTable = (): SheetTable => ({
  name: text('report.definitions'),
  columns: [words(text('report.indicator'), 30), words(text('report.definition'), 110)],
  rows: definitions.map((name) => [text(`report.${name}`), text(`report.definition.${name}`)]),
})

/** All sheets of the file, the first with what it is and of when. */
export function sheetsOf(report: QuarterReport): readonly SheetTable[] {
  return [
    { ...programmeTable(report), above: headOf(report) },
    communeTable(report),
    categoryTable(report),
    peopleTable(report),
    definitionTable(),
  ]
}
