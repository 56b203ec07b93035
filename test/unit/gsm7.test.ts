import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { isGsm7, septetsOf, smsParts, toGsm7 } from '../../shared/i18n/gsm7.ts'

/** TS 23.038 table 6.2.1 by code point, written down apart from the module. */
const basic = [
  0x40, 0xa3, 0x24, 0xa5, 0xe8, 0xe9, 0xf9, 0xec, 0xf2, 0xc7, 0x0a, 0xd8, 0xf8, 0x0d, 0xc5, 0xe5, 0x394, 0x5f,
  0x3a6, 0x393, 0x39b, 0x3a9, 0x3a0, 0x3a8, 0x3a3, 0x398, 0x39e, 0xc6, 0xe6, 0xdf, 0xc9, 0x20, 0x21, 0x22,
  0x23, 0xa4, 0x25, 0x26, 0x27, 0x28, 0x29, 0x2a, 0x2b, 0x2c, 0x2d, 0x2e, 0x2f, 0x30, 0x31, 0x32, 0x33, 0x34,
  0x35, 0x36, 0x37, 0x38, 0x39, 0x3a, 0x3b, 0x3c, 0x3d, 0x3e, 0x3f, 0xa1, 0x41, 0x42, 0x43, 0x44, 0x45, 0x46,
  0x47, 0x48, 0x49, 0x4a, 0x4b, 0x4c, 0x4d, 0x4e, 0x4f, 0x50, 0x51, 0x52, 0x53, 0x54, 0x55, 0x56, 0x57, 0x58,
  0x59, 0x5a, 0xc4, 0xd6, 0xd1, 0xdc, 0xa7, 0xbf, 0x61, 0x62, 0x63, 0x64, 0x65, 0x66, 0x67, 0x68, 0x69, 0x6a,
  0x6b, 0x6c, 0x6d, 0x6e, 0x6f, 0x70, 0x71, 0x72, 0x73, 0x74, 0x75, 0x76, 0x77, 0x78, 0x79, 0x7a, 0xe4, 0xf6,
  0xf1, 0xfc, 0xe0,
].map((point) => String.fromCodePoint(point))
const extended = [0x0c, 0x5e, 0x7b, 0x7d, 0x5c, 0x5b, 0x7e, 0x5d, 0x7c, 0x20ac].map((p) =>
  String.fromCodePoint(p),
)

const gsmText = fc.string({ unit: fc.constantFrom(...basic, ...extended), maxLength: 500 })
const malianText = fc.string({
  unit: fc.constantFrom(...'abc eéèçêœ°’«»…–ɛɔɲŋƐƝɓɗƴãšžəǝḍṭ\u00a0\u202f\u0301\u0300سⵣ😀'),
  maxLength: 300,
})
const anyText = fc.oneof(
  gsmText,
  malianText,
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.string({ unit: 'binary', maxLength: 300 }),
)

describe('the GSM-7 alphabet', () => {
  test('has the 127 characters of the basic table and the ten behind an escape, and no other', () => {
    expect(basic).toHaveLength(127)
    for (let point = 0; point <= 0xffff; point += 1) {
      const character = String.fromCodePoint(point)
      const septets = basic.includes(character) ? 1 : extended.includes(character) ? 2 : undefined
      if (septetsOf(character) !== septets) expect.fail(`U+${point.toString(16)}`)
    }
  })

  test('holds some French letters and not others, and no Bambara one', () => {
    for (const letter of 'éèàùÉÇ') expect(isGsm7(letter)).toBe(true)
    for (const letter of 'çêâîôûëïœÀÈÙ«»’°ɛɔɲŋ\u00a0\u202f\u001b') expect(isGsm7(letter)).toBe(false)
  })

  test('prices a text at the sum of its characters', () => {
    expect(septetsOf('')).toBe(0)
    expect(septetsOf('Prix: 5 €')).toBe(10)
    fc.assert(
      fc.property(gsmText, gsmText, (one, other) => {
        expect(septetsOf(one + other)).toBe(Number(septetsOf(one)) + Number(septetsOf(other)))
      }),
    )
  })
})

describe('a spelling in GSM-7', () => {
  test.each([
    ['Reçu n° 12', 'Recu no 12'],
    ['« l’argent » n’est pas arrivé…', '"l\'argent" n\'est pas arrivé...'],
    ['À bientôt – Où êtes-vous ?', 'A bientot - Où etes-vous ?'],
    ['sœur, Œuvre, Çà', 'soeur, Oeuvre, Çà'],
    ['10\u202f000\u00a0F', '10 000 F'],
    ['I ka wari sɔrɔla wa? Ɛɛ, nɲɛ', 'I ka wari sòròla wa? Eè, nnyè'],
    ['kɔ́nɔ, mɛ̀, ŋana, Ɲɛ', 'kònò, mè, ngana, Nyè'],
    ['ɓiɗɗo, ƴellitaare, hãã, šiišə, ṭaḍa', 'biddo, yellitaare, haa, siise, tada'],
    ['سلام', '????'],
    ['ok 👍', 'ok ?'],
    ['{a}[b]|~€\\^', '{a}[b]|~€\\^'],
  ])('writes %s as %s', (text, spelled) => {
    expect(toGsm7(text)).toBe(spelled)
  })

  test('says the same for composed and decomposed letters', () => {
    fc.assert(
      fc.property(malianText, (text) => {
        expect(toGsm7(text.normalize('NFD'))).toBe(toGsm7(text.normalize('NFC')))
      }),
    )
  })

  test('is always in GSM-7, leaves what already is alone, and stays put when done again', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const spelled = toGsm7(text)
        expect(isGsm7(spelled)).toBe(true)
        expect(toGsm7(spelled)).toBe(spelled)
        if (isGsm7(text)) expect(spelled).toBe(text)
      }),
    )
  })
})

describe('the parts of an SMS', () => {
  test.each([
    ['', { encoding: 'GSM-7', units: 0, roomUnits: 160, parts: 1 }],
    ['a'.repeat(160), { encoding: 'GSM-7', units: 160, roomUnits: 160, parts: 1 }],
    ['a'.repeat(161), { encoding: 'GSM-7', units: 161, roomUnits: 306, parts: 2 }],
    ['a'.repeat(306), { encoding: 'GSM-7', units: 306, roomUnits: 306, parts: 2 }],
    ['a'.repeat(307), { encoding: 'GSM-7', units: 307, roomUnits: 459, parts: 3 }],
    ['€'.repeat(80), { encoding: 'GSM-7', units: 160, roomUnits: 160, parts: 1 }],
    ['ɛ'.repeat(70), { encoding: 'UCS-2', units: 70, roomUnits: 70, parts: 1 }],
    ['ɛ'.repeat(71), { encoding: 'UCS-2', units: 71, roomUnits: 134, parts: 2 }],
    ['ɛ'.repeat(134), { encoding: 'UCS-2', units: 134, roomUnits: 134, parts: 2 }],
    ['ɛ'.repeat(135), { encoding: 'UCS-2', units: 135, roomUnits: 201, parts: 3 }],
  ] as const)('count as the networks do (%#)', (text, parts) => {
    expect(smsParts(text)).toEqual(parts)
  })

  test('never split an escaped character', () => {
    expect(smsParts(`${'a'.repeat(152)}€${'a'.repeat(151)}`).parts).toBe(2)
    expect(smsParts(`${'a'.repeat(152)}€${'a'.repeat(152)}`)).toMatchObject({ units: 306, parts: 3 })
  })

  test('never split a surrogate pair', () => {
    expect(smsParts('😀'.repeat(35)).parts).toBe(1)
    expect(smsParts('😀'.repeat(66)).parts).toBe(2)
    expect(smsParts('😀'.repeat(67))).toMatchObject({ units: 134, parts: 3 })
  })

  test('always have room for the text, and one part less would not', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const { encoding, units, roomUnits, parts } = smsParts(text)
        expect(encoding).toBe(isGsm7(text) ? 'GSM-7' : 'UCS-2')
        expect(units).toBeLessThanOrEqual(roomUnits)
        const joined = encoding === 'GSM-7' ? 153 : 67
        if (parts > 1) expect(units).toBeGreaterThan((parts - 1) * (joined - 1))
        expect(smsParts(`${text}a`).parts).toBeGreaterThanOrEqual(parts)
      }),
    )
  })

  test('are never more after a spelling in GSM-7 without new letters', () => {
    fc.assert(
      fc.property(malianText, (text) => {
        const plain = text.replace(/[œ…ɲŋƝ]/gu, '').normalize('NFC')
        expect(smsParts(toGsm7(plain)).parts).toBeLessThanOrEqual(smsParts(plain).parts)
      }),
    )
  })
})
