/**
 * A phone number as the networks write it: `+` and 8 to 15 digits (E.164). A number is a way to reach somebody,
 * never an identity: SIM cards change hands.
 */
import * as z from 'zod/mini'

export type PhoneNumber = string & { readonly __phoneNumber: true }

const e164 = /^\+[1-9]\d{7,14}$/

export const phoneNumber = z.custom<PhoneNumber>((value) => typeof value === 'string' && e164.test(value), {
  error: 'not an international phone number',
})

/**
 * Reads a number as gateways send it: with `+`, without it, or with a space where a form decoder ate the `+`.
 * Returns undefined for anything that is not digits in the end; never guesses a country.
 */
export function readGatewayNumber(raw: string): PhoneNumber | undefined {
  const digits = raw.trim().replace(/^\+/, '').replace(/[\s-]/g, '')
  const candidate = `+${digits}`
  return e164.test(candidate) ? (candidate as PhoneNumber) : undefined
}

/** `+223 76 .. .. 12`: enough to recognise a number one already knows, too little to dial it. */
export function maskPhoneNumber(number: PhoneNumber): string {
  const country = number.startsWith('+223') ? '+223' : number.slice(0, 3)
  const rest = number.slice(country.length)
  return `${country} ${rest.slice(0, 2)} .. .. ${rest.slice(-2)}`
}
