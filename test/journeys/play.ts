/**
 * Journeys: calls written down as they sound, played on any line that can be dialled.
 *
 *     # Fatou asks where her complaint stands            (fr, +223 70 00 00 01)
 *     with place 71025000
 *     dial
 *     < Jigikan / 1 Paiement…                            fits
 *     > 0
 *     < Dossier {reference} : en cours…
 *     drop
 *
 * The header says who calls: the language (`new`: none known yet) and the number. `with` lines say what is known before;
 * each player arranges them in its own way. `dial *1*2` dials more behind the code. After `<` comes the screen: ` / ` is a
 * line break, `…` any text, `{reference}` a reference, `{day}` a day; accents are written as they should be and compared as
 * the phone spells them. `end` behind it: the session is over; otherwise it goes on. `fits` says aloud what always holds.
 * After `>` comes what is typed; `{reference}` there is the first one on the last screen that showed one.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { type Language, languages } from '../../shared/domain/languages.ts'
import { type PhoneNumber, readGatewayNumber } from '../../shared/domain/phone-number.ts'
import { septetsOf, toGsm7 } from '../../shared/i18n/gsm7.ts'

/** A phone on the line. Answers come as the gateway gets them: `CON …` or `END …`. */
export interface JourneyLine {
  /** `*384*44135#`, or with digits behind it: `*384*44135*1*2#`. */
  dial(code: string): Promise<string>
  reply(input: string): Promise<string>
  /** The network is lost. */
  drop(): Promise<void>
}

export interface Given {
  readonly what: (typeof givens)[number]
  readonly values: readonly string[]
}

type Happening =
  | { readonly type: 'dial'; readonly behind: string }
  | { readonly type: 'type'; readonly input: string }
  | { readonly type: 'drop' }
  | { readonly type: 'shows'; readonly screen: string; readonly ends: boolean }

export interface Journey {
  readonly file: string
  readonly title: string
  readonly language?: Language
  readonly number: PhoneNumber
  readonly given: readonly Given[]
  readonly happenings: readonly (Happening & { readonly lineNumber: number })[]
}

const header = /^#\s*(?<title>.+?)\s*\((?<language>[a-z]+),\s*(?<number>\+[\d ]+)\)\s*$/
const givens = ['place', 'programmes', 'helpline', 'own', 'other', 'households', 'due', 'relay'] as const

function readHappening(line: string): Happening | undefined {
  const dialled = /^dial(?:\s+([*\d]+))?$/.exec(line)
  if (dialled) return { type: 'dial', behind: dialled[1] ?? '' }
  if (line === 'drop') return { type: 'drop' }
  if (line.startsWith('>')) return { type: 'type', input: line.slice(1).trim() }
  const shown = /^<\s*(?<screen>.*?)(?<flags>(?:\s{2,}(?:fits|end))*)$/.exec(line)
  if (!shown) return undefined
  const { screen = '', flags = '' } = shown.groups ?? {}
  return { type: 'shows', screen, ends: flags.includes('end') }
}

export function readJourney(text: string, file: string): Journey {
  const [first = '', ...lines] = text.split('\n')
  const { title = '', language = '', number = '' } = header.exec(first)?.groups ?? {}
  const readNumber = readGatewayNumber(number)
  if (!readNumber) throw new SyntaxError(`${file}:1: a journey begins with "# title (language, +number)"`)
  const given: Given[] = []
  const happenings: (Happening & { lineNumber: number })[] = []
  for (const [index, raw] of lines.entries()) {
    const line = raw.trim()
    if (line === '' || line.startsWith('#')) continue
    const [word, name, ...values] = line.split(/\s+/)
    const what = word === 'with' ? givens.find((known) => known === name) : undefined
    const happening = word === 'with' ? undefined : readHappening(line)
    if (what) given.push({ what, values })
    else if (happening) happenings.push({ ...happening, lineNumber: index + 2 })
    else throw new SyntaxError(`${file}:${index + 2}: cannot read "${line}"`)
  }
  const known = languages.find((each) => each === language)
  return { file, title, ...(known ? { language: known } : {}), number: readNumber, given, happenings }
}

/** All journeys of this folder. */
export const readJourneys = (): readonly Journey[] =>
  readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('.txt'))
    .sort()
    .map((file) => readJourney(readFileSync(`${import.meta.dirname}/${file}`, 'utf8'), file))

const wildcards: Readonly<Record<string, string>> = {
  '…': '.*',
  '{reference}': '(\\d{4}-\\d{4}-\\d)',
  '{day}': '\\d{1,2}(?:er)? \\S+ \\d{4}',
}
const escaped = (text: string): string => text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')

function matcherOf(screen: string): RegExp {
  const parts = screen.replaceAll(' / ', '\n').split(/(…|\{reference\}|\{day\})/)
  return new RegExp(`^${parts.map((part) => wildcards[part] ?? escaped(toGsm7(part))).join('')}$`, 's')
}

/** Plays a journey. Throws at the first screen that is not as written, with the line of the file. */
export async function play(journey: Journey, line: JourneyLine, code = '*384*44135#'): Promise<void> {
  let answer = ''
  let reference = ''
  for (const happening of journey.happenings) {
    const where = `${journey.file}:${happening.lineNumber}`
    switch (happening.type) {
      case 'dial':
        answer = await line.dial(code.replace(/#$/, `${happening.behind}#`))
        break
      case 'type':
        answer = await line.reply(happening.input.replaceAll('{reference}', reference))
        break
      case 'drop':
        await line.drop()
        break
      case 'shows': {
        const [, word, text = ''] = /^(CON|END) (.*)$/s.exec(answer) ?? []
        const septets = septetsOf(answer)
        if (septets === undefined || septets > 160) throw new Error(`${where}: does not fit: ${answer}`)
        const found = matcherOf(happening.screen).exec(text)
        if (!found || word !== (happening.ends ? 'END' : 'CON')) {
          throw new Error(
            `${where}: expected${happening.ends ? ' at the end' : ''}: ${happening.screen}\nbut heard: ${answer}`,
          )
        }
        reference = found[1] ?? reference
      }
    }
  }
}
