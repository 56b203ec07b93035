/** What is asked of households after a payday, apart from the rounds that everybody gets. */
import { Construct } from 'constructs'
import type { Ground } from '../ground.ts'
import { ListeningFunction } from '../parts/function.ts'
import type { Clocks } from './clocks.ts'

export class Confirmations extends Construct {
  readonly money: ListeningFunction

  constructor(scope: Construct, id: string, { stage, alarms, needs }: Ground, clocks: Clocks) {
    super(scope, id)
    this.money = new ListeningFunction(this, 'money-question', {
      stage,
      alarms,
      needs: [
        needs.main({ items: ['GetItem', 'PutItem', 'UpdateItem'], query: true, indexes: ['by-waiting'] }),
      ],
    })
    clocks.wake(this.money)
  }
}
