/** What the gateway tells us of SMS: those that people write, what became of ours, and who wants no more of them. */
import { Construct } from 'constructs'
import type { Ground } from '../ground.ts'
import { ListeningFunction } from '../parts/function.ts'

export class SmsIn extends Construct {
  readonly inbound: ListeningFunction
  readonly reports: ListeningFunction
  readonly optOuts: ListeningFunction

  constructor(scope: Construct, id: string, { stage, alarms, doors, needs }: Ground) {
    super(scope, id)
    this.inbound = new ListeningFunction(this, 'sms-inbound', {
      stage,
      alarms,
      needs: [
        needs.main({ items: ['GetItem', 'PutItem', 'UpdateItem'], indexes: ['by-waiting'] }),
        needs.restrictedIntake(),
        needs.pepper(),
        needs.callbackTokens(),
        needs.code(),
      ],
    })
    this.reports = new ListeningFunction(this, 'sms-report', {
      stage,
      alarms,
      needs: [
        needs.main({ items: ['GetItem', 'PutItem', 'UpdateItem'], query: true }),
        needs.pepper(),
        needs.callbackTokens(),
      ],
    })
    this.optOuts = new ListeningFunction(this, 'sms-opt-out', {
      stage,
      alarms,
      needs: [needs.main({ items: ['PutItem', 'UpdateItem'] }), needs.pepper(), needs.callbackTokens()],
    })
    for (const listening of [this.inbound, this.reports, this.optOuts]) doors.open(listening)
  }
}
