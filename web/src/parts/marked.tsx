/** Words in which those that were looked for stand out. */
import { folded } from '../store/search-index.ts'

/** About so many letters around the first word that was met. */
const shownLetters = 160

function windowOf(said: string, met: ReadonlySet<string>): string {
  if (said.length <= shownLetters) return said
  const first = [...said.matchAll(/[\p{L}\p{N}]+/gu)].find(([word]) => met.has(folded(word)))
  const from = Math.max(0, (first?.index ?? 0) - shownLetters / 3)
  const start = from === 0 ? 0 : said.indexOf(' ', from) + 1
  const end = start + shownLetters
  return `${start > 0 ? '… ' : ''}${said.slice(start, end)}${end < said.length ? '…' : ''}`
}

export function Marked({ said, met }: { readonly said: string; readonly met: ReadonlySet<string> }) {
  const parts = windowOf(said, met).split(/([\p{L}\p{N}]+)/u)
  return <>{parts.map((part, at) => (met.has(folded(part)) ? <mark key={at}>{part}</mark> : part))}</>
}
