/**
 * One file taken in, in a process of its own, by all that the function loads: read, decoded, proved and written to a store
 * that answers at once and keeps nothing, so that time and memory are those of the way there. Started with the number of
 * rows; prints an `ImportRun`.
 */
import '../../functions/file-import.ts'
import { Readable } from 'node:stream'
import { importFile } from '../../shared/actions/import-file.ts'
import type { Files, Imports, Paydays, PaymentLines } from '../../shared/actions/paydays-ports.ts'
import { takePaymentList } from '../../shared/actions/take-payment-list.ts'
import type { ImportFile } from '../../shared/domain/import-file.ts'
import type { Payday } from '../../shared/domain/payday.ts'
import { csvFile } from '../../shared/gateways/csv-file.ts'
import { testWorld } from '../builders/complaints.ts'
import { householdId, listDefaults, listHeading, transfersUnit } from '../builders/payments.ts'

export interface ImportRun {
  readonly seconds: number
  readonly peakMb: number
  readonly taken: number
  readonly bad: number
  /** Writes of the store, each of up to 33 lines. */
  readonly writes: number
}

const rows = Number(process.argv[2])
const rowsOfSite = 200
const pieceBytes = 16 * 1024
const world = testWorld()

/** One row in a thousand is wrong; every two hundred are of another village. In pieces as a network gives them. */
function* text(): Generator<Buffer> {
  let piece = listHeading
  for (let row = 0; row < rows; row += 1) {
    const amount = row % 1000 === 999 ? 'rien' : '15 000'
    piece += `${householdId(row + 1)};${amount};03/12/2026;71025000;Village ${Math.floor(row / rowsOfSite)}\r\n`
    if (piece.length < pieceBytes) continue
    yield Buffer.from(piece, 'latin1')
    piece = ''
  }
  yield Buffer.from(piece, 'latin1')
}
const planned = new Map<string, Payday>()
const paydays = {
  commit: async ({ payday }) => void planned.set(payday.paydayId, payday),
  read: async (paydayId) => planned.get(paydayId),
  readMany: async () => [],
  between: async () => [],
  madeBy: async () => undefined,
} satisfies Partial<Paydays> as unknown as Paydays
let writes = 0
const lines: PaymentLines = {
  households: async (ids) =>
    new Map(
      ids.map((id) => [
        id,
        {
          householdId: id,
          headName: 'x',
          headSex: 'woman',
          commune: '71025000',
          village: 'v',
          programme: 'jigisemejiri',
          language: 'fr',
          contactId: `contact-${id}`,
        },
      ]),
    ),
  lines: async () => new Map(),
  turns: async () => new Map(),
  write: async () => {
    writes += 1
  },
}
const at = world.now().toISOString()
let file: ImportFile = {
  importId: 'bench-import',
  version: 1,
  fileKind: 'payment-list',
  fileName: 'bench.csv',
  sizeBytes: rows * 50,
  dryRun: false,
  defaults: listDefaults,
  state: 'awaiting_file',
  read: 0,
  taken: 0,
  unchanged: 0,
  bad: 0,
  planned: 0,
  by: { officerId: transfersUnit.officerId, name: 'Un agent' },
  createdAt: at,
  updatedAt: at,
}
const imports = {
  read: async () => file,
  async change(_file, patch) {
    file = { ...file, ...patch } as ImportFile
    return file
  },
  async looked(_file, { read, taken, unchanged, bad }) {
    file = {
      ...file,
      read: file.read + read,
      taken: file.taken + taken,
      unchanged: file.unchanged + unchanged,
      bad: file.bad + bad.length,
    }
    return file
  },
  badRows: async () => [],
  takenBefore: async () => undefined,
  markTaken: async () => undefined,
} satisfies Partial<Imports> as unknown as Imports
const files = {
  open: async () => ({
    sizeBytes: rows * 50,
    bytes: Readable.from(text(), { objectMode: true }) as AsyncIterable<Uint8Array>,
  }),
  put: async () => undefined,
} satisfies Partial<Files> as unknown as Files

const from = performance.now()
await importFile(
  {
    world,
    imports,
    files,
    table: csvFile,
    officers: { read: async () => transfersUnit },
    queue: { put: async () => undefined },
    remainingMs: () => 900_000,
    appliers: {
      'payment-list': takePaymentList({
        world,
        paydays,
        disclosures: { read: async () => undefined } as never,
        lines,
      }),
    },
  },
  file.importId,
)
const run: ImportRun = {
  seconds: (performance.now() - from) / 1000,
  peakMb: process.resourceUsage().maxRSS / 1024,
  taken: file.taken,
  bad: file.bad,
  writes,
}
process.stdout.write(JSON.stringify(run))
