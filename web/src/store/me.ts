/** The officer who is signed in. */
import { signal } from '@preact/signals'
import type { Me } from '../../../shared/contracts/staff-api.ts'
import { call } from '../api.ts'
import { asFailure, type Failure, isAway } from '../failure.ts'
import { speakLanguageOf } from './language.ts'
import { onDevice } from './on-device.ts'

export const me = signal<Me | undefined>(undefined)
export const meFailure = signal<Failure | undefined>(undefined)

export async function loadMe(): Promise<void> {
  meFailure.value = undefined
  try {
    const officer = await call('me')
    me.value = officer
    onDevice((known) => known.keepMe(officer))
    await speakLanguageOf(officer.language)
  } catch (fault) {
    const failure = asFailure(fault)
    const before = me.value ?? (isAway(failure) ? await onDevice((known) => known.knownMe()) : undefined)
    if (!before) {
      meFailure.value = failure
      return
    }
    me.value = before
    await speakLanguageOf(before.language)
  }
}

export const hasPrivateDesk = (officer: Me | undefined): boolean =>
  officer !== undefined && (officer.restrictedDesk || officer.privateDesk)
