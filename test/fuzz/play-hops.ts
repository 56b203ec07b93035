/**
 * Calls made of chance, through the bare engine: whatever is typed there is an answer, it fits the phone, and there is a
 * way back. The same seed plays the same calls. The length is counted by the conformance kit's own alphabet, so that the
 * line's does not prove itself.
 */
import { septetsOf } from '../../conformance/gsm7.ts'
import { type Phase, phases } from '../../shared/domain/contact.ts'
import { languages } from '../../shared/domain/languages.ts'
import { cercles, communesOf, placeOfCommune } from '../../shared/domain/places.ts'
import { programmes } from '../../shared/domain/programmes.ts'
import { spokenReference } from '../../shared/domain/reference.ts'
import { begin, conclude, present, step } from '../../shared/ussd/engine.ts'
import type { CallerFacts } from '../../shared/ussd/facts.ts'
import { type LineState, readLineState } from '../../shared/ussd/state.ts'
import type { Turn } from '../../shared/ussd/turn.ts'
import { followUp, household, referenceEntry, referenceNumber, unknownCaller } from '../builders/callers.ts'

const mostSeptets = 160
const hopsACall = 18
/** The way back is walked from one screen in so many; it takes as many hops as the way there. */
const backOneIn = 8

export interface Played {
  hops: number
  calls: number
  wentBack: number
  longestSeptets: number
  /** Calls that ended with something done. */
  deeds: number
  screens: Set<string>
}
export class Broken extends Error {
  override readonly name = 'Broken'
}

/** xorshift: quick, and the same everywhere. */
export function chanceOf(seed: number): (below: number) => number {
  let x = (seed * 2_654_435_761) >>> 0 || 1
  return (below) => {
    x ^= x << 13
    x ^= x >>> 17
    x ^= x << 5
    return (x >>> 0) % below
  }
}
type Chance = ReturnType<typeof chanceOf>

const communes = cercles.flatMap(({ code }) => communesOf(code)).map(({ code }) => code)
const days = ['2026-12-03', '2026-09-30', '2027-01-01']
const programmeIds = [...programmes.map(({ programmeId }) => programmeId), 'unheard-of']
const oddities = [
  '',
  ' ',
  '*',
  '#',
  '5000*2',
  '2*14*7',
  '135790',
  '1*1*1',
  'Gao',
  'ma',
  'bou',
  '12500',
  '15 000 F',
  '76123456',
  '+33612345678',
  '00223 76 12 34 56',
  'Nous n’avons rien reçu depuis « octobre »…',
  'ɲɛgɛn ŋunan ɔ',
  '٣',
  '߁',
  '１',
  '😀😀😀',
  '\u0000\u001b\u2028',
  '\ud800',
  'é'.repeat(1500),
  '9'.repeat(40),
  '<script>alert(1)</script>',
  '=1+1',
  'constructor',
  '__proto__',
]

const oneOf = <T>(chance: Chance, of: readonly T[]): T => of[chance(of.length)] as T
const digits = Array.from({ length: 10 }, (_, digit) => String(digit))

function typed(chance: Chance): string {
  const lot = chance(100)
  if (lot < 78) return oneOf(chance, digits)
  if (lot < 82) return '00'
  if (lot < 86) return String(chance(100))
  if (lot < 90) return spokenReference(referenceNumber(chance(10)))
  if (lot < 97) return oneOf(chance, oddities)
  return String.fromCharCode(...Array.from({ length: chance(30) }, () => chance(0x10000)))
}

function someone(chance: Chance, drafts: readonly string[]): CallerFacts {
  const language = chance(8) === 0 ? undefined : oneOf(chance, languages)
  const base = chance(3) === 0 ? unknownCaller() : household(oneOf(chance, communes))
  const { language: _language, ...known } = base
  const lineState = drafts.length > 0 && chance(3) > 0 ? oneOf(chance, drafts) : undefined
  return {
    ...known,
    ...(language ? { language } : {}),
    programmes: programmeIds.filter(() => chance(3) === 0),
    followUps: Array.from({ length: chance(9) }, (_, count) =>
      followUp(count, oneOf<Phase>(chance, phases), chance(2) === 0 ? oneOf(chance, days) : undefined),
    ),
    ...(chance(5) === 0
      ? {
          draft: {
            complaintId: 'c',
            reference: referenceNumber(20),
            desk: chance(2) === 0 ? ('open' as const) : ('restricted' as const),
            until: '2026-11-25T00:00:00.000Z',
            ...(lineState ? { lineState } : {}),
          },
        }
      : {}),
    ...(chance(5) === 0
      ? { households: Array.from({ length: 2 + chance(8) }, (_, count) => `TM-71025-${1000 + count}`) }
      : {}),
    ...(chance(4) === 0 ? { helpline: '+223 80 00 12 34' } : {}),
    ...(chance(3) === 0
      ? {
          lookedUp:
            chance(3) === 0
              ? null
              : referenceEntry(chance(2) === 0 ? 9 : chance(10), oneOf(chance, phases), days[0]),
        }
      : {}),
  }
}

function expectScreen(turn: Turn, played: Played): void {
  const septets = septetsOf(`${turn.reply} ${turn.text}`)
  if (septets === undefined) throw new Broken(`not in GSM-7: ${turn.screenId}`)
  if (septets > mostSeptets) throw new Broken(`${septets} septets: ${turn.screenId}`)
  if (septets > played.longestSeptets) played.longestSeptets = septets
  played.screens.add(turn.screenId)
}

/** `00` leads to the top, and `0` again and again to the beginning of the way, in no more steps than led here. */
function expectWayBack(turn: Turn, facts: CallerFacts, played: Played): void {
  played.wentBack += 1
  if (turn.state.language) {
    const home = step(turn.state, '00', facts)
    const isHome = turn.state.on === 'top' ? home.state.on === 'language' : home.state.on === 'top'
    if (!isHome) throw new Broken(`00 leads from ${turn.screenId} to ${home.screenId}`)
  }
  let state: LineState = turn.state
  const most = state.trail.reduce((sum, { page = 0, find }) => sum + 1 + page + (find ? 1 : 0), 1)
  for (let steps = most + (state.page ?? 0) + (state.find ? 1 : 0); state.trail.length > 0; steps -= 1) {
    if (steps === 0) throw new Broken(`no way back from ${turn.screenId}`)
    const back = step(state, '0', facts)
    if (back.deed || back.reply === 'END') throw new Broken(`going back from ${state.on} does something`)
    expectScreen(back, played)
    state = back.state
  }
}

/** One in five calls is a relay's, who nearly always has the right codes. */
function relayOf(chance: Chance): CallerFacts['relay'] {
  if (chance(5) > 0) return undefined
  if (chance(4) > 0)
    return { is: 'known', officerId: 'relay', place: placeOfCommune(oneOf(chance, communes)) ?? {} }
  return { is: chance(2) === 0 ? 'unknown' : 'locked' }
}
const wayOfRelay = ({ language, draft }: CallerFacts): string[] => [
  ...(language ? [] : ['1']),
  ...(draft ? ['00'] : []),
  ...['77', '135790', '246801'],
]

function playCall(chance: Chance, played: Played, drafts: string[], most: number): void {
  const relay = relayOf(chance)
  const facts = { ...someone(chance, drafts), ...(relay ? { relay } : {}) }
  const way = relay ? wayOfRelay(facts) : []
  const dialled = Array.from({ length: !relay && chance(6) === 0 ? chance(8) : 0 }, () => typed(chance))
  let turn = begin(facts, dialled)
  played.calls += 1
  played.hops += 1
  expectScreen(turn, played)
  if (turn.deed) throw new Broken('dialling alone did something')
  for (let hop = 0; hop < hopsACall && played.hops < most; hop += 1) {
    turn = step(turn.state, way.shift() ?? typed(chance), facts)
    played.hops += 1
    expectScreen(turn, played)
    if (turn.deed && turn.deed.type !== 'remember-language') {
      played.deeds += 1
      const ended = conclude(
        turn,
        chance(5) === 0
          ? { ok: false, reason: chance(2) === 0 ? 'gone' : 'already' }
          : { ok: true, reference: referenceNumber(30), ...(chance(2) === 0 ? { dueOn: '2026-09-30' } : {}) },
        facts,
      )
      expectScreen(ended, played)
      if (ended.reply !== 'END') throw new Broken(`${turn.deed.type} leaves the call open`)
      return
    }
    if (turn.reply === 'END') return
    if (chance(backOneIn) === 0) {
      expectWayBack(turn, facts, played)
      const kept = readLineState(JSON.stringify(turn.state))
      if (!kept)
        throw new Broken(`the state of ${turn.screenId} cannot be read again ${JSON.stringify(turn.state)}`)
      expectScreen(present(kept, facts), played)
    }
    if (chance(40) === 0 && drafts.length < 200) drafts.push(JSON.stringify(turn.state))
  }
}

export function playHops(seed: number, most: number): Played {
  const chance = chanceOf(seed)
  const drafts: string[] = []
  const played: Played = { hops: 0, calls: 0, wentBack: 0, longestSeptets: 0, deeds: 0, screens: new Set() }
  while (played.hops < most) playCall(chance, played, drafts, most)
  return played
}
