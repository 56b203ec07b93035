/**
 * What a registry keeps of complaints, in a database of its own. An entry and the place reached are kept in one transaction:
 * whatever dies, what is kept and what is asked for next belong together, and the same entry again changes nothing.
 */
import { createHash } from 'node:crypto'
import { DatabaseSync } from 'node:sqlite'
import type { Counts, Tally } from '../../shared/contracts/registry-api.ts'
import type { ReceiptStatus } from '../../shared/domain/consumer.ts'
import type { Entry } from '../../shared/domain/registry.ts'

export interface Answer {
  readonly sequence: number
  readonly id: string
  readonly status: ReceiptStatus
  readonly reason?: string
}
export interface Kept {
  readonly entry: Entry
  readonly status: ReceiptStatus
  readonly reason?: string
  readonly told: boolean
}

export interface RegistryStore {
  /** `next`: the cursor that follows them, when they were pulled. */
  keep(entries: readonly Entry[], next?: string): void
  cursor(): string | undefined
  forgetCursor(): void
  /** The last entry of each complaint, the newest first. */
  complaints(most: number): readonly Kept[]
  history(reference: string): readonly Kept[]
  answer(sequence: number, status: ReceiptStatus, reason?: string): void
  untold(most: number): readonly Answer[]
  markTold(answers: readonly Answer[]): void
  counts(day: string): Counts
  lastDay(): string | undefined
  size(): number
  close(): void
}

const tally = (ids: readonly string[]): Tally => {
  const hash = createHash('sha256')
  for (const id of ids) hash.update(`${id}\n`)
  return { count: ids.length, checksum: hash.digest('hex') }
}

interface Row {
  readonly json: string
  readonly status: ReceiptStatus
  readonly reason: string | null
  readonly told: number
}
const keptFrom = ({ json, status, reason, told }: Row): Kept => ({
  entry: JSON.parse(json) as Entry,
  status,
  ...(reason ? { reason } : {}),
  told: told === 1,
})

export function openRegistryStore(path: string): RegistryStore {
  const db = new DatabaseSync(path)
  db.exec(`
    PRAGMA journal_mode = WAL;
    CREATE TABLE IF NOT EXISTS entries (
      id TEXT PRIMARY KEY, sequence INTEGER UNIQUE, about TEXT, day TEXT, commune TEXT, json TEXT,
      status TEXT DEFAULT 'acknowledged', reason TEXT, told INTEGER DEFAULT 0);
    CREATE INDEX IF NOT EXISTS by_about ON entries (about, sequence);
    CREATE INDEX IF NOT EXISTS untold ON entries (told, sequence);
    CREATE TABLE IF NOT EXISTS place (one INTEGER PRIMARY KEY CHECK (one = 1), cursor TEXT);
  `)
  const insert = db.prepare(
    'INSERT INTO entries (id, sequence, about, day, commune, json) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING',
  )
  const together = (work: () => void): void => {
    db.exec('BEGIN IMMEDIATE')
    try {
      work()
      db.exec('COMMIT')
    } catch (error) {
      db.exec('ROLLBACK')
      throw error
    }
  }
  const rows = <T = Row>(sql: string, ...values: (string | number)[]): T[] =>
    db.prepare(sql).all(...values) as unknown as T[]

  return {
    keep(entries, next) {
      together(() => {
        for (const entry of entries) {
          const about = entry.kind === 'household' ? `H ${entry.householdId}` : entry.reference
          const commune = (entry.kind === 'restricted' ? undefined : entry.commune) ?? '-'
          insert.run(entry.id, entry.sequence, about, entry.recordedOn, commune, JSON.stringify(entry))
          // It has become restricted: nothing stays of it but its reference.
          if (entry.kind === 'restricted' && entry.event === 'became_restricted')
            db.prepare(`UPDATE entries SET json = json_object('kind', 'restricted', 'id', id, 'sequence', sequence,
              'at', json_extract(json, '$.at'), 'recordedOn', day, 'reference', about, 'event', 'step', 'status', 'under_review')
              WHERE about = ? AND sequence < ?`).run(about, entry.sequence)
        }
        if (next)
          db.prepare(
            'INSERT INTO place VALUES (1, ?) ON CONFLICT DO UPDATE SET cursor = excluded.cursor',
          ).run(next)
      })
    },
    cursor: () => rows<{ cursor: string | null }>('SELECT cursor FROM place')[0]?.cursor ?? undefined,
    forgetCursor: () => db.exec('DELETE FROM place'),
    complaints: (most) =>
      rows(
        `SELECT json, status, reason, told FROM entries WHERE sequence IN (
           SELECT MAX(sequence) FROM entries WHERE about NOT LIKE 'H %' GROUP BY about) ORDER BY sequence DESC LIMIT ?`,
        most,
      ).map(keptFrom),
    history: (reference) =>
      rows('SELECT json, status, reason, told FROM entries WHERE about = ? ORDER BY sequence', reference).map(
        keptFrom,
      ),
    answer(sequence, status, reason) {
      db.prepare('UPDATE entries SET status = ?, reason = ?, told = 0 WHERE sequence = ?').run(
        status,
        reason ?? null,
        sequence,
      )
    },
    untold: (most) =>
      rows<{ sequence: number; id: string; status: ReceiptStatus; reason: string | null }>(
        'SELECT sequence, id, status, reason FROM entries WHERE told = 0 ORDER BY sequence LIMIT ?',
        most,
      ).map(({ reason, ...rest }) => ({ ...rest, ...(reason ? { reason } : {}) })),
    markTold(answers) {
      together(() => {
        // What was answered anew in the meantime is still to be told.
        const mark = db.prepare('UPDATE entries SET told = 1 WHERE sequence = ? AND status = ?')
        for (const { sequence, status } of answers) mark.run(sequence, status)
      })
    },
    counts(day) {
      const found = rows<{ id: string; commune: string }>(
        'SELECT id, commune FROM entries WHERE day = ? ORDER BY sequence',
        day,
      )
      const byCommune = Object.groupBy(found, ({ commune }) => commune)
      return {
        day,
        total: tally(found.map(({ id }) => id)),
        communes: Object.fromEntries(
          Object.entries(byCommune).map(([commune, of = []]) => [commune, tally(of.map(({ id }) => id))]),
        ),
      }
    },
    lastDay: () => rows<{ day: string | null }>('SELECT MAX(day) AS day FROM entries')[0]?.day ?? undefined,
    size: () => rows<{ size: number }>('SELECT COUNT(*) AS size FROM entries')[0]?.size ?? 0,
    close: () => db.close(),
  }
}
