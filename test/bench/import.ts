/**
 * A payment list of 20 000 rows and one of 200 000, each taken in by a process of its own: ten times the rows in ten times
 * the time, and in no more memory. And through the engine, whose own time is in it, a thousand and ten thousand.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { fillEngineFile } from '../../local/demo/engine-file.ts'
import { startDynamoDb } from '../../local/dynamodb.ts'
import { localClientOptions } from '../../local/local-client.ts'
import { ensureTable } from '../../local/tables.ts'
import { householdKey } from '../../shared/store/keys.ts'
import { mainTable } from '../../shared/store/table-shape.ts'
import { documents } from '../../shared/store/tables.ts'
import { households, listDefaults, listHeading, listRow, paymentsDesk } from '../builders/payments.ts'
import { heading, hold, printTable, times } from './figures.ts'
import type { ImportRun } from './import-run.ts'

const execute = promisify(execFile)
const few = 20_000
const many = 200_000
const fewInEngine = 1000
const manyInEngine = 10_000
const mostMb = 256

async function runOf(rows: number): Promise<ImportRun> {
  const script = fileURLToPath(new URL('import-run.ts', import.meta.url))
  const { stdout } = await execute(process.execPath, [script, String(rows)])
  return JSON.parse(stdout)
}

/** Seconds for each of the sizes, in one table after the other. */
async function inEngine(sizes: readonly number[]): Promise<readonly number[]> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'jigikan-bench-'))
  const engine = await startDynamoDb({ dataFolder })
  const client = new DynamoDBClient(localClientOptions(engine.endpoint))
  try {
    const seconds: number[] = []
    for (const size of sizes) {
      const { tableName } = await ensureTable(client, `main-${size}`, mainTable)
      const items = households(size).map((of) => ({
        ...of,
        ...householdKey(of.householdId),
        kind: 'household',
        v: 1,
      }))
      fillEngineFile(join(dataFolder, 'dynamodb.sqlite'), [{ tableName, shape: mainTable, items }])
      const desk = paymentsDesk({ client: documents(client), main: tableName, restricted: '' })
      const rows = Array.from({ length: size }, (_, row) =>
        listRow(row + 1, { village: `V${Math.floor(row / 200)}` }),
      )
      const importId = await desk.send('payment-list', listHeading + rows.join(''), {
        defaults: listDefaults,
      })
      const from = performance.now()
      const { taken, bad, badRowsKey } = await desk.take(importId)
      if (taken !== size)
        throw new Error(`${taken} of ${size} rows were taken, ${bad} refused (${badRowsKey})`)
      seconds.push((performance.now() - from) / 1000)
    }
    return seconds
  } finally {
    client.destroy()
    await engine.stop()
    await rm(dataFolder, { recursive: true, force: true })
  }
}

export async function takeInLists(): Promise<void> {
  heading('A payment list, taken in')
  const runs = [await runOf(few), await runOf(many)] as const
  const row = (name: string, of: (run: ImportRun) => number, digits = 0): string[] => {
    const [small, large] = [of(runs[0]), of(runs[1])]
    return [name, small.toFixed(digits), large.toFixed(digits), times(large / small)]
  }
  printTable(
    ['', `${few} rows`, `${many} rows`, 'ratio'],
    [
      row('seconds', ({ seconds }) => seconds, 1),
      row('peak memory, MB', ({ peakMb }) => peakMb),
      row('writes of up to 33 lines', ({ writes }) => writes),
      row('rows refused', ({ bad }) => bad),
    ],
  )
  const [small = 1, large = 1] = await inEngine([fewInEngine, manyInEngine])
  hold({
    what: `time of ${many} rows over ${few}`,
    found: runs[1].seconds / runs[0].seconds,
    atMost: 1.1 * (many / few),
    unit: '×',
  })
  hold({
    what: `through the engine, time of ${manyInEngine} rows over ${fewInEngine}`,
    found: large / small,
    atMost: 1.5 * (manyInEngine / fewInEngine),
    unit: '×',
  })
  const peakMb = Math.max(...runs.map((run) => run.peakMb))
  hold({ what: 'peak memory', found: peakMb, atMost: mostMb, unit: 'MB' })
}
