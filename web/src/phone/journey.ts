/**
 * What was played, as text that reads as it sounds and that the tests play again (`test/journeys`): a title with the
 * language and the number, then `dial`, `< screen   fits|end`, `> answer`, `drop`. What changes from one day to the next,
 * references and days, is written `{reference}` and `{day}`.
 */
import { spokenNumber } from './address.ts'

export interface JourneyStep {
  readonly kind: 'dial' | 'reply' | 'con' | 'end' | 'cut' | 'hang-up'
  /** Empty for `cut` and `hang-up`. */
  readonly text: string
}

export interface PlayedJourney {
  readonly title: string
  readonly number: string
  /** The line's code: only what is dialled behind it is written. */
  readonly code: string
  /** The commune that the line knows this caller by, as its code. */
  readonly place?: string | undefined
  readonly steps: readonly JourneyStep[]
}

const flagColumn = 60

const reference = /\b\d{4}-\d{4}-\d\b/g
const day = /\b\d{1,2}(?:er)? [^\s\d]+ \d{4}\b/g
const inOneLine = (text: string) =>
  text.trim().replaceAll('\n', ' / ').replace(reference, '{reference}').replace(day, '{day}')

const digitsOf = (text: string) => text.replace(/\D/g, '')
const flagged = (line: string, flag: string) => `${line.padEnd(flagColumn - 3)}   ${flag}`

/** Of the first screen that is not the choice of a language; `new` when that choice came first: none was known. */
function languageOf(steps: readonly JourneyStep[]): 'fr' | 'bm' | 'new' {
  const first = steps.find(({ kind }) => kind === 'con' || kind === 'end')?.text ?? ''
  if (/Fran.ais(.|\n)*Bamanankan/.test(first)) return 'new'
  return /Paiement|Retour|Votre|Menu|Merci|Dossier/.test(first) ? 'fr' : 'bm'
}

function linesOf(steps: readonly JourneyStep[], stem: string): string[] {
  let shown = ''
  const lineOf = ({ kind, text }: JourneyStep): string => {
    if (kind === 'cut' || kind === 'hang-up') return 'drop'
    if (kind === 'dial')
      return `dial ${text.startsWith(stem) ? text.slice(stem.length).replace(/#$/, '') : ''}`.trimEnd()
    if (kind === 'reply')
      return `> ${shown !== '' && digitsOf(text) === digitsOf(shown) ? '{reference}' : text}`
    shown = text.match(reference)?.at(-1) ?? shown
    return flagged(`< ${inOneLine(text)}`, kind === 'end' ? 'end' : 'fits')
  }
  return steps.map(lineOf)
}

export function journeyText({ title, number, code, place, steps }: PlayedJourney): string {
  const heading = `(${languageOf(steps)}, ${spokenNumber(number)})`
  return [
    flagged(`# ${title.replace(/[()\s]+/g, ' ').trim()}`, heading),
    ...(place === undefined ? [] : [`with place ${place}`]),
    ...linesOf(steps, code.replace(/#$/, '')),
    '',
  ].join('\n')
}

/** `Fatou demande où ça en est` → `fatou-demande-ou-ca-en-est.txt` */
export function journeyFileName(title: string): string {
  const plain = title.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()
  return `${plain.replace(/[^a-z0-9]+/g, '-').replace(/^-+|-+$/g, '') || 'journey'}.txt`
}

/** `fatou-asks.txt` → `Fatou asks` */
export function titleOfFileName(name: string): string {
  const words = name
    .replace(/\.txt$/, '')
    .replace(/[-_]+/g, ' ')
    .trim()
  return words.charAt(0).toUpperCase() + words.slice(1)
}
