/**
 * Takes a list out page by page. Nothing of it is kept on the device but in the file that is made of it; where the network
 * breaks, what was taken stays in hand and the next page is asked for again.
 */
import { signal } from '@preact/signals'
import type { ExportRow, ExportRowWithWords } from '../../../shared/contracts/dashboard-api.ts'
import { programmes } from '../../../shared/domain/programmes.ts'
import { call } from '../api.ts'
import { asFailure, type Failure } from '../failure.ts'
import { saveBlob } from '../parts/save-file.ts'
import { text, textIfAny } from './language.ts'
import { atlas, loadAtlas } from './places.ts'
import { filterNames, type QueueQuery } from './queue-query.ts'
import { csvOf, type SheetCell, type SheetColumn, type SheetTable, xlsxOf } from './sheet-file.ts'

type Row = ExportRow & Pick<ExportRowWithWords, 'village' | 'text' | 'decision'>
export interface Asked {
  readonly query: QueueQuery
  readonly format: 'csv' | 'xlsx'
  readonly withWords: boolean
}
export interface Going {
  readonly asked: Asked
  readonly step: 'taking' | 'making' | 'done' | 'failed'
  readonly rows: number
  readonly failure?: Failure
  /** To save it once more. */
  readonly file?: { readonly blob: Blob; readonly name: string }
}

export const going = signal<Going | undefined>(undefined)

let taken: Row[] = []
let where: { readonly exportId: string; readonly cursor?: string } | undefined
let run = 0

const yesNo = (value: boolean | undefined): string | undefined =>
  value === undefined ? undefined : text(value ? 'app.yes' : 'app.no')

interface Field {
  readonly name: string
  readonly kind: SheetColumn['kind']
  readonly width: number
  readonly of: (row: Row) => SheetCell
}
const word = (name: string, width: number, of: Field['of']): Field => ({ name, kind: 'words', width, of })
const at = (name: string, of: Field['of']): Field => ({ name, kind: 'instant', width: 17, of })

/** `4821-0937-5`: a long number would be rounded by a spreadsheet. */
const spoken = (reference: string): string =>
  `${reference.slice(0, 4)}-${reference.slice(4, 8)}-${reference.slice(8)}`

const facts: readonly Field[] = [
  word('reference', 14, ({ reference }) => spoken(reference)),
  word('state', 20, ({ state }) => text(`state.${state}`)),
  word('categoryCode', 10, ({ category }) => category),
  word('category', 32, ({ category }) => textIfAny(`category.${category}`)),
  word('region', 16, ({ region }) => region && (atlas.value?.regionOf(region)?.name ?? region)),
  word('cercle', 16, ({ cercle }) => cercle && (atlas.value?.cercleOf(cercle)?.name ?? cercle)),
  word('commune', 20, ({ commune }) => commune && atlas.value?.communeOf(commune)?.name),
  word('communeCode', 12, ({ commune }) => commune),
  word(
    'programme',
    30,
    ({ programme }) => programmes.find((p) => p.programmeId === programme)?.name ?? programme,
  ),
  word('channel', 14, ({ channel }) => text(`channel.${channel}`)),
  word('language', 12, ({ language }) => text(`language.${language}`)),
  word('sex', 10, ({ sex }) => sex && text(`export.sex.${sex}`)),
  word('anonymous', 10, ({ anonymous }) => yesNo(anonymous)),
  word('assisted', 12, ({ assisted }) => yesNo(assisted)),
  word('owner', 30, ({ owner }) => owner),
  at('receivedAt', ({ receivedAt }) => receivedAt),
  at('acknowledgedAt', ({ acknowledgedAt }) => acknowledgedAt),
  at('dueAt', ({ dueAt }) => dueAt),
  word('late', 10, ({ late }) => yesNo(late)),
  word('outcome', 18, ({ outcome }) => outcome && text(`export.outcome.${outcome}`)),
  at('decidedAt', ({ decidedAt }) => decidedAt),
  word('satisfied', 10, ({ satisfied }) => yesNo(satisfied)),
  { name: 'reopened', kind: 'count', width: 12, of: ({ reopened }) => reopened },
]
const words: readonly Field[] = [
  word('village', 18, (row) => row.village),
  word('text', 60, (row) => row.text),
  word('decision', 60, (row) => row.decision),
]

export function tableOf(rows: readonly Row[], withWords: boolean): SheetTable {
  const fields = withWords ? [...facts, ...words] : facts
  return {
    name: text('export.sheet'),
    columns: fields.map(({ name, kind, width }) => ({
      label: textIfAny(`export.column.${name}`) ?? name,
      kind,
      width,
    })),
    rows: rows.map((row) => fields.map(({ of }) => of(row))),
  }
}

const filterOf = (query: QueueQuery) => ({
  view: query.view,
  ...Object.fromEntries(filterNames.flatMap((name) => (query[name] ? [[name, query[name]]] : []))),
})

async function takePages(own: number, asked: Asked): Promise<void> {
  for (;;) {
    if (!where || own !== run) return
    const page = await call('exportRows', {
      params: { exportId: where.exportId },
      query: { cursor: where.cursor },
    })
    if (own !== run) return
    taken.push(...page.rows)
    going.value = { asked, step: 'taking', rows: taken.length }
    if (page.cursor === undefined) return
    where = { ...where, cursor: page.cursor }
  }
}

async function go(own: number, asked: Asked): Promise<void> {
  try {
    going.value = { asked, step: 'taking', rows: taken.length }
    if (!where) {
      const body = {
        what: 'complaints' as const,
        format: asked.format,
        withWords: asked.withWords,
        filter: filterOf(asked.query),
      }
      where = { exportId: (await call('startExport', { body })).exportId }
    }
    await Promise.all([takePages(own, asked), loadAtlas()])
    if (own !== run) return
    going.value = { asked, step: 'making', rows: taken.length }
    const rows = taken
    if (rows.length === 0) {
      going.value = { asked, step: 'done', rows: 0 }
      return
    }
    const table = tableOf(rows, asked.withWords)
    const blob = asked.format === 'csv' ? csvOf(table) : await xlsxOf([table])
    if (own !== run) return
    const name = `jigikan-plaintes-${new Date().toISOString().slice(0, 10)}.${asked.format}`
    going.value = { asked, step: 'done', rows: rows.length, file: { blob, name } }
    saveBlob(name, blob)
    taken = []
    where = undefined
  } catch (fault) {
    if (own === run) going.value = { asked, step: 'failed', rows: taken.length, failure: asFailure(fault) }
  }
}

export function begin(asked: Asked): Promise<void> {
  run += 1
  taken = []
  where = undefined
  return go(run, asked)
}
/** Where it stopped, with what was taken already. */
export function goOn(): Promise<void> | undefined {
  const { value } = going
  if (value?.step !== 'failed') return undefined
  // An export that is over on the other side begins again.
  if (value.failure?.code === 'not-found') return begin(value.asked)
  run += 1
  return go(run, value.asked)
}
export function stop(): void {
  run += 1
  taken = []
  where = undefined
  going.value = undefined
}
