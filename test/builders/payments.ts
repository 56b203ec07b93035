/** A desk for payment files on a real engine: households, officers, files in memory, and rows as an office writes them. */
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { type Importing, importFile } from '../../shared/actions/import-file.ts'
import type { Files } from '../../shared/actions/paydays-ports.ts'
import { commandImport, type ImportDesk, startImport } from '../../shared/actions/start-import.ts'
import { takePaymentList } from '../../shared/actions/take-payment-list.ts'
import { takePaymentResults } from '../../shared/actions/take-payment-results.ts'
import type { Household } from '../../shared/domain/household.ts'
import { fileKeyOf, type ImportDefaults, type ImportFile } from '../../shared/domain/import-file.ts'
import type { Officer } from '../../shared/domain/officer.ts'
import { unit } from '../../shared/domain/units.ts'
import { csvFile } from '../../shared/gateways/csv-file.ts'
import { createDisclosures } from '../../shared/store/disclosures.ts'
import { createDueLines } from '../../shared/store/due-lines.ts'
import { createImports } from '../../shared/store/imports.ts'
import { householdKey } from '../../shared/store/keys.ts'
import { createPaydays } from '../../shared/store/paydays.ts'
import { createPaymentLines } from '../../shared/store/payment-lines.ts'
import { documents, type Tables } from '../../shared/store/tables.ts'
import { officerOf, testWorld } from './complaints.ts'
import type { TestTables } from './engines.ts'

export const transfersUnit = officerOf([unit('utgfs-tm')], { officerId: 'transfers' })
export const agencyDesk = officerOf([unit('agency', 'sahel-cash')], { officerId: 'agency-desk' })
export const otherAgencyDesk = officerOf([unit('agency', 'niger-paie')], { officerId: 'other-agency' })

export const householdId = (count: number): string => `ML-H-${String(count).padStart(6, '0')}`
export const households = (count: number, more: Partial<Household> = {}): readonly Household[] =>
  Array.from({ length: count }, (_, index) => ({
    householdId: householdId(index + 1),
    headName: 'Une Femme',
    headSex: 'woman',
    commune: '71025000',
    village: 'Bara',
    programme: 'jigisemejiri',
    language: 'fr',
    // Every third cannot be written to.
    ...((index + 1) % 3 === 0 ? {} : { contactId: `contact-${index + 1}` }),
    ...more,
  }))

export const tablesOf = (engine: TestTables): Tables => ({
  client: documents(engine.client),
  main: engine.mainTable,
  restricted: engine.restrictedTable,
})

export async function keepHouseholds(tables: Tables, all: readonly Household[]): Promise<void> {
  for (const each of all) {
    const Item = { ...each, ...householdKey(each.householdId), kind: 'household', v: 1 }
    await tables.client.send(new PutCommand({ TableName: tables.main, Item }))
  }
}

export interface PaymentsDesk extends ImportDesk {
  readonly paydays: ReturnType<typeof createPaydays>
  readonly disclosures: ReturnType<typeof createDisclosures>
  readonly dueLines: ReturnType<typeof createDueLines>
  readonly lines: ReturnType<typeof createPaymentLines>
  readonly world: ReturnType<typeof testWorld>
  readonly kept: Map<string, string>
  /** What was put on the queue. */
  readonly queued: string[]
  /** Announces a file and puts it there; not yet taken in. */
  send(
    kind: string,
    text: string | Buffer,
    more?: { who?: Officer; dryRun?: boolean; defaults?: ImportDefaults },
  ): Promise<string>
  take(importId: string, more?: Partial<Importing>): Promise<ImportFile>
  resume(importId: string): Promise<ImportFile>
}

export const listDefaults: ImportDefaults = {
  programme: 'jigisemejiri',
  round: '2026-T4',
  agency: 'sahel-cash',
  createPaydays: true,
}

export function paymentsDesk(tables: Tables): PaymentsDesk {
  const world = testWorld()
  const people = [transfersUnit, agencyDesk, otherAgencyDesk]
  const contents = new Map<string, Buffer>()
  const kept = new Map<string, string>()
  const queued: string[] = []
  const payments = {
    world,
    paydays: createPaydays(tables),
    disclosures: createDisclosures(tables),
    lines: createPaymentLines(tables),
  }
  const nowhere = { url: 'https://files.example', headers: {}, expiresAt: world.now() }
  const files: Files = {
    uploadTo: async () => nowhere,
    async open(key) {
      const content = contents.get(key)
      if (!content) return undefined
      // In pieces that respect no row and no character.
      async function* bytes(of: Buffer) {
        for (let start = 0; start < of.length; start += 4093) yield of.subarray(start, start + 4093)
      }
      return { sizeBytes: content.length, bytes: bytes(content) }
    },
    async put(key, text) {
      kept.set(key, text)
    },
    downloadOf: async () => nowhere,
  }
  const imports = createImports(tables)
  const queue = { put: async (bodies: readonly string[]) => void queued.push(...bodies) }
  const importing: Importing = {
    world,
    imports,
    files,
    table: csvFile,
    officers: { read: async (officerId) => people.find((each) => each.officerId === officerId) },
    queue,
    remainingMs: () => 900_000,
    appliers: {
      'payment-list': takePaymentList(payments),
      'payment-results': takePaymentResults(payments),
    },
  }
  const desk: ImportDesk = { world, imports, files: async () => files, fileQueue: queue }
  return {
    ...desk,
    ...payments,
    world,
    dueLines: createDueLines(tables),
    kept,
    queued,
    async send(kind, text, { who = transfersUnit, dryRun = false, defaults = listDefaults } = {}) {
      const content = Buffer.from(text)
      const announced = { kind, fileName: 'fichier.csv', sizeBytes: content.length, dryRun, defaults }
      const { importId } = await startImport(desk, who, announced)
      contents.set(fileKeyOf(importId), content)
      return importId
    },
    async take(importId, more = {}) {
      await importFile({ ...importing, ...more }, importId)
      const file = await imports.read(importId)
      if (!file) throw new Error('there is no such import')
      return file
    },
    resume: (importId) => commandImport(desk, transfersUnit, importId, 'resume'),
  }
}

export const listHeading = 'Ménage;Montant;Date;Commune;Village\r\n'
export const listRow = (
  count: number,
  more: { amount?: string; day?: string; village?: string } = {},
): string =>
  `${householdId(count)};${more.amount ?? '15 000'};${more.day ?? '03/12/2026'};71025000;${more.village ?? 'Bara'}\r\n`
