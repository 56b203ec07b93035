/** What time alone does to complaints. */
import { Construct } from 'constructs'
import type { Ground } from '../ground.ts'
import { ListeningFunction } from '../parts/function.ts'
import type { Clocks } from './clocks.ts'

export class Deadlines extends Construct {
  readonly sweep: ListeningFunction

  constructor(scope: Construct, id: string, { stage, alarms, needs }: Ground, clocks: Clocks) {
    super(scope, id)
    this.sweep = new ListeningFunction(this, 'deadline-sweep', {
      stage,
      alarms,
      needs: [needs.main({ items: ['PutItem', 'UpdateItem'], indexes: ['by-nation', 'by-waiting'] })],
    })
    clocks.wake(this.sweep)
  }
}
