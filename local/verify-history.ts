/**
 * `npm run verify-history -- export.ndjson [--roots roots.txt]`: proves an export of the history, and needs nothing but this
 * file and Node 22.18 or newer. Finds what was changed, what was removed, and days that do not follow from one another.
 *
 * An export proves itself; only a root that was kept elsewhere proves that it is the same history: `roots.txt` has lines like
 * `2026-11-22 8F3A 91C2 77D0 14BE`, copied from paper or an SMS. What each digest is made of: docs/decisions/0012-sealed-history.md
 */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'

interface Root {
  readonly day: string
  readonly previous: string
  readonly open: string
  readonly sealed: string
  readonly root: string
  readonly events: number
}
interface Shown {
  readonly eventId: string
  readonly complaintId: string
  readonly type: string
  readonly at: string
}
interface Line {
  readonly kind: string
  readonly day: string
  readonly digest: string
  readonly shown?: Shown
  readonly moved?: true
  readonly erased?: true
  readonly missing?: { readonly eventId: string; readonly at: string }
}

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex')

/** RFC 8785: names in order, no blanks. */
function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const fields = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return `{${fields.map(([name, of]) => `${JSON.stringify(name)}:${canonical(of)}`).join(',')}}`
}

function merkleRoot(digests: readonly string[]): string {
  let level = digests.map((digest) => sha256(`leaf:${digest}`))
  if (level.length === 0) return sha256('leaf:none')
  while (level.length > 1) {
    const above: string[] = []
    for (let index = 0; index < level.length; index += 2) {
      const right = level[index + 1]
      above.push(right === undefined ? String(level[index]) : sha256(`node:${level[index]}${right}`))
    }
    level = above
  }
  return String(level[0])
}

const nextDay = (day: string): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + 86_400_000).toISOString().slice(0, 10)

/** Problems, in the order of the days. */
function prove(roots: readonly Root[], lines: readonly Line[], known: ReadonlyMap<string, string>): string[] {
  const problems: string[] = []
  const byDay = Map.groupBy(lines, ({ day }) => day)
  let before: Root | undefined
  for (const root of roots) {
    const { day, previous, open, sealed } = root
    const own = byDay.get(day) ?? []
    byDay.delete(day)
    for (const { digest, shown, moved, missing } of own) {
      if (missing)
        problems.push(`${day}: removed: event ${missing.eventId} of ${missing.at} stands nowhere any more`)
      else if (shown && sha256(`event:${canonical(shown)}`) !== digest)
        problems.push(
          `${day}: changed: event ${shown.eventId} (${shown.type}, ${shown.at}) of ${shown.complaintId}`,
        )
      else if (!shown && !moved) problems.push(`${day}: a line says neither what it shows nor why not`)
    }
    if (own.length < root.events)
      problems.push(`${day}: removed: ${root.events - own.length} of its ${root.events} events`)
    if (own.length > root.events) problems.push(`${day}: added: ${own.length - root.events} events`)
    if (merkleRoot(own.map(({ digest }) => digest)) !== open)
      problems.push(`${day}: its events are not those that were sealed`)
    if (sha256(`root:${canonical({ day, open, previous, sealed })}`) !== root.root)
      problems.push(`${day}: its root does not follow from what it holds`)
    if (before && previous !== before.root) problems.push(`${day}: does not follow from ${before.day}`)
    if (before && nextDay(before.day) !== day) problems.push(`${day}: removed: the days after ${before.day}`)
    const short = known.get(day)
    if (short !== undefined && !root.root.startsWith(short))
      problems.push(`${day}: is not the history whose root was written down`)
    before = root
  }
  for (const day of byDay.keys()) problems.push(`${day}: has events and no root`)
  const proved = new Set(roots.map(({ day }) => day))
  for (const day of known.keys()) {
    if (!proved.has(day))
      problems.push(`${day}: removed: its root was written down, and the export has no such day`)
  }
  return problems
}

const { values, positionals } = parseArgs({ allowPositionals: true, options: { roots: { type: 'string' } } })
const [file] = positionals
if (file === undefined) {
  console.error('Say which export: npm run verify-history -- export.ndjson --roots roots.txt')
  process.exitCode = 2
} else {
  const all = readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line))
  const roots: Root[] = all.filter(({ kind }) => kind === 'root').sort((a, b) => (a.day < b.day ? -1 : 1))
  const lines: Line[] = all.filter(({ kind }) => kind === 'event')
  const written = values.roots ? readFileSync(values.roots, 'utf8') : ''
  const known = new Map(
    [...written.matchAll(/^\s*(\d{4}-\d\d-\d\d)\W+([0-9a-f][0-9a-f ]{14,})/gim)].map(
      ([, day = '', root = '']) => [day, root.replaceAll(' ', '').toLowerCase()] as const,
    ),
  )
  const problems = roots.length === 0 ? ['the export holds no root'] : prove(roots, lines, known)
  for (const problem of problems) console.log(problem)
  if (problems.length > 0) process.exitCode = 1
  else {
    const moved = lines.filter((line) => line.moved).length
    const erased = lines.filter((line) => line.erased).length
    console.log(
      `${roots.length} days and ${lines.length} events are as they were sealed; ${known.size} roots were compared with what was written down` +
        (moved > 0 ? `; ${moved} events have become restricted and show their digest alone` : '') +
        (erased > 0
          ? `; the words of ${erased} events were erased: compare with the journal of erasures`
          : ''),
    )
  }
}
