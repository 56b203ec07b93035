/** The officer who is signed in. */
import { signal } from '@preact/signals'
import type { Me } from '../../../shared/contracts/staff-api.ts'
import { call } from '../api.ts'
import { asFailure, type Failure } from '../failure.ts'
import { speakLanguageOf } from './language.ts'

export const me = signal<Me | undefined>(undefined)
export const meFailure = signal<Failure | undefined>(undefined)

export async function loadMe(): Promise<void> {
  meFailure.value = undefined
  try {
    const officer = await call('me')
    me.value = officer
    await speakLanguageOf(officer.language)
  } catch (fault) {
    meFailure.value = asFailure(fault)
  }
}

export const hasPrivateDesk = (officer: Me | undefined): boolean =>
  officer !== undefined && (officer.restrictedDesk || officer.privateDesk)
