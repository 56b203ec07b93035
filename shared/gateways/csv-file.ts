/**
 * Tables in text files as offices send them: UTF-8 with or without a mark, or Windows-1252; cells parted by `;`, `,` or a
 * tab. A file is read through once for what it is and then row by row, however long it is, in the same little memory.
 */
import { createHash } from 'node:crypto'
import { pipeline, Readable } from 'node:stream'
import { type Options, type Parser, parse } from 'csv-parse'
import type { FileLook, FileRow, Tabular } from '../actions/paydays-ports.ts'
import { type FileProblem, mostColumns } from '../domain/import-file.ts'

const sampleBytes = 16 * 1024
const longestRowCharacters = 20_000
const delimiters = [';', ',', '\t'] as const

const optionsFor = (delimiter: string): Options => ({
  delimiter,
  bom: true,
  info: true,
  trim: true,
  relax_quotes: true,
  relax_column_count: true,
  skip_empty_lines: true,
  skip_records_with_empty_values: true,
  max_record_size: longestRowCharacters,
})

/** The sign that parts the most cells of the first line, quoted ones left out. */
function delimiterOf(sample: string): FileLook['delimiter'] {
  const first = (/^[^\r\n]*/.exec(sample.replace(/^\uFEFF/, ''))?.[0] ?? '').replace(/"[^"]*"/g, '')
  const counts = delimiters.map((sign) => first.split(sign).length)
  return delimiters[counts.indexOf(Math.max(...counts))] ?? ';'
}

async function* decoded(
  bytes: AsyncIterable<Uint8Array>,
  encoding: FileLook['encoding'],
): AsyncGenerator<string> {
  const decoder = new TextDecoder(encoding)
  for await (const chunk of bytes) yield decoder.decode(chunk, { stream: true })
  const rest = decoder.decode()
  if (rest) yield rest
}

interface Parsed {
  readonly record: string[]
  readonly info: { readonly lines: number }
}
function parsed(text: AsyncIterable<string>, delimiter: string): AsyncIterable<Parsed> {
  const parser: Parser = parse(optionsFor(delimiter))
  // What goes wrong on either side ends both; the reader of the parser hears of it.
  pipeline(Readable.from(text), parser, () => undefined)
  return parser as AsyncIterable<Parsed>
}

/** What the bytes are, told while they pass by. */
function watched(bytes: AsyncIterable<Uint8Array>) {
  const hash = createHash('sha256')
  const strict = new TextDecoder('utf-8', { fatal: true })
  let isUtf8 = true
  const proveUtf8 = (chunk?: Uint8Array): void => {
    if (!isUtf8) return
    try {
      if (chunk) strict.decode(chunk, { stream: true })
      else strict.decode()
    } catch {
      isUtf8 = false
    }
  }
  async function* pass(): AsyncGenerator<Uint8Array> {
    for await (const chunk of bytes) {
      hash.update(chunk)
      proveUtf8(chunk)
      yield chunk
    }
    proveUtf8()
  }
  return { pass, digest: () => hash.digest('base64url'), isUtf8: () => isUtf8 }
}

/** The beginning of something, and all of it again behind it. */
async function begun(bytes: AsyncGenerator<Uint8Array>) {
  const first: Uint8Array[] = []
  let size = 0
  while (size < sampleBytes) {
    const { value, done } = await bytes.next()
    if (done) break
    first.push(value)
    size += value.length
  }
  async function* whole(): AsyncGenerator<Uint8Array> {
    yield* first
    yield* bytes
  }
  return { sample: Buffer.concat(first), whole }
}

const headingOf = async (
  sample: Buffer,
  look: Pick<FileLook, 'encoding' | 'delimiter'>,
): Promise<string[]> => {
  async function* alone(): AsyncGenerator<Uint8Array> {
    yield sample
  }
  for await (const { record } of parsed(decoded(alone(), look.encoding), look.delimiter)) return record
  return []
}

const isBroken = (error: unknown): boolean =>
  error instanceof Error && String((error as { code?: unknown }).code).startsWith('CSV_')

export const csvFile: Tabular = {
  async look(bytes, mostRows): Promise<FileLook | { readonly problem: FileProblem }> {
    const { pass, digest, isUtf8 } = watched(bytes)
    const { sample, whole } = await begun(pass())
    if (sample.length === 0) return { problem: 'empty' }
    // A spreadsheet's own file, or a picture: there is a zero byte in all of them and in no text.
    if (sample.includes(0)) return { problem: 'not-a-table' }
    const delimiter = delimiterOf(sample.toString('latin1'))
    let rows = -1
    try {
      // Signs that part cells and lines are the same in both encodings: rows can be counted before it is known which it is.
      for await (const { record } of parsed(decoded(whole(), 'utf-8'), delimiter)) {
        rows += 1
        if (record.length > mostColumns) return { problem: 'not-a-table' }
        if (rows > mostRows) return { problem: 'too-many-rows' }
      }
    } catch (error) {
      if (isBroken(error)) return { problem: 'not-a-table' }
      throw error
    }
    if (rows < 1) return { problem: 'empty' }
    const encoding = isUtf8() ? 'utf-8' : 'windows-1252'
    const heading = await headingOf(sample, { encoding, delimiter }).catch(() => [])
    return { digest: digest(), encoding, delimiter, rows, heading }
  },

  async *rows(bytes, { encoding, delimiter }): AsyncGenerator<FileRow> {
    let isHeading = true
    for await (const { record, info } of parsed(decoded(bytes, encoding), delimiter)) {
      if (!isHeading) yield { line: info.lines, cells: record }
      isHeading = false
    }
  },
}
