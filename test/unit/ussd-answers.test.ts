import { describe, expect, it } from 'vitest'
import type { Phase } from '../../shared/domain/contact.ts'
import { begin, conclude, present, step } from '../../shared/ussd/engine.ts'
import type { CallerFacts } from '../../shared/ussd/facts.ts'
import { readAmountFcfa, readDigits, readPhoneNumber, tidy } from '../../shared/ussd/read-input.ts'
import { salvage } from '../../shared/ussd/salvage.ts'
import { answersOf } from '../../shared/ussd/state.ts'
import type { Deed, Turn } from '../../shared/ussd/turn.ts'
import {
  followUp,
  household,
  phone,
  referenceEntry,
  referenceNumber,
  unknownCaller,
} from '../builders/callers.ts'

const known = household('71025000')
const gounzoureye = { region: 'ML07', cercle: 'ML0703', commune: '71025000' }

const type = (facts: CallerFacts, ...inputs: string[]): Turn =>
  inputs.reduce((turn, input) => step(turn.state, input, facts), begin(facts, []))
const deedOf = (facts: CallerFacts, ...inputs: string[]): Deed | undefined => type(facts, ...inputs).deed
const submissionOf = (facts: CallerFacts, ...inputs: string[]) => {
  const deed = deedOf(facts, ...inputs)
  return deed && 'submission' in deed ? deed.submission : undefined
}

describe('a complaint', () => {
  it('of a known household about a payment takes five hops', () => {
    expect(deedOf(known, '1', '2', '1', '1')).toEqual({
      type: 'file',
      submission: {
        category: '1.1',
        about: 'nobody',
        place: gounzoureye,
        programme: 'jigisemejiri',
        language: 'fr',
        details: {},
        callBack: false,
      },
      resumesDraft: false,
    })
  })

  it('of an unknown number says its language and its place by digits', () => {
    const facts = unknownCaller()
    const first = step(begin(facts, []).state, '1', facts)
    expect(first.deed).toEqual({ type: 'remember-language', language: 'fr' })
    expect(first.reply).toBe('CON')
    expect(submissionOf(facts, '1', '1', '2', '1', '7', '3', '4', '1')).toMatchObject({
      category: '1.1',
      place: gounzoureye,
    })
  })

  it('stops asking for the place where the caller does not know', () => {
    const facts = unknownCaller({ language: 'fr' })
    expect(submissionOf(facts, '1', '3', '8', '1')?.place).toEqual({})
    expect(submissionOf(facts, '1', '3', '7', '8', '1')?.place).toEqual({ region: 'ML07' })
    expect(submissionOf(facts, '1', '3', '7', '3', '8', '1')?.place).toEqual({
      region: 'ML07',
      cercle: 'ML0703',
    })
  })

  it('asks for no cercle or commune where there is only one', () => {
    const facts = unknownCaller({ language: 'fr' })
    expect(type(facts, '1', '3', '9', '2').screenId).toBe('commune')
    expect(type(facts, '1', '3', '9', '3', '2').screenId).toBe('recap')
  })

  it('may be about another place than the household’s', () => {
    expect(submissionOf(known, '1', '3', '4', '7', '1', '1', '1')?.place).toEqual({
      region: 'ML07',
      cercle: 'ML0701',
      commune: '72001000',
    })
  })

  it('finds a commune by its first letters, with or without accents', () => {
    const facts = unknownCaller({ language: 'fr' })
    expect(answersOf(type(facts, '1', '3', 'GAO', 'gao', 'sòni').state).place?.commune).toBe('71049000')
    expect(answersOf(type(facts, '1', '3', '7', '3', 'ali b').state).place?.commune).toBe('71049000')
    expect(type(facts, '1', '3', '1', '3', 'ma').text).toContain('1 Maréna Diombougou\n2 Marintoumania\n8 ')
    expect(type(facts, '1', '3', '7', '3', 'zz').text).toContain('Aucun nom trouvé')
  })

  it('keeps somebody who took a part in mind, and the amount received', () => {
    expect(submissionOf(known, '1', '4', '15 000 F', '1', '2', '1')).toMatchObject({
      category: '1.3',
      about: 'committee',
      details: { amountFcfa: '15000', takenBySomebody: 'yes' },
    })
    expect(submissionOf(known, '1', '4', '1', '2', '1')).toMatchObject({
      about: 'nobody',
      details: { takenBySomebody: 'no' },
    })
  })

  it('about flour asks whether somebody is ill', () => {
    const facts = household('25029000')
    expect(submissionOf(facts, '5', '2', '1', '1', '1')?.details).toEqual({ madeIll: 'yes' })
  })

  it('asks for the programme only where several can be meant', () => {
    const facts = household('71025000', { programmes: [] })
    expect(type(facts, '5', '1', '1').text).toContain('1 Filets sociaux\n2 AMSS Gao-Ansongo')
    expect(submissionOf(facts, '5', '1', '1', '2', '1')?.programme).toBe('amss-ensemble')
    expect(type(known, '5', '1', '1').screenId).toBe('recap')
    expect(submissionOf(facts, '1', '3', '1')?.programme).toBe('jigisemejiri')
  })

  it('may carry words, typed from the recap', () => {
    expect(submissionOf(known, '1', '3', '3', ' Deux mois\nsans  rien ', '1')?.text).toBe(
      'Deux mois sans rien',
    )
    expect(submissionOf(known, '1', '3', '3', '1', '1')).not.toHaveProperty('text')
    expect(submissionOf(known, '1', '3', '3', '5000*2', '1')?.text).toBe('5000*2')
  })

  it('takes a question or a thanks in one step', () => {
    expect(submissionOf(known, '8', 'Quand serons-nous payés ?', '1')).toMatchObject({
      category: '8',
      text: 'Quand serons-nous payés ?',
      place: gounzoureye,
    })
    expect(submissionOf(known, '8', '1')).toMatchObject({ category: '8', callBack: true })
    expect(submissionOf(known, '9', '1')).toMatchObject({ category: '9', callBack: false })
  })

  it('may ask for a call back from the recap', () => {
    expect(submissionOf(known, '1', '2', '1', '2')).toMatchObject({ category: '1.1', callBack: true })
  })

  it('may be no more than a call back to a group, guarded where people may be afraid', () => {
    expect(submissionOf(known, '2', '5')).toMatchObject({
      category: '8',
      callBack: true,
      details: { group: 'card' },
    })
    expect(submissionOf(known, '4', '5')).toMatchObject({
      category: '4.1',
      categoryGuessed: true,
      about: 'unknown',
      details: { group: 'money' },
    })
    expect(submissionOf(known, '7', '3')).toMatchObject({ category: '7.1', details: { group: 'danger' } })
  })
})

describe('a payment', () => {
  it('that came whole is confirmed in four hops', () => {
    expect(deedOf(known, '1', '1', '1')).toEqual({
      type: 'confirm-payment',
      answer: 'all',
      resumesDraft: false,
    })
  })

  it('that came in part opens a complaint with the amount', () => {
    expect(deedOf(known, '1', '1', '2', '20.000', '2', '1')).toMatchObject({
      type: 'confirm-payment',
      answer: 'part',
      amountFcfa: 20_000,
      submission: {
        category: '1.3',
        details: { received: 'part', amountFcfa: '20000', takenBySomebody: 'no' },
      },
    })
  })

  it.each([
    ['1', '1.4', 'nobody', 'absent', []],
    ['2', '1.1', 'committee', 'sent_away', ['3']],
    ['3', '1.1', 'agency', 'agency_absent', []],
    ['4', '1.1', 'nobody', 'other', ['1']],
  ])('that did not come opens a complaint with the reason (%s)', (digit, category, about, reason, more) => {
    expect(deedOf(known, '1', '1', '3', digit, ...more, '1')).toMatchObject({
      type: 'confirm-payment',
      answer: 'nothing',
      submission: { category, about, details: { received: 'nothing', reason } },
    })
  })
})

describe('a private talk', () => {
  it('asks for a time and a number, and no SMS unless it is safe', () => {
    expect(deedOf(known, '6', '1', '2', '76 12 34 56', '2')).toEqual({
      type: 'ask-privately',
      request: {
        wants: 'woman',
        safeTime: 'afternoon',
        safeNumber: '+22376123456',
        numberKind: 'other',
        smsIsSafe: false,
        language: 'fr',
        region: 'ML07',
      },
    })
    expect(deedOf(known, '6', '2', '4', '1', '1')).toMatchObject({
      request: {
        wants: 'man',
        safeTime: 'any',
        safeNumber: known.phone,
        numberKind: 'same',
        smsIsSafe: true,
      },
    })
  })

  it('ends without a reference, whatever became of it', () => {
    const turn = type(known, '6', '1', '2', '1', '2')
    for (const outcome of [
      { ok: true, reference: referenceNumber(0), dueOn: '2026-12-03' },
      { ok: false, reason: 'already' },
    ] as const) {
      const { text, state } = conclude(turn, outcome, known)
      expect(text).toBe("C'est noté. Merci. Vous pouvez effacer cet appel de votre téléphone.")
      expect(JSON.stringify(state)).not.toContain(referenceNumber(0))
    }
  })

  it('gives a number where there is one, and is honest where there is none', () => {
    const facts = { ...known, helpline: '+22380001234' }
    const given = type(facts, '6', '3')
    expect(given.reply).toBe('END')
    expect(given.text).toContain('+22380001234')
    const none = type(known, '6', '3')
    expect(none.reply).toBe('END')
    expect(none.text).toContain("Aucun numéro n'est disponible")
    expect(salvage(none.state)).toBeUndefined()
  })
})

describe('a complaint looked up', () => {
  const own = (phase: Phase, dueOn?: string) =>
    household('71025000', { followUps: [followUp(1, phase, dueOn)] })
  const reference = referenceNumber(1)

  it('is shown at once when it is the only one, in words', () => {
    expect(type(own('working', '2026-12-03'), '0').text).toBe(
      'Dossier 4821-0938-1 : en cours. Réponse au plus tard le 3 déc. 2026.\n1 Rappelez-moi\n2 Retirer ce dossier\n3 Autre référence\n0 Retour 00 Menu'.replace(
        '4821-0938-1',
        `${reference.slice(0, 4)}-${reference.slice(4, 8)}-${reference.slice(8)}`,
      ),
    )
  })

  it.each<[Phase, string[], Partial<Deed>]>([
    ['decided', ['1'], { type: 'confirm-outcome', reference }],
    ['decided', ['2'], { type: 'contest', reference }],
    ['done', ['1'], { type: 'confirm-outcome', reference }],
    ['done', ['2'], { type: 'contest', reference }],
    ['remedy', ['1'], { type: 'contest', reference }],
    ['not_taken', ['1'], { type: 'contest', reference }],
    ['question', ['1', 'Oui, deux fois'], { type: 'answer', reference, text: 'Oui, deux fois' }],
    ['question', ['1', '2'], { type: 'answer', reference, text: '2' }],
    ['question', ['2'], { type: 'call-me', reference }],
    ['received', ['1'], { type: 'call-me', reference }],
    ['working', ['2', '1'], { type: 'withdraw', reference }],
  ])('can be answered by digits when it is %s: %s', (phase, inputs, deed) => {
    expect(deedOf(own(phase), '0', ...inputs)).toEqual(deed)
  })

  it('of another is read, and nothing more, from any phone', () => {
    const facts = unknownCaller({ language: 'fr', lookedUp: referenceEntry(7, 'decided') })
    const spoken = referenceNumber(7).replace(/^(\d{4})(\d{4})/, '$1 $2 ')
    const turn = type(facts, '0', ` ref ${spoken}#`)
    expect(turn.screenId).toBe('follow.other')
    expect(turn.text).toMatch(/^Dossier [\d-]+ : une décision est prise\.\n0 Retour 00 Menu$/)
    expect(step(turn.state, '1', facts).deed).toBeUndefined()
  })

  it('that is not there, or is mistyped, is said to be so', () => {
    const facts = unknownCaller({ language: 'fr', lookedUp: null })
    expect(type(facts, '0', referenceNumber(7)).text).toContain('Référence introuvable')
    expect(type(facts, '0', '482109370').text).toContain('Référence non valide')
  })

  it('keeps the meaning of a digit when the complaint moves on in between', () => {
    const shown = type(own('working'), '0')
    expect(step(shown.state, '1', own('decided')).deed).toEqual({ type: 'call-me', reference })
  })
})

describe('a dropped call', () => {
  it('leaves nothing before a category is chosen', () => {
    expect(salvage(begin(unknownCaller(), []).state)).toBeUndefined()
    for (const inputs of [[], ['1'], ['1', '1'], ['4'], ['6'], ['0']]) {
      expect(salvage(type(known, ...inputs).state), inputs.join()).toBeUndefined()
    }
  })

  it('leaves what was said once there is a category', () => {
    expect(salvage(type(known, '4', '2').state)).toMatchObject({
      kind: 'complaint',
      submission: {
        category: '4.2',
        about: 'unknown',
        place: gounzoureye,
        callBack: false,
        interrupted: true,
      },
      resumesDraft: false,
    })
    expect(salvage(type(known, '1', '1', '3').state)).toMatchObject({
      submission: { category: '1.1', details: { received: 'nothing' } },
    })
  })

  it('leaves of a private talk only what was chosen', () => {
    expect(salvage(type(known, '6', '1').state)).toEqual({
      kind: 'private',
      request: {
        wants: 'woman',
        safeTime: 'unknown',
        numberKind: 'unconfirmed',
        smsIsSafe: false,
        language: 'fr',
        region: 'ML07',
        interrupted: true,
      },
    })
    expect(salvage(type(known, '6', '2', '3', '76123456').state)).toMatchObject({
      request: { wants: 'man', safeTime: 'evening', numberKind: 'other', safeNumber: '+22376123456' },
    })
  })
})

describe('a kept draft', () => {
  const dropped = type(known, '1', '4', '15000')
  const left = salvage(dropped.state)
  const lineState = left?.kind === 'complaint' ? left.lineState : ''
  const draft = {
    complaintId: 'c',
    reference: referenceNumber(9),
    desk: 'open',
    lineState,
    until: '2026-11-25T00:00:00.000Z',
  } as const
  const facts = { ...known, draft }

  it('goes on where the call dropped', () => {
    const turn = type(facts, '1')
    expect(turn.text).toBe(dropped.text)
    expect(deedOf(facts, '1', '2', '1')).toMatchObject({
      type: 'file',
      resumesDraft: true,
      submission: { category: '1.3', details: { amountFcfa: '15000' } },
    })
    expect(salvage(turn.state)).toMatchObject({ resumesDraft: true })
  })

  it('is sent, erased once confirmed, or left for later', () => {
    expect(deedOf(facts, '2')).toEqual({ type: 'send-draft' })
    expect(deedOf(facts, '3')).toBeUndefined()
    expect(deedOf(facts, '3', '1')).toEqual({ type: 'delete-draft' })
    expect(type(facts, '0').screenId).toBe('top')
  })

  it('that cannot be read back takes a word or a call back instead', () => {
    const garbled = { ...known, draft: { ...draft, lineState: '{"v":1' } }
    expect(deedOf(garbled, '1', 'Encore rien')).toEqual({
      type: 'add-to-draft',
      text: 'Encore rien',
      callBack: false,
    })
  })

  it('of a restricted one is spoken of without a word of what it is about', () => {
    const restricted = { ...known, draft: { ...draft, desk: 'restricted' as const } }
    expect(begin(restricted, []).text).toBe(
      "Votre appel a été coupé. Ce que vous avez dit est gardé.\n1 Ajouter un mot\n2 C'est bon\n3 Retirer\n0 Menu",
    )
    expect(deedOf(restricted, '1', '1')).toEqual({ type: 'add-to-draft', callBack: true })
    expect(type(restricted, '2').reply).toBe('END')
    expect(type(restricted, '2').deed).toBeUndefined()
    expect(deedOf(restricted, '3', '1')).toEqual({ type: 'delete-draft' })
  })

  it('that is gone when it is sent is said to be', () => {
    const turn = type(facts, '2')
    expect(conclude(turn, { ok: false, reason: 'gone' }, facts).text).toContain("Ce n'est plus possible")
  })
})

describe('a code dialled with digits behind it', () => {
  it('leads straight to its screen', () => {
    expect(begin(known, ['1', '2']).screenId).toBe('about')
    expect(begin(known, [referenceNumber(5)]).screenId).toBe('follow.reference')
  })

  it('waits for the language of a number that has none', () => {
    const facts = unknownCaller()
    const first = begin(facts, ['1', '2'])
    expect(first.screenId).toBe('language')
    const second = step(first.state, '2', facts)
    expect(second.screenId).toBe('about')
    expect(second.deed).toEqual({ type: 'remember-language', language: 'bm' })
  })

  it('files nothing by itself', () => {
    const turn = begin(known, ['1', '2', '1', '1'])
    expect(turn.screenId).toBe('recap')
    expect(turn.deed).toBeUndefined()
  })
})

describe('what was typed', () => {
  it.each([
    [' 1 ', '1'],
    ['1#', '1'],
    ['１', '1'],
    ['٣', '3'],
    ['߂', '2'],
    ['0 0', '00'],
    ['1*2', '1*2'],
    ['un', 'un'],
  ])('reads %j as %j', (raw, read) => {
    expect(readDigits(tidy(raw))).toBe(read)
  })

  it.each([
    ['15000', 15_000],
    ['15 000', 15_000],
    ['15.000 FCFA', 15_000],
    ['1 250 000f', 1_250_000],
    ['5000*2', undefined],
    ['10', undefined],
    ['-500', undefined],
    ['15,5', undefined],
    ['beaucoup', undefined],
    ['99999999', undefined],
  ])('reads the amount %j as %j', (raw, amount) => {
    expect(readAmountFcfa(raw)).toBe(amount)
  })

  it.each([
    ['76 12 34 56', '+22376123456'],
    ['+223 76-12-34-56', '+22376123456'],
    ['0022376123456', '+22376123456'],
    ['22376123456', '+22376123456'],
    ['+33 6 12 34 56 78', '+33612345678'],
    ['16123456', undefined],
    ['7612345', undefined],
    ['+2237612345', undefined],
    ['non', undefined],
  ])('reads the number %j as %j', (raw, number) => {
    expect(readPhoneNumber(raw)).toBe(number)
  })

  it('changes the language of the phone from the top', () => {
    const turn = type(known, '00', '2')
    expect(turn.deed).toEqual({ type: 'remember-language', language: 'bm' })
    expect(present(turn.state, known).text).toContain('Wari sara')
    expect(phone('+22370000001')).toBe(known.phone)
  })
})
