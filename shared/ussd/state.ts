/**
 * Where a caller stands: the screen, and the trail of answers that led to it. Going back drops the last step, so every
 * answer is undone exactly. Plain JSON, a few hundred bytes; a draft keeps it and a later dial goes on from it.
 */
import * as z from 'zod/mini'
import { place } from '../domain/complaint.ts'
import { type Language, languages } from '../domain/languages.ts'
import type { Place } from '../domain/places.ts'
import { type Answers, answers } from './answers.ts'
import type { CallerFacts } from './facts.ts'
import { endIds, type ScreenId, screenIds } from './screens.ts'

const step = z.lazy(() =>
  z.object({
    on: z.enum(screenIds),
    page: z.exactOptional(z.int()),
    /** The first letters by which a run was narrowed. */
    find: z.exactOptional(z.string()),
    says: z.exactOptional(answers),
  }),
)
export type Step = z.infer<typeof step>

const lineState = z.lazy(() =>
  z.object({
    v: z.literal(1),
    language: z.exactOptional(z.enum(languages)),
    on: z.enum(screenIds),
    page: z.exactOptional(z.int()),
    find: z.exactOptional(z.string()),
    trail: z.array(step),
    /** Known of the household at the dial. */
    place: z.exactOptional(place),
    programmes: z.exactOptional(z.array(z.string())),
    /** What was dialled behind the code, waiting for a language. */
    pending: z.exactOptional(z.array(z.string())),
    /** The caller goes on with a kept draft. */
    resumes: z.exactOptional(z.boolean()),
    /** A relay, who proved it in this call, says something for somebody else. */
    relay: z.exactOptional(z.object({ officerId: z.string() })),
    /** The session is over; what its last screen said. */
    done: z.exactOptional(z.boolean()),
    end: z.exactOptional(
      z.object({
        id: z.enum(endIds),
        reference: z.exactOptional(z.string()),
        dueOn: z.exactOptional(z.string()),
      }),
    ),
  }),
)
export type LineState = z.infer<typeof lineState>

/** Reads a state kept as JSON. Undefined when it is not one, or not of this version: then nothing is restored. */
export function readLineState(json: string | undefined): LineState | undefined {
  if (json === undefined) return undefined
  try {
    return lineState.safeParse(JSON.parse(json)).data
  } catch {
    return undefined
  }
}

/** All that was answered on the way here; a later answer takes the place of an earlier one. */
export const answersOf = (state: LineState): Answers =>
  Object.assign({}, ...state.trail.map(({ says }) => says)) as Answers

/** The commune is known: nobody needs to be asked. */
const knownPlace = (known: Place | undefined): Place | undefined => (known?.commune ? known : undefined)

export function freshState(facts: CallerFacts): LineState {
  const home = knownPlace(facts.place)
  const village = home?.village?.slice(0, 40)
  return {
    v: 1,
    ...(facts.language ? { language: facts.language } : {}),
    on: facts.language ? 'top' : 'language',
    trail: [],
    ...(home
      ? {
          place: {
            ...(home.region ? { region: home.region } : {}),
            ...(home.cercle ? { cercle: home.cercle } : {}),
            ...(home.commune ? { commune: home.commune } : {}),
            ...(village ? { village } : {}),
          },
        }
      : {}),
    ...(facts.programmes?.length ? { programmes: facts.programmes.slice(0, 4) } : {}),
  }
}

export const languageOf = (state: LineState): Language => state.language ?? 'fr'

/** The same caller at a screen, with nothing answered. */
export function startOn(state: LineState, on: ScreenId): LineState {
  const { page: _page, find: _find, pending: _pending, resumes: _resumes, ...kept } = state
  return { ...kept, on, trail: [] }
}

const left = ({ on, page, find }: LineState, says?: Answers): Step => ({
  on,
  ...(page === undefined ? {} : { page }),
  ...(find === undefined ? {} : { find }),
  ...(says === undefined ? {} : { says }),
})

/**
 * One step on. Looking up one complaint after the other makes the way back no longer: a screen of *Suivi* that was passed
 * before is the same place again, with the newer answer.
 */
export function forward(state: LineState, to: ScreenId, says?: Answers): LineState {
  const { page: _page, find: _find, pending: _pending, ...kept } = state
  const passed = to.startsWith('follow.') ? state.trail.findIndex(({ on }) => on === to) : -1
  if (passed < 0) return { ...kept, on: to, trail: [...state.trail, left(state, says)] }
  const trail = state.trail.slice(0, passed)
  const last = trail.pop()
  return { ...kept, on: to, trail: last ? [...trail, { ...last, says: { ...last.says, ...says } }] : [] }
}

/** One step back, to the page and the letters it was left on. Undefined at the beginning of the way. */
export function backward(state: LineState): LineState | undefined {
  const { page, find, ...kept } = state
  if (page !== undefined)
    return page > 1 ? { ...state, page: page - 1 } : { ...kept, ...(find ? { find } : {}) }
  if (find !== undefined) return kept
  const last = state.trail.at(-1)
  if (!last) return undefined
  const { says: _says, ...there } = last
  return { ...kept, ...there, trail: state.trail.slice(0, -1) }
}
