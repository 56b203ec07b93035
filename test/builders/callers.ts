/** Callers for the tests of the line: what is known of them, and complaints with true references. */
import type { FollowUp, Phase, ReferenceEntry } from '../../shared/domain/contact.ts'
import { type PhoneNumber, readGatewayNumber } from '../../shared/domain/phone-number.ts'
import { placeOfCommune } from '../../shared/domain/places.ts'
import { type Reference, referenceFrom } from '../../shared/domain/reference.ts'
import type { CallerFacts } from '../../shared/ussd/facts.ts'

export function phone(number: string): PhoneNumber {
  const read = readGatewayNumber(number)
  if (!read) throw new TypeError('not a phone number')
  return read
}

export const referenceNumber = (count: number): Reference => referenceFrom(String(48_210_937 + count))

export const followUp = (count: number, phase: Phase, dueOn?: string): FollowUp => ({
  reference: referenceNumber(count),
  phase,
  ...(dueOn ? { dueOn } : {}),
  filedAt: '2026-11-02T09:00:00.000Z',
})

export const referenceEntry = (count: number, phase: Phase, dueOn?: string): ReferenceEntry => ({
  ...followUp(count, phase, dueOn),
  complaintId: `complaint-${count}`,
  desk: 'open',
})

/** A number that never dialled before. */
export const unknownCaller = (more: Partial<CallerFacts> = {}): CallerFacts => ({
  phone: phone('+22370000001'),
  followUps: [],
  today: '2026-11-22',
  ...more,
})

/** A household that the registry knows, in the commune of that code. */
export function household(commune: string, more: Partial<CallerFacts> = {}): CallerFacts {
  const place = placeOfCommune(commune)
  return unknownCaller({ language: 'fr', programmes: ['jigisemejiri'], ...(place ? { place } : {}), ...more })
}
