/** Time, chance and identity, handed to the actions. */
import { createHmac, hash, randomBytes, randomInt } from 'node:crypto'
import type { World } from '../../shared/actions/ports.ts'
import type { PhoneNumber } from '../../shared/domain/phone-number.ts'
import { referenceFrom } from '../../shared/domain/reference.ts'

/** What a local machine may push forward; in the cloud it is the time of day. */
let clock = (): Date => new Date()
export function useClock(now: () => Date): void {
  clock = now
}
export const now = (): Date => clock()

let lastMs = 0
let counter = 0
/** 26 characters that sort by time of making: 48 bits of milliseconds, 16 of a counter, 64 of chance. */
function newId(): string {
  const ms = clock().getTime()
  counter = ms === lastMs ? (counter + 1) & 0xffff : randomInt(0x7fff)
  lastMs = ms
  const bytes = Buffer.alloc(16)
  bytes.writeUIntBE(ms, 0, 6)
  bytes.writeUInt16BE(counter, 6)
  randomBytes(8).copy(bytes, 8)
  return base32(bytes)
}

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
function base32(bytes: Buffer): string {
  let value = BigInt(`0x${bytes.toString('hex')}`)
  let text = ''
  for (let index = 0; index < 26; index += 1) {
    text = (alphabet[Number(value & 31n)] ?? '0') + text
    value >>= 5n
  }
  return text
}

/** A contact's id: whoever lacks the pepper cannot go through all numbers of a country to find whose it is. */
export const contactIdWith = (pepper: string) => (phone: PhoneNumber) =>
  createHmac('sha256', pepper).update(phone).digest('base64url').slice(0, 24)

export const digest = (text: string): string => hash('sha256', text, 'base64url').slice(0, 16)

/** In hexadecimal: what anybody's own tool gives for the same text. */
export const sha256 = (text: string): string => hash('sha256', text, 'hex')

export function createWorld(pepper: string): World {
  return {
    now,
    id: newId,
    reference: () => referenceFrom(String(randomInt(10_000_000, 100_000_000))),
    contactIdOf: contactIdWith(pepper),
  }
}
