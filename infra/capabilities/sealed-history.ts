/** The history that nobody changes unseen: every day that is over gets its root. */
import { Construct } from 'constructs'
import type { Ground } from '../ground.ts'
import { ListeningFunction } from '../parts/function.ts'
import type { Clocks } from './clocks.ts'

export class SealedHistory extends Construct {
  readonly seals: ListeningFunction

  constructor(scope: Construct, id: string, { stage, alarms, needs }: Ground, clocks: Clocks) {
    super(scope, id)
    this.seals = new ListeningFunction(this, 'daily-root', {
      stage,
      alarms,
      // It may put a root and never change one that stands: the table's condition and the lack of UpdateItem hold that.
      needs: [needs.main({ items: ['PutItem'], query: true })],
    })
    clocks.wake(this.seals)
  }
}
