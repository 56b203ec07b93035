/** The quarterly report: read on the screen, filed as a PDF by printing, taken into other systems as XLSX. */
import '../styles/dashboard.css'
import '../styles/report.css'
import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { programmes } from '../../../shared/domain/programmes.ts'
import { type Answer, call } from '../api.ts'
import { asFailure, type Failure } from '../failure.ts'
import { Choose } from '../parts/dashboard-controls.tsx'
import { moment } from '../parts/dates.ts'
import { FigureTable } from '../parts/figure-table.tsx'
import { daySaid, percent, whole } from '../parts/figures-said.ts'
import { Icon } from '../parts/icon.tsx'
import { FailureNotice } from '../parts/notice.tsx'
import { PageHead } from '../parts/page.tsx'
import { saveBlob } from '../parts/save-file.ts'
import { text } from '../store/language.ts'
import { quartersBack, today } from '../store/period.ts'
import { print } from '../store/print.ts'
import {
  categoryTable,
  communeTable,
  definitionTable,
  headOf,
  peopleTable,
  programmeTable,
  sheetsOf,
} from '../store/quarter-sheets.ts'
import { type CellKind, type SheetCell, type SheetTable, xlsxOf } from '../store/sheet-file.ts'

const quartersShown = 8
const quarterName = (quarter: string): string => `${quarter.slice(5)} ${quarter.slice(0, 4)}`

function said(cell: SheetCell, kind: CellKind): string {
  if (cell === undefined) return '–'
  if (typeof cell === 'number') return kind === 'share' ? percent(cell) : whole(cell)
  return kind === 'day' ? daySaid(cell) : cell
}

function ReportTable({ table, id }: { readonly table: SheetTable; readonly id: string }) {
  return (
    <section class="card chart report-table" aria-labelledby={id}>
      <h2 id={id}>{table.name}</h2>
      <FigureTable
        caption={table.name}
        columns={table.columns.map(({ label, kind }) => ({ label, isNumber: kind !== 'words' }))}
        rows={table.rows.map((row, index) => ({
          key: String(index),
          cells: table.columns.map(({ kind }, at) => said(row[at], kind)),
        }))}
      />
    </section>
  )
}

function useReport(quarter: string, programme: string | undefined) {
  const [report, setReport] = useState<Answer<'quarterReport'>>()
  const [failure, setFailure] = useState<Failure>()
  const [tries, setTries] = useState(0)
  useEffect(() => {
    let isAsked = true
    setFailure(undefined)
    call('quarterReport', { query: { quarter, programme } }).then(
      (found) => isAsked && setReport(found),
      (fault) => isAsked && setFailure(asFailure(fault)),
    )
    return () => {
      isAsked = false
    }
  }, [quarter, programme, tries])
  return { report, failure, retry: () => setTries(tries + 1) }
}

export function QuarterPage() {
  const { query, route } = useLocation()
  const quarters = quartersBack(today(), quartersShown)
  // The last that is over is what is to be filed.
  const quarter = quarters.find((each) => each === query.quarter) ?? quarters[1] ?? ''
  const programme = programmes.find(({ programmeId }) => programmeId === query.programme)?.programmeId
  const { report, failure, retry } = useReport(quarter, programme)
  const [making, setMaking] = useState(false)
  const [broken, setBroken] = useState<Failure>()
  const go = (change: { readonly quarter?: string; readonly programme?: string }) => {
    const next = { quarter, programme: programme ?? '', ...change }
    route(`/rapport?quarter=${next.quarter}${next.programme ? `&programme=${next.programme}` : ''}`)
  }
  const takeOut = async (format: 'xlsx' | 'pdf') => {
    if (!report) return
    setMaking(true)
    setBroken(undefined)
    try {
      await call('startExport', { body: { what: 'quarter', format, quarter } })
      if (format === 'pdf') print()
      else
        saveBlob(`jigikan-${quarter}${programme ? `-${programme}` : ''}.xlsx`, await xlsxOf(sheetsOf(report)))
    } catch (fault) {
      setBroken(asFailure(fault))
    } finally {
      setMaking(false)
    }
  }
  const isShown = report?.quarter === quarter
  return (
    <div class="page report">
      <PageHead title={text('report.title')}>
        <a class="button-quiet report-back" href="/tableau">
          {text('report.back')}
        </a>
      </PageHead>
      <div class="report-tools">
        <p class="lead">{text('report.words')}</p>
        <div class="dashboard-controls">
          <Choose
            id="report-quarter"
            label={text('report.quarter')}
            value={quarter}
            choices={quarters.map((value) => ({ value, label: quarterName(value) }))}
            onValue={(value) => go({ quarter: value })}
          />
          <Choose
            id="report-programme"
            label={text('report.programme')}
            value={programme ?? ''}
            choices={[
              { value: '', label: text('report.all') },
              ...programmes.map(({ programmeId, name }) => ({ value: programmeId, label: name })),
            ]}
            onValue={(value) => go({ programme: value })}
          />
          <button
            type="button"
            class="button button-main"
            disabled={!isShown || making}
            onClick={() => takeOut('xlsx')}
          >
            {text('report.xlsx')}
          </button>
          <button type="button" class="button" disabled={!isShown || making} onClick={() => takeOut('pdf')}>
            <Icon name="note" />
            {text('report.print')}
          </button>
        </div>
        <p role="status">{making ? text('report.making') : ''}</p>
      </div>
      {broken && <FailureNotice failure={broken} />}
      {failure && <FailureNotice failure={failure} onRetry={retry} />}
      {!isShown && !failure && (
        <div class="card placeholder placeholder-tall" role="status" aria-label={text('app.loading')} />
      )}
      {report && isShown && (
        <div class="report-sheets">
          <div class="report-head">
            {headOf(report).map((line, index) =>
              index === 0 ? (
                <h2 key={line}>{line}</h2>
              ) : (
                <p key={line} class={line === text('report.notOver') ? 'strong' : undefined}>
                  {line}
                </p>
              ),
            )}
            <p class="quiet">{text('report.countedAt', { moment: moment(report.countedAt) })}</p>
          </div>
          <ReportTable id="programmes" table={programmeTable(report, 'indicators')} />
          <ReportTable id="programme-groups" table={programmeTable(report, 'groups')} />
          <ReportTable id="communes" table={communeTable(report, 'indicators')} />
          <ReportTable id="commune-groups" table={communeTable(report, 'groups')} />
          <ReportTable id="categories" table={categoryTable(report)} />
          <ReportTable id="people" table={peopleTable(report)} />
          <ReportTable id="definitions" table={definitionTable()} />
        </div>
      )}
    </div>
  )
}
