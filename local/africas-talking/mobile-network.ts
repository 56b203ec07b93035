/** Which network a number hangs on, as MCC and MNC: three in Mali, and the gateway's own simulator for the rest. */
import type { PhoneNumber } from '../../shared/domain/phone-number.ts'

const networks: readonly (readonly [prefix: RegExp, networkCode: string])[] = [
  [/^\+223(6|89|9[5-9])/, '61001'],
  [/^\+223(7|8[2-5]|9[0-4])/, '61002'],
  [/^\+2235/, '61003'],
]

export const networkCodeOf = (number: PhoneNumber): string =>
  networks.find(([prefix]) => prefix.test(number))?.[1] ?? '99999'
