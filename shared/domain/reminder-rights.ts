/** Who runs reminder rounds: they go through all lists of a day, so those who plan paydays everywhere. */
import type { Officer } from './officer.ts'
import { bodyOf } from './units.ts'

export const mayRunReminders = (who: Officer): boolean =>
  who.active &&
  (who.role === 'officer' || who.role === 'supervisor') &&
  who.units.some((own) => bodyOf(own) === 'utgfs-tm' || bodyOf(own) === 'utgfs-national')
