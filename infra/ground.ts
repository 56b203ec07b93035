/** What every capability stands on. */
import type { Doors } from './capabilities/doors.ts'
import type { Alarms } from './parts/alarm.ts'
import type { Needs } from './parts/needs.ts'
import type { StageSheet } from './stages.ts'

export interface Ground {
  readonly stage: StageSheet
  readonly alarms: Alarms
  readonly doors: Doors
  readonly needs: Needs
}
