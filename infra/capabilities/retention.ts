/** What the calendar alone takes away: words, names and numbers of complaints that ended long ago. */
import { Construct } from 'constructs'
import type { Ground } from '../ground.ts'
import { ListeningFunction } from '../parts/function.ts'
import type { Clocks } from './clocks.ts'

export class Retention extends Construct {
  readonly sweep: ListeningFunction

  constructor(scope: Construct, id: string, { stage, alarms, needs }: Ground, clocks: Clocks) {
    super(scope, id)
    this.sweep = new ListeningFunction(this, 'retention-sweep', {
      stage,
      alarms,
      needs: [
        needs.main({
          items: ['PutItem', 'UpdateItem', 'DeleteItem'],
          query: true,
          indexes: ['by-nation'],
        }),
      ],
    })
    clocks.wake(this.sweep)
  }
}
