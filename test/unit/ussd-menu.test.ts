import { describe, expect, it } from 'vitest'
import { categories, filedCategories } from '../../shared/domain/categories.ts'
import { phases } from '../../shared/domain/contact.ts'
import { type Language, languages } from '../../shared/domain/languages.ts'
import { cercles, cerclesOf, communesOf, placeOfCommune, regions } from '../../shared/domain/places.ts'
import { programmes } from '../../shared/domain/programmes.ts'
import { plainDay } from '../../shared/i18n/days.ts'
import { isGsm7, septetsOf, toGsm7 } from '../../shared/i18n/gsm7.ts'
import { say, textKeys } from '../../shared/i18n/texts.ts'
import { begin, present, step } from '../../shared/ussd/engine.ts'
import type { CallerFacts } from '../../shared/ussd/facts.ts'
import { menu } from '../../shared/ussd/menu.ts'
import { salvage } from '../../shared/ussd/salvage.ts'
import { endIds, type ScreenId, screenIds } from '../../shared/ussd/screens.ts'
import { answersOf, forward, freshState, type LineState } from '../../shared/ussd/state.ts'
import type { Turn } from '../../shared/ussd/turn.ts'
import { viewOf } from '../../shared/ussd/view.ts'
import { followUp, household, referenceEntry, referenceNumber, unknownCaller } from '../builders/callers.ts'

const longestReply = 160
const septets = (turn: Pick<Turn, 'reply' | 'text'>): number =>
  septetsOf(`${turn.reply} ${turn.text}`) ?? Number.POSITIVE_INFINITY

const dueOn = '2026-10-30'
const draft = (desk: 'open' | 'restricted', lineState?: string) => ({
  complaintId: 'c',
  reference: referenceNumber(50),
  desk,
  until: '2026-11-25T00:00:00.000Z',
  ...(lineState ? { lineState } : {}),
})

const relay = (commune: string) =>
  ({ is: 'known', officerId: 'relay-1', place: placeOfCommune(commune) ?? {} }) as const

/** Callers who between them see everything. */
const callers = (language: Language): readonly CallerFacts[] => [
  unknownCaller(),
  unknownCaller({ language, lookedUp: referenceEntry(70, 'working', dueOn) }),
  unknownCaller({ language, lookedUp: null }),
  household('71025000', { language, programmes: [] }),
  household('36055000', { language, helpline: '+22380001234' }),
  household('71025000', { language, followUps: [followUp(1, 'working', dueOn)] }),
  household('71025000', {
    language,
    followUps: phases.map((phase, count) => followUp(count, phase)).concat(followUp(8, 'remedy', dueOn)),
  }),
  household('71025000', { language, draft: draft('open') }),
  household('71025000', { language, draft: draft('restricted') }),
  household('71025000', { language, households: ['ML-7102-000123', 'ML-7102-000124'] }),
  unknownCaller({ language, relay: relay('36055000') }),
  unknownCaller({ language, relay: { is: 'unknown' } }),
  unknownCaller({ language, relay: { is: 'locked' } }),
]

const typed = ['ma', '12500', '76 12 34 56', referenceNumber(70), 'Je ne comprends pas']
/** On the way of a relay. */
const typedThere = ['77', '135790', '2*14*7', '76 12 34 56', 'ma']

interface Visit {
  readonly turn: Turn
  readonly facts: CallerFacts
  readonly from?: LineState
}

/** Every screen that digits and a few words lead to, each once for what it shows. */
function walk(facts: CallerFacts): readonly Visit[] {
  const visits: Visit[] = [{ turn: begin(facts, facts.relay ? ['77'] : []), facts }]
  const seen = new Set<string>()
  // The list grows while it is walked.
  for (const { turn } of visits) {
    const { state } = turn
    const said = answersOf(state)
    const isPlace = ['region', 'cercle', 'commune'].includes(state.on)
    const shows = isPlace
      ? []
      : [said.category, said.phase, said.received, said.takenBySomebody, said.theirPhone]
    const key = JSON.stringify([
      state.on,
      state.page,
      state.find,
      ...shows,
      said.text !== undefined,
      state.relay,
    ])
    // What a relay may do as any caller was walked with the others.
    const isElsewhere = facts.relay && !state.relay && !state.on.startsWith('relay.')
    if (state.end || seen.has(key) || isElsewhere) continue
    seen.add(key)
    for (const input of [
      ...viewOf(state, facts).moves.keys(),
      '0',
      '00',
      ...(facts.relay ? typedThere : typed),
    ]) {
      visits.push({ turn: step(state, input, facts), facts, from: state })
    }
  }
  return visits
}

const walked = new Map<Language, readonly Visit[]>()
function visitsIn(language: Language): readonly Visit[] {
  const known = walked.get(language) ?? callers(language).flatMap(walk)
  walked.set(language, known)
  return known
}

describe.each(languages)('the menu in %s', (language) => {
  it('is reached whole by digits and a few words', () => {
    const reached = new Set(visitsIn(language).map(({ turn }) => turn.screenId))
    for (const id of screenIds) expect(reached, `nobody reaches ${id}`).toContain(id)
  })

  it('shows every screen whole, in GSM-7, with at most nine choices, also after a mistake', () => {
    const wrong: string[] = []
    const fits = (turn: Turn): boolean => septets(turn) <= longestReply && isGsm7(turn.text)
    const looked = new Set<string>()
    for (const { turn, facts } of visitsIn(language)) {
      const whole = `${turn.reply} ${turn.state.on} ${turn.text}`
      if (looked.has(whole)) continue
      looked.add(whole)
      if (!fits(turn)) wrong.push(turn.text)
      if (turn.reply === 'END') continue
      const { lines, moves } = viewOf(turn.state, facts)
      if (![...moves.keys()].every((digit) => /^[1-9]$/.test(digit))) wrong.push([...moves.keys()].join())
      const { text } = present(turn.state, facts)
      for (const line of [lines.heading, ...lines.choices, lines.footers.at(-1) ?? ''])
        if (!text.includes(toGsm7(line))) wrong.push(`${line} is not in ${text}`)
      if (menu[turn.state.on].kind === 'input') continue
      const mistaken = step(turn.state, '76', facts)
      if (!fits(mistaken)) wrong.push(mistaken.text)
      for (const line of lines.choices)
        if (!mistaken.text.includes(toGsm7(line))) wrong.push(`${line} is not in ${mistaken.text}`)
    }
    expect(wrong).toEqual([])
  })

  it('tells of every mistake and stays where it was', () => {
    const facts = household('71025000', { language })
    const { state } = begin(facts, [])
    for (const input of ['', '12', '*', 'abc', '1*2', '000', '-1']) {
      const turn = step(state, input, facts)
      expect(turn.text.split('\n')[0]).toBe(toGsm7(say(language, 'invalid.choice')))
      expect(turn.state).toBe(state)
    }
  })

  it('leads back from every screen to the one before, and home from everywhere', () => {
    for (const { turn, facts, from } of visitsIn(language)) {
      const { state } = turn
      if (!from || turn.reply === 'END' || turn.deed) continue
      if (state.trail.length === from.trail.length + 1) expect(step(state, '0', facts).state).toEqual(from)
      const isDoorstep = ['language', 'top', 'draft.open', 'draft.restricted', 'relay.top'].includes(state.on)
      if (!isDoorstep) expect(state.trail.length).toBeGreaterThan(0)
      if (state.on !== 'top' && state.language) expect(step(state, '00', facts).screenId).toBe('top')
    }
  })

  it('lists every region, cercle and commune once, page by page, whole', () => {
    const facts = unknownCaller({ language })
    const read = (on: ScreenId, place: object, names: readonly string[]): void => {
      const at = { ...forward(freshState(facts), on, { group: 'payment', category: '1.2', place }), language }
      const listed: string[] = []
      for (let state: LineState = at, pages = 1; ; pages += 1) {
        const turn = present(state, facts)
        expect(septets(turn), turn.text).toBeLessThanOrEqual(longestReply)
        const { lines, moves } = viewOf(state, facts)
        for (const line of lines.choices) expect(turn.text).toContain(toGsm7(line))
        expect(turn.text).toContain(toGsm7(lines.heading))
        listed.push(...lines.choices.filter((line) => /^[1-7] /.test(line)).map((line) => line.slice(2)))
        for (const wrong of ['76', 'zzzz'])
          expect(septets(step(state, wrong, facts))).toBeLessThanOrEqual(longestReply)
        if (!moves.has('9')) break
        expect(pages).toBeLessThan(12)
        state = step(state, '9', facts).state
      }
      expect(listed).toEqual(names)
    }
    const names = (of: readonly { readonly name: string }[]) => of.map(({ name }) => name)
    read('region', {}, names(regions))
    for (const { code } of regions) read('cercle', { region: code }, names(cerclesOf(code)))
    for (const { code, regionCode } of cercles) {
      read('commune', { region: regionCode, cercle: code }, names(communesOf(code)))
    }
  })

  it('recalls any category with the longest place before it is sent', () => {
    for (const category of filedCategories) {
      for (const place of [
        { region: 'ML03', cercle: 'ML0306', commune: '36055000' },
        { region: 'ML01', cercle: 'ML0106', commune: '16001000' },
      ]) {
        const facts = household(place.commune, { language })
        const { group } = categories[category]
        const says = { group, category, about: 'programme', programme: 'amss-mli1088' } as const
        const state = { ...forward(freshState(facts), 'recap', says), place, language }
        const { text } = present(state, facts)
        expect(text).toContain(toGsm7(say(language, `category.${category}`)))
        expect(text).toContain(toGsm7(say(language, 'recap.place')))
        expect(text).toContain(
          communesOf(place.cercle).find(({ code }) => code === place.commune)?.name ?? '',
        )
        expect(septets(present(state, facts))).toBeLessThanOrEqual(longestReply)
        expect(septets(step(state, '9', facts))).toBeLessThanOrEqual(longestReply)
      }
    }
  })

  it('ends every way in one screen, with the longest day', () => {
    for (let month = 1; month <= 12; month += 1) {
      const longest = plainDay(language, `2026-${String(month).padStart(2, '0')}-30`)
      for (const id of endIds) {
        const values = { reference: referenceNumber(0), dueOn: longest, number: '+22380001234' }
        const text = toGsm7(say(language, `end.${id}`, values))
        expect(septets({ reply: 'END', text }), text).toBeLessThanOrEqual(longestReply)
      }
    }
  })

  it('has something kind to say when it cannot answer', () => {
    const text = toGsm7(say(language, 'line.unavailable_call', { number: '+22380001234' }))
    expect(septets({ reply: 'END', text })).toBeLessThanOrEqual(longestReply)
    expect(septets({ reply: 'END', text: toGsm7(say(language, 'line.unavailable')) })).toBeLessThanOrEqual(
      longestReply,
    )
  })
})

describe('a relay on the menu', () => {
  const facts = unknownCaller({ language: 'fr', relay: relay('71025000') })
  const typing = (inputs: readonly string[], known: CallerFacts = facts) =>
    inputs.reduce((turn, input) => step(turn.state, input, known), begin(known, []))

  it('enters by digits that stand on no screen', () => {
    expect(begin(facts, []).text).not.toMatch(/77|personnel/)
    expect(typing(['77']).screenId).toBe('relay.number')
    expect(begin(facts, ['77']).screenId).toBe('relay.number')
    expect(typing(['1', '77']).screenId).toBe('payment')
  })

  it('proves both codes where they are asked for, and never by dialling them', () => {
    expect(typing(['77', '135790', '246801']).screenId).toBe('relay.top')
    expect(begin(facts, ['77', '135790', '246801']).screenId).toBe('relay.code')
    expect(typing(['77', '12', '246801']).screenId).toBe('relay.code')
  })

  it('is told no more than that the two codes do not fit together', () => {
    const { text, screenId } = typing(['77', '135790', '246801'], { ...facts, relay: { is: 'unknown' } })
    expect(screenId).toBe('relay.number')
    expect(text.split('\n')[0]).toBe('Codes non valides')
    const locked = typing(['77', '135790', '246801'], { ...facts, relay: { is: 'locked' } })
    expect(locked).toMatchObject({ reply: 'END', screenId: 'end.relay_locked' })
  })

  it('says what a caller would, and nothing of it is his own', () => {
    const own = household('36055000', { relay: relay('71025000'), households: ['ML-1', 'ML-2'] })
    const turn = typing(['77', '135790', '246801', '1', '1', '1', 'gao 2*14*7', '76 12 34 56', '1', '1'], own)
    expect(turn.deed).toEqual({
      type: 'file-for-another',
      officerId: 'relay-1',
      phone: '+22376123456',
      paperLine: 'GAO 2/14/7',
      submission: expect.objectContaining({
        category: '1.1',
        about: 'nobody',
        callBack: true,
        place: expect.objectContaining({ commune: '71025000' }),
      }),
    })
  })

  it('is never offered a call-back, a payment or a private talk of his own', () => {
    for (const { turn } of visitsIn('fr')) {
      if (!turn.state.relay || turn.reply === 'END') continue
      expect(turn.screenId).not.toMatch(/^(private|follow|draft|payment\.(received|household|reason))/)
      if (turn.deed) expect(turn.deed.type).toBe('file-for-another')
    }
    expect(typing(['77', '135790', '246801', '6']).screenId).toBe('end.relay_private')
  })

  it('may not give his own number as the neighbour’s', () => {
    const turn = typing(['77', '135790', '246801', '2', '1', '1', '70 00 00 01'])
    expect(turn.screenId).toBe('relay.phone')
    expect(turn.text).toContain("C'est votre numéro")
  })

  it('leaves nothing when the call drops, and nothing when he goes home', () => {
    const there = typing(['77', '135790', '246801', '2', '1', '1'])
    expect(salvage(there.state)).toBeUndefined()
    const home = step(there.state, '00', facts)
    expect(home.state).toEqual(begin(facts, []).state)
  })
})

describe('the menu', () => {
  it('offers every category of the domain but the private one', () => {
    const offered = Object.values(menu).flatMap((screen) =>
      'choices' in screen
        ? screen.choices.flatMap((choice) => ('says' in choice && choice.says?.category) || [])
        : [],
    )
    expect(new Set(offered)).toEqual(new Set(filedCategories))
  })

  it('asks to be called back from every group', () => {
    for (const [digit, id] of ['payment', 'card', 'list', 'money', 'activities'].entries()) {
      const facts = household('71025000')
      const turn = step(begin(facts, []).state, String(digit + 1), facts)
      expect(turn.screenId).toBe(id)
      expect(turn.text).toContain('Rappelez-moi')
    }
  })

  it('never speaks of what a private talk is about, and asks for no words there', () => {
    const facts = household('71025000')
    const { text } = begin(facts, ['6'])
    expect(text).toBe(
      "Une personne formée vous rappelle. N'écrivez rien ici.\n1 Une femme\n2 Un homme\n3 Ne pas rappeler, donner un numéro\n0 Retour 00 Menu",
    )
    for (const key of textKeys.filter(
      (name) => name.startsWith('private.') || name.startsWith('end.private'),
    )) {
      expect(say('fr', key, { number: '' })).not.toMatch(/viol|sex|abus|agress/i)
    }
  })

  it('labels programmes for a small screen', () => {
    for (const { shortName } of programmes) {
      expect(isGsm7(shortName)).toBe(true)
      expect(septetsOf(shortName)).toBeLessThanOrEqual(18)
    }
  })
})
