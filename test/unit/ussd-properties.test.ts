import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { phases } from '../../shared/domain/contact.ts'
import { languages } from '../../shared/domain/languages.ts'
import { spokenReference } from '../../shared/domain/reference.ts'
import { isGsm7, septetsOf } from '../../shared/i18n/gsm7.ts'
import { begin, conclude, present, step } from '../../shared/ussd/engine.ts'
import type { CallerFacts } from '../../shared/ussd/facts.ts'
import { salvage } from '../../shared/ussd/salvage.ts'
import { answersOf, type LineState, readLineState } from '../../shared/ussd/state.ts'
import type { Turn } from '../../shared/ussd/turn.ts'
import { followUp, household, referenceEntry, referenceNumber, unknownCaller } from '../builders/callers.ts'

const digit = fc.constantFrom('1', '2', '3', '4', '5', '6', '7', '8', '9')
const input = fc.oneof(
  { weight: 12, arbitrary: digit },
  { weight: 2, arbitrary: fc.constantFrom('0', '00') },
  {
    weight: 1,
    arbitrary: fc.constantFrom(
      '77',
      '135790',
      '2*14*7',
      'ma',
      'Gao',
      'x',
      '12500',
      '5000*2',
      '76123456',
      '+33612345678',
      '#',
      '',
    ),
  },
  { weight: 1, arbitrary: fc.nat(9).map((count) => spokenReference(referenceNumber(count))) },
  { weight: 1, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  { weight: 1, arbitrary: fc.string({ unit: 'grapheme', maxLength: 1_500 }) },
)
/** The way of a relay, as often as not. */
const way = fc.constantFrom<readonly string[]>([], [], ['77', '135790', '246801'])
const inputs = fc.tuple(way, fc.array(input, { maxLength: 25 })).map(([first, rest]) => [...first, ...rest])

const day = fc.constantFrom('2026-12-03', '2026-09-30', '2027-01-01')
const follow = fc.tuple(fc.nat(9), fc.constantFrom(...phases), fc.option(day, { nil: undefined }))
const lineState = inputs.map((typed) => {
  const facts = household('71025000')
  return JSON.stringify(typed.reduce((turn, each) => step(turn.state, each, facts), begin(facts, [])).state)
})
const draft = fc.record({
  complaintId: fc.constant('c'),
  reference: fc.constant(referenceNumber(20)),
  desk: fc.constantFrom('open' as const, 'restricted' as const),
  until: fc.constant('2026-11-25T00:00:00.000Z'),
  lineState: fc.oneof(lineState, fc.json(), fc.string()),
})
const facts: fc.Arbitrary<CallerFacts> = fc
  .record({
    language: fc.option(fc.constantFrom(...languages), { nil: undefined }),
    commune: fc.option(fc.constantFrom('71025000', '36055000', 'nowhere'), { nil: undefined }),
    programmes: fc.subarray(['jigisemejiri', 'amss-ensemble', 'unheard-of']),
    followUps: fc.array(follow, { maxLength: 8 }),
    draft: fc.option(draft, { nil: undefined }),
    helpline: fc.option(fc.string({ maxLength: 60 }), { nil: undefined }),
    relay: fc.option(
      fc.constantFrom(
        { is: 'known', officerId: 'relay-1', place: { region: 'ML07' } } as const,
        { is: 'unknown' } as const,
        { is: 'locked' } as const,
      ),
      { nil: undefined },
    ),
    lookedUp: fc.option(fc.constantFrom(referenceEntry(3, 'working', '2026-12-03'), null), {
      nil: undefined,
    }),
  })
  .map(({ language, commune, followUps, draft: kept, helpline, lookedUp, relay, programmes }) => ({
    ...(commune ? household(commune) : unknownCaller()),
    ...(language ? { language } : {}),
    programmes,
    followUps: followUps.map(([count, phase, dueOn]) => followUp(count, phase, dueOn)),
    ...(kept ? { draft: kept } : {}),
    ...(helpline === undefined ? {} : { helpline }),
    ...(lookedUp === undefined ? {} : { lookedUp }),
    ...(relay ? { relay } : {}),
  }))

function expectToFit(turn: Turn): void {
  const text = `${turn.reply} ${turn.text}`
  expect(isGsm7(text), text).toBe(true)
  expect(septetsOf(text), text).toBeLessThanOrEqual(160)
}

const asKept = (state: LineState): LineState => JSON.parse(JSON.stringify(state)) as LineState

/** Plays what was typed and looks at each turn; a deed is done as soon as it is asked for. */
function play(
  known: CallerFacts,
  typed: readonly string[],
  look: (turn: Turn, before?: Turn, input?: string) => void,
): Turn {
  let turn = begin(known, [])
  look(turn)
  for (const each of typed) {
    const before = turn
    turn = step(before.state, each, known)
    look(turn, before, each)
    if (turn.deed && turn.deed.type !== 'remember-language') {
      turn = conclude(turn, { ok: true, reference: referenceNumber(30), dueOn: '2026-09-30' }, known)
    }
  }
  return turn
}

describe('whatever is typed', () => {
  it('gives a screen that fits, in GSM-7, from a state that stays small', () => {
    fc.assert(
      fc.property(facts, inputs, (known, typed) => {
        play(known, typed, (turn) => {
          expectToFit(turn)
          expectToFit(present(turn.state, known))
          const { text: _text, ...said } = answersOf(turn.state)
          expect(JSON.stringify(said).length).toBeLessThan(700)
          expect(turn.state.trail.length).toBeLessThan(20)
        })
      }),
      { numRuns: 300 },
    )
  })

  it('ends the session only when the deed is done, and then leaves nothing to salvage', () => {
    fc.assert(
      fc.property(facts, inputs, fc.boolean(), (known, typed, ok) => {
        play(known, typed, (turn) => {
          expect(() => salvage(turn.state)).not.toThrow()
          if (!turn.deed) return
          expect(turn.reply).toBe('CON')
          if (turn.deed.type === 'remember-language') return
          const outcome = ok ? ({ ok } as const) : ({ ok, reason: 'gone' } as const)
          const ended = conclude(turn, outcome, known)
          expectToFit(ended)
          expect(ended.reply).toBe('END')
          expect(ended.state.done).toBe(true)
          expect(ended.state.trail).toEqual([])
          expect(salvage(ended.state)).toBeUndefined()
          expect(step(ended.state, '1', known).text).toBe(ended.text)
        })
      }),
      { numRuns: 300 },
    )
  })

  it('is taken back by 0', () => {
    fc.assert(
      fc.property(facts, inputs, (known, typed) => {
        play(known, typed, (turn, before) => {
          const wentOn =
            before !== undefined &&
            !turn.deed &&
            turn.reply === 'CON' &&
            // Going on with a kept draft is another way, not one step on this one.
            turn.state.resumes === before.state.resumes &&
            turn.state.trail.length === before.state.trail.length + 1
          if (wentOn) expect(step(turn.state, '0', known).state).toEqual(before.state)
          const turnedPage =
            before && turn.state.page === (before.state.page ?? 0) + 1 && turn.state.on === before.state.on
          if (turnedPage && turn.state.trail.length === before.state.trail.length) {
            expect(step(turn.state, '0', known).state).toEqual(before.state)
          }
        })
      }),
      { numRuns: 300 },
    )
  })

  it('means the same after the state was kept as JSON', () => {
    fc.assert(
      fc.property(facts, inputs, (known, typed) => {
        play(known, typed, (turn, before, each) => {
          expect(readLineState(JSON.stringify(turn.state))).toEqual(turn.state)
          if (before && each !== undefined) expect(step(asKept(before.state), each, known)).toEqual(turn)
        })
      }),
      { numRuns: 200 },
    )
  })

  it('may be dialled behind the code, and dialling alone does nothing', () => {
    fc.assert(
      fc.property(facts, inputs, (known, typed) => {
        const turn = begin(known, typed)
        expectToFit(turn)
        expect(turn.deed).toBeUndefined()
        expect(turn.reply).toBe('CON')
      }),
      { numRuns: 200 },
    )
  })

  it('keeps what was chosen in private out of any complaint', () => {
    fc.assert(
      fc.property(facts, inputs, (known, typed) => {
        play(known, typed, (turn) => {
          const left = salvage(turn.state)
          if (answersOf(turn.state).wants) expect(left?.kind).toBe('private')
          if (turn.screenId.startsWith('private'))
            expect(turn.deed?.type ?? 'ask-privately').toBe('ask-privately')
          if (turn.deed?.type === 'file') expect(turn.deed.submission).not.toHaveProperty('safeNumber')
        })
      }),
      { numRuns: 200 },
    )
  })
})

it('takes two megabytes of text as a thousand characters', () => {
  const known = household('71025000')
  const { state } = begin(known, ['8'])
  for (const letter of ['é', '😀', '1', '\u0000', '*']) {
    const turn = step(state, letter.repeat(2_000_000 / letter.length), known)
    expectToFit(turn)
    expect(Array.from(answersOf(turn.state).text ?? '').length).toBeLessThanOrEqual(1_000)
    expect((answersOf(turn.state).text ?? '').isWellFormed()).toBe(true)
  }
})
