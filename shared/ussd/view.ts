/** A screen as one caller sees it: its lines, and where each digit leads. */
import { cercleOf, communeOf, type Place, regionOf } from '../domain/places.ts'
import { programmeOf } from '../domain/programmes.ts'
import { isTextKey, say, type TextKey } from '../i18n/texts.ts'
import type { Answers } from './answers.ts'
import type { CallerFacts } from './facts.ts'
import { menu } from './menu.ts'
import { placeOf } from './questions.ts'
import { pagesOf, roomSeptets, type ScreenLines, spelled, width } from './render.ts'
import { itemsOf } from './runs.ts'
import type { Choice, Condition, Move, RunScreen } from './screens.ts'
import { answersOf, type LineState, languageOf } from './state.ts'

export interface View {
  readonly lines: ScreenLines
  readonly moves: ReadonlyMap<string, Move>
}

export const placeName = ({ region, cercle, commune }: Place): string =>
  communeOf(commune ?? '')?.name ?? cercleOf(cercle ?? '')?.name ?? regionOf(region ?? '')?.name ?? ''

const conditions: Readonly<Record<Condition, (state: LineState, said: Answers) => boolean>> = {
  'no-words-yet': (_, said) => said.text === undefined,
  'place-known': (state, said) => said.place === undefined && state.place !== undefined,
  'place-unknown': (state, said) => said.place === undefined && state.place === undefined,
  'own-call': ({ relay }) => relay === undefined,
  'for-another': ({ relay }) => relay !== undefined,
}

/** A text with a day in it has a twin without, for when none was promised. */
function titleOf(state: LineState, said: Answers): TextKey {
  const screen = menu[state.on]
  const key: TextKey = screen.kind === 'notice' ? `status.${said.phase ?? 'received'}` : screen.title
  const open = `${key}_open`
  return said.dueOn === undefined && isTextKey(open) ? open : key
}

function headingOf(state: LineState, said: Answers): string {
  const language = languageOf(state)
  const category = said.category ? say(language, `category.${said.category}`) : ''
  const group = said.group ? say(language, `top.${said.group}`) : category
  if (state.on === 'recap' && group === category) return category
  const { reference = '', dueOn = '' } = said
  return say(language, titleOf(state, said), { group, category, reference, dueOn })
}

function asidesOf(state: LineState, said: Answers): readonly string[] {
  if (state.on !== 'recap') return []
  const language = languageOf(state)
  const about = said.about && said.about !== 'nobody' ? said.about : undefined
  return [
    placeName(placeOf(state, said)),
    said.theirPhone ? say(language, 'recap.phone', { number: said.theirPhone }) : '',
    about ? say(language, 'recap.about', { about: say(language, `about.${about}`) }) : '',
    (said.programme && programmeOf(said.programme)?.shortName) || '',
  ]
}

function footersOf(state: LineState): readonly string[] {
  const tell = (key: TextKey) => say(languageOf(state), key)
  const screen = menu[state.on]
  const zero = screen.kind === 'choice' ? screen.zero : undefined
  if (state.on === 'top' && zero)
    return [`0 ${tell(zero.label)}\n00 ${tell('top.language')}`, `0 ${tell(zero.label)}`]
  if (zero) return [`0 ${tell(zero.label)}`]
  if (state.trail.length === 0) return ['']
  return [`0 ${tell('nav.back')} 00 ${tell('nav.home')}`, `0 ${tell('nav.back')}`]
}

function choicesView(
  state: LineState,
  choices: readonly Choice[],
  lines: Omit<ScreenLines, 'choices'>,
): View {
  const said = answersOf(state)
  const offered = choices.filter(({ when }) => when === undefined || conditions[when](state, said))
  const language = languageOf(state)
  return {
    lines: { ...lines, choices: offered.map(({ label }, index) => `${index + 1} ${say(language, label)}`) },
    moves: new Map(offered.map((choice, index) => [String(index + 1), choice])),
  }
}

/** Pages are cut so that a warning fits in place of the heading: what a digit means never depends on a mistake before. */
function runView(
  run: RunScreen,
  state: LineState,
  facts: CallerFacts,
  lines: Omit<ScreenLines, 'choices'>,
): View {
  const language = languageOf(state)
  const items = itemsOf(run.of, state, facts)
  const labels = items.map(({ label }) => label)
  const wayOut = `8 ${say(language, run.wayOut.label)}`
  const next = `9 ${say(language, 'nav.next')}`
  const heads = [lines.heading, say(language, 'invalid.choice'), say(language, 'invalid.name')]
  const head = Math.max(...heads.map((text) => width(spelled(text))))
  const around = head + width(spelled(`\n${wayOut}\n${lines.footers.at(-1)}`))
  const whole = pagesOf(labels, roomSeptets - around)
  const pages =
    whole.length === 1 ? whole : pagesOf(labels, roomSeptets - around - width(spelled(`\n${next}`)))
  const page = Math.min(state.page ?? 0, pages.length - 1)
  const shown = (pages[page] ?? []).flatMap((index) => items[index] ?? [])
  const isLast = page === pages.length - 1
  return {
    lines: {
      ...lines,
      choices: [
        ...shown.map(({ label }, index) => `${index + 1} ${label}`),
        wayOut,
        ...(isLast ? [] : [next]),
      ],
    },
    moves: new Map<string, Move>([
      ...shown.map(({ move }, index): [string, Move] => [String(index + 1), move]),
      ['8', run.wayOut],
      ...(isLast ? [] : [['9', { turns: 'next' }] as [string, Move]]),
    ]),
  }
}

export function viewOf(state: LineState, facts: CallerFacts): View {
  const screen = menu[state.on]
  const said = answersOf(state)
  const lines = { heading: headingOf(state, said), asides: asidesOf(state, said), footers: footersOf(state) }
  if (screen.kind === 'run') return runView(screen, state, facts, lines)
  return choicesView(state, screen.kind === 'notice' ? [] : screen.choices, lines)
}
