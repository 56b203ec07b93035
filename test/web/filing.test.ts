import { describe, expect, test } from 'vitest'
import { fileForAnother } from '../../shared/contracts/staff-api.ts'
import {
  accusedAs,
  accusedIn,
  filingFrom,
  isSensitive,
  missingIn,
  nextAfter,
} from '../../web/src/store/filing.ts'

const walkIn = {
  channel: 'walk_in',
  group: 'payment',
  category: '1.1',
  about: 'nobody',
  programme: 'jigisemejiri',
  language: 'fr',
}
const paper = { ...walkIn, channel: 'paper', register: ' Goundam 2026 ', page: '4', line: '12' }
const missing = (words: Record<string, string>) => missingIn(words).map(({ field }) => field)

describe('filing for another', () => {
  test('the essential is enough, and the contract takes it', () => {
    expect(missing(walkIn)).toEqual([])
    expect(fileForAnother.parse(filingFrom(walkIn))).toEqual({
      category: '1.1',
      about: 'nobody',
      channel: 'walk_in',
      programme: 'jigisemejiri',
      language: 'fr',
      callBack: false,
    })
  })

  test('officers whom it is about go along by who they are, and not when it is about nobody', () => {
    const accused = accusedAs([
      { id: 'seydou-k', name: 'Seydou Keïta' },
      { id: 'awa', name: 'Awa Ba' },
    ])
    expect(filingFrom({ ...walkIn, about: 'other', accused })?.accusedOfficers).toEqual(['seydou-k', 'awa'])
    expect(accusedIn({ accused })[0]).toEqual({ id: 'seydou-k', name: 'Seydou Keïta' })
    expect(filingFrom({ ...walkIn, accused })?.accusedOfficers).toBeUndefined()
  })

  test('everything that the form can say is taken by the contract', () => {
    const everything = {
      ...paper,
      category: '1.3',
      takenBySomebody: 'yes',
      region: 'ML05',
      cercle: 'ML0505',
      commune: '56016000',
      village: 'Diankabou',
      text: 'Il manque une part.',
      callBack: 'yes',
      phone: '76 12 34 12',
      name: 'Fatoumata',
      sex: 'woman',
      householdId: '44-1207',
      language: 'bm',
    }
    const filed = filingFrom(everything)
    expect(fileForAnother.parse(filed)).toEqual(filed)
    expect(filed?.paperLine).toEqual({ register: 'Goundam 2026', page: 4, line: 12 })
    expect(filed?.takenBySomebody).toBe(true)
  })

  test('an empty form says what it needs, from the top to the bottom', () => {
    expect(missing({})).toEqual(['channel', 'group', 'about', 'programme'])
    expect(filingFrom({})).toBeUndefined()
  })

  test('a line of the register needs its register, page and line', () => {
    expect(missing({ ...paper, register: ' ', page: '0', line: 'douze' })).toEqual([
      'register',
      'page',
      'line',
    ])
  })

  test('whoever is to be called back leaves a number, and half a number is none', () => {
    expect(missing({ ...walkIn, callBack: 'yes' })).toEqual(['phone'])
    expect(missing({ ...walkIn, phone: '76 12 34' })).toEqual(['phone'])
    expect(missing({ ...walkIn, callBack: 'yes', phone: '+223 76 12 34 12' })).toEqual([])
  })

  test('details of another category do not travel along', () => {
    expect(filingFrom({ ...walkIn, takenBySomebody: 'yes', madeIll: 'yes' })).not.toHaveProperty(
      'takenBySomebody',
    )
  })

  test('what others must handle is not left on the device', () => {
    expect(isSensitive(walkIn)).toBe(false)
    expect(isSensitive({ ...walkIn, category: '4.1' })).toBe(true)
    expect(isSensitive({ ...walkIn, category: '1.3', takenBySomebody: 'yes' })).toBe(true)
    expect(isSensitive({ ...walkIn, text: 'On m’a menacé.' })).toBe(true)
    expect(isSensitive({ ...walkIn, about: 'other', accused: 'seydou-k Seydou Keïta' })).toBe(true)
  })

  test('the next line of the register is the line below, and nothing of the last person stays', () => {
    expect(
      nextAfter({ ...paper, commune: '56016000', name: 'Fatoumata', text: 'Rien reçu', phone: '76123412' }),
    ).toEqual({
      channel: 'paper',
      commune: '56016000',
      programme: 'jigisemejiri',
      language: 'fr',
      register: ' Goundam 2026 ',
      page: '4',
      line: '13',
    })
  })
})
