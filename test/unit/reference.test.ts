import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  findReference,
  parseReference,
  referenceFrom,
  spokenReference,
} from '../../shared/domain/reference.ts'

const eightDigits = fc.integer({ min: 10_000_000, max: 99_999_999 }).map(String)

test('a reference is read back however it is spaced or dressed', () => {
  fc.assert(
    fc.property(
      eightDigits,
      fc.constantFrom(' ', '-', '.', ''),
      fc.constantFrom('', '#', 'ref ', 'N° '),
      (digits, joint, before) => {
        const reference = referenceFrom(digits)
        const spoken = spokenReference(reference).replaceAll('-', joint)
        expect(parseReference(`${before}${spoken}`)).toBe(reference)
      },
    ),
  )
})

test('no single wrong digit passes for another reference', () => {
  fc.assert(
    fc.property(eightDigits, fc.nat(8), fc.integer({ min: 1, max: 9 }), (digits, at, shift) => {
      const reference = referenceFrom(digits)
      const wrong = [...reference]
      wrong[at] = String((Number(wrong[at]) + shift) % 10)
      expect(parseReference(wrong.join(''))).toBeUndefined()
    }),
  )
})

test('no two neighbours swapped pass for another reference', () => {
  fc.assert(
    fc.property(eightDigits, fc.nat(7), (digits, at) => {
      const reference = referenceFrom(digits)
      fc.pre(reference[at] !== reference[at + 1])
      const swapped = [...reference]
      ;[swapped[at], swapped[at + 1]] = [swapped[at + 1] ?? '', swapped[at] ?? '']
      expect(parseReference(swapped.join(''))).toBeUndefined()
    }),
  )
})

test('a reference is found inside a sentence, and a phone number is not taken for one', () => {
  const reference = referenceFrom('48210937')
  expect(findReference(`Ma plainte ${spokenReference(reference)} merci`)).toBe(reference)
  expect(findReference(`plainte ${reference}.`)).toBe(reference)
  expect(findReference('appelez le 76 12 34 12')).toBeUndefined()
  expect(findReference('+22376123412')).toBeUndefined()
})
