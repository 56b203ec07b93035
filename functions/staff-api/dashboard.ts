/** Figures, the quarterly report, and lists that are taken out. */
import { askDashboard, askLate, askPlaces, askSilent } from '../../shared/actions/ask-dashboard.ts'
import { askPayments } from '../../shared/actions/ask-payments.ts'
import { askQuarter } from '../../shared/actions/ask-quarter.ts'
import type { Officers, World } from '../../shared/actions/ports.ts'
import { beginTakingOut, listTakenOut, nextRows } from '../../shared/actions/take-out.ts'
import type { dashboardRoutes } from '../../shared/contracts/dashboard-api.ts'
import type { ExportEntry } from '../../shared/domain/export-entry.ts'
import { quarterOf } from '../../shared/domain/figures-shelves.ts'
import type { Officer } from '../../shared/domain/officer.ts'
import { Refusal } from '../../shared/domain/refusal.ts'
import { dayOf } from '../../shared/domain/working-days.ts'
import { createDueLines } from '../../shared/store/due-lines.ts'
import { createExportJournal } from '../../shared/store/exports.ts'
import { createFigureShelves } from '../../shared/store/figures.ts'
import { createPaydays } from '../../shared/store/paydays.ts'
import { createQueues } from '../../shared/store/queues.ts'
import type { Tables } from '../../shared/store/tables.ts'
import type { Handlers } from '../kit/staff-http.ts'
import { openCursor, sealCursor } from './cursor.ts'

/** What the figures need beside the desk's own. */
export const figuresDesk = (tables: Tables) => ({
  shelves: createFigureShelves(tables),
  journal: createExportJournal(tables),
  queues: createQueues(tables),
  paydays: createPaydays(tables),
  dueLines: createDueLines(tables),
})

interface Desk extends ReturnType<typeof figuresDesk> {
  readonly world: World
  readonly officers: Officers
  allOfficers(): Promise<readonly Officer[]>
}

/** The entry's place in the journal travels with its id. */
const sealEntry = (entry: ExportEntry): ExportEntry => ({
  ...entry,
  exportId: sealCursor(`${entry.at}#${entry.exportId}`),
})
function openEntry(sealed: string): { readonly at: string; readonly exportId: string } {
  const standing = openCursor(sealed)
  const cut = standing.indexOf('#')
  return { at: standing.slice(0, cut), exportId: standing.slice(cut + 1) }
}

const words = (filter: Readonly<Record<string, unknown>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(filter)
      .filter(([, value]) => value !== undefined && value !== '')
      .map(([name, value]) => [name, String(value)]),
  )

export const dashboardHandlers = (desk: () => Desk): Handlers<typeof dashboardRoutes> => {
  const asking = () => ({ ...desk(), officers: { ...desk().officers, all: desk().allOfficers } })
  return {
    async dashboard({ who, query }) {
      const { compareFrom: from, compareTo: to, ...chosen } = query
      return {
        body: await askDashboard(desk(), who, {
          ...chosen,
          ...(from && to ? { compared: { from, to } } : {}),
        }),
      }
    },
    async dashboardPlaces({ who, query }) {
      return { body: await askPlaces(desk(), who, query) }
    },
    async lateByUnit({ who, query }) {
      return { body: await askLate(desk(), who, query) }
    },
    async silentCommittees({ who }) {
      return { body: await askSilent(asking(), who) }
    },
    async payments({ who, query }) {
      return { body: await askPayments(desk(), who, query) }
    },
    async quarterReport({ who, query }) {
      return { body: await askQuarter(asking(), who, query) }
    },
    async startExport({ who, body }) {
      const { what, format, filter, quarter, withWords } = body
      if (what === 'quarter' && !quarter) {
        throw new Refusal('invalid', 'Which quarter?', { fields: { quarter: 'required' } })
      }
      const now = dayOf(desk().world.now())
      const entry = await beginTakingOut(desk(), who, {
        what,
        format,
        withWords: what === 'complaints' && withWords,
        filter: what === 'quarter' ? { quarter: quarter ?? quarterOf(now) } : words(filter),
      })
      return { body: sealEntry(entry) }
    },
    async exportRows({ who, path, query }) {
      const { at, exportId } = openEntry(path.exportId ?? '')
      const after = query.cursor === undefined ? undefined : openCursor(query.cursor)
      const { rows, next } = await nextRows(desk(), who, exportId, at, after)
      return { body: { rows: [...rows], ...(next ? { cursor: sealCursor(next) } : {}) } }
    },
    async listExports({ who, query }) {
      const month = query.month ?? dayOf(desk().world.now()).slice(0, 7)
      const items = await listTakenOut(desk(), who, month)
      return { body: { month, items: items.map(sealEntry) } }
    },
  }
}
