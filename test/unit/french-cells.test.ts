/** What offices write in cells, and what it means. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { frenchDay, readDay, readFcfa } from '../../shared/domain/french-cells.ts'
import { plainDay } from '../../shared/i18n/days.ts'

const day = fc
  .date({ min: new Date('2000-01-01'), max: new Date('2100-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))
const space = fc.constantFrom(' ', '\u00a0', '\u202f', '\u2009', '.', ',', '')
const grouped = (amount: number, sign: string): string => String(amount).replace(/\B(?=(\d{3})+$)/g, sign)

describe('an amount', () => {
  test('is read back however its thousands are parted, with or without empty centimes and a currency', () => {
    fc.assert(
      fc.property(
        fc.nat(99_999_999),
        space,
        fc.constantFrom('', ' FCFA', ' F CFA', ' F', 'XOF', ' cfa'),
        fc.boolean(),
        (amount, sign, currency, hasCentimes) => {
          const centimes = hasCentimes ? (sign === ',' ? '.00' : ',00') : ''
          expect(readFcfa(`${grouped(amount, sign)}${centimes}${currency}`)).toBe(amount)
        },
      ),
    )
  })

  test.each([
    '',
    'x',
    '-5',
    '1,5',
    '15000,50',
    '1.2.3',
    '15 000 €',
    '=1+1',
    '1e5',
    '99999999999999999999',
    '15,00,0',
  ])('is not read from %j', (cell) => {
    expect(readFcfa(cell)).toBeUndefined()
  })

  test('is whole or nothing, whatever is in the cell', () => {
    fc.assert(
      fc.property(fc.string(), (cell) => {
        const read = readFcfa(cell)
        expect(read === undefined || (Number.isSafeInteger(read) && read >= 0)).toBe(true)
      }),
    )
  })
})

describe('a day', () => {
  test('is read back as ISO, as French figures with any sign, and as our own words for it', () => {
    fc.assert(
      fc.property(day, fc.constantFrom('/', '-', '.'), fc.boolean(), (iso, sign, isBare) => {
        const [year = '', month = '', date = ''] = iso.split('-')
        const figures = isBare ? [Number(date), Number(month)] : [date, month]
        expect(readDay(iso)).toBe(iso)
        expect(readDay(`${iso}T00:00:00Z`)).toBe(iso)
        expect(readDay([...figures, year].join(sign))).toBe(iso)
        expect(readDay(plainDay('fr', iso))).toBe(iso)
        expect(readDay(frenchDay(iso))).toBe(iso)
      }),
    )
  })

  test.each([
    ['3 décembre 2026', '2026-12-03'],
    ['3 DEC 2026', '2026-12-03'],
    ['1er juin 2026', '2026-06-01'],
    ['2 juil. 2026', '2026-07-02'],
    [' 03/12/2026 00:00 ', '2026-12-03'],
  ])('%j', (cell, expected) => {
    expect(readDay(cell)).toBe(expected)
  })

  test.each([
    '',
    '31/02/2026',
    '2026-13-01',
    '12/31/2026',
    '03/12/26',
    '3 ju 2026',
    '3 brumaire 2026',
    '46359',
    '03/12/1926',
    'demain',
  ])('that means nothing, or two things, is not read: %j', (cell) => {
    expect(readDay(cell)).toBeUndefined()
  })
})
