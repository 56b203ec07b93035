/**
 * The feed of a day or a quarter as a file: the same bytes whenever it is asked for again, once the period is over. It is
 * read through page by page and never held; its parts are as large as an answer may be, and the manifest is signed.
 */
import { createHash } from 'node:crypto'
import { entriesBetween } from '../../shared/actions/read-feed.ts'
import type { FeedReader } from '../../shared/actions/registry-ports.ts'
import type { Manifest } from '../../shared/contracts/registry-api.ts'
import type { Consumer } from '../../shared/domain/consumer.ts'
import { Refusal } from '../../shared/domain/refusal.ts'
import { type Entry, entryFields } from '../../shared/domain/registry.ts'

const partEntries = 5000

export type Format = Manifest['format']

/** RFC 4180; what a spreadsheet would take for a formula is told that it is text. */
function cell(value: unknown): string {
  const plain = Array.isArray(value) ? value.join(' ') : String(value ?? '')
  const text = /^[=+@\t\r-]/.test(plain) ? `'${plain}` : plain
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}
const lineOf = (entry: Entry, format: Format): string =>
  format === 'ndjson'
    ? `${JSON.stringify(entry)}\n`
    : `${entryFields.map((column) => cell((entry as Record<string, unknown>)[column])).join(',')}\r\n`
const headOf = (format: Format): string => (format === 'csv' ? `${entryFields.join(',')}\r\n` : '')

/** First and last day, both included. Refuses `invalid` for what is not a day or a quarter. */
export function daysOf(period: string): { readonly from: string; readonly to: string } {
  const quarter = /^(\d{4})-Q([1-4])$/.exec(period)
  if (quarter) {
    const first = (Number(quarter[2]) - 1) * 3
    const dayAt = (month: number, day: number): string =>
      new Date(Date.UTC(Number(quarter[1]), month, day)).toISOString().slice(0, 10)
    return { from: dayAt(first, 1), to: dayAt(first + 3, 0) }
  }
  const day = /^\d{4}-\d{2}-\d{2}$/.test(period) ? new Date(`${period}T00:00:00Z`) : undefined
  if (!day || Number.isNaN(day.getTime()) || day.toISOString().slice(0, 10) !== period)
    throw new Refusal('invalid', 'A day (2026-11-22) or a quarter (2026-Q4).', {
      fields: { period: 'unknown' },
    })
  return { from: period, to: period }
}

export interface Asked {
  readonly feed: FeedReader
  readonly who: Consumer
  readonly period: string
  readonly format: Format
}

/** Lines of the file, a part at a time. The first part of a CSV has its heading. */
async function* partsOf({
  feed,
  who,
  period,
  format,
}: Asked): AsyncGenerator<readonly [string, readonly Entry[]]> {
  const { from, to } = daysOf(period)
  let waiting: Entry[] = []
  let isFirst = true
  const cut = (some: readonly Entry[]): readonly [string, readonly Entry[]] => {
    const text = (isFirst ? headOf(format) : '') + some.map((entry) => lineOf(entry, format)).join('')
    isFirst = false
    return [text, some]
  }
  for await (const entries of entriesBetween(feed, who, from, to)) {
    waiting.push(...entries)
    while (waiting.length >= partEntries) {
      yield cut(waiting.slice(0, partEntries))
      waiting = waiting.slice(partEntries)
    }
  }
  if (waiting.length > 0 || isFirst) yield cut(waiting)
}

export async function manifestOf(asked: Asked, now: Date): Promise<Manifest> {
  const whole = createHash('sha256')
  const parts: Manifest['parts'] = []
  let entries = 0
  for await (const [text, some] of partsOf(asked)) {
    whole.update(text)
    entries += some.length
    parts.push({
      part: parts.length + 1,
      entries: some.length,
      bytes: Buffer.byteLength(text),
      sha256: createHash('sha256').update(text).digest('hex'),
      from: some[0]?.sequence ?? 0,
    })
  }
  const { period, format, who } = asked
  return {
    period,
    format,
    consumerId: who.consumerId,
    madeAt: now.toISOString(),
    complete: daysOf(period).to < now.toISOString().slice(0, 10),
    entries,
    parts,
    sha256: whole.digest('hex'),
  }
}

export async function partOf(asked: Asked, part: number): Promise<string> {
  let number = 0
  for await (const [text] of partsOf(asked)) {
    number += 1
    if (number === part) return text
  }
  throw new Refusal('not-found', 'The file has no such part.')
}
