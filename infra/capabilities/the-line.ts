/**
 * The USSD line. A part of the account's concurrency is kept for it, so that no backlog elsewhere can silence it, and its
 * route has its own limit. It puts restricted complaints where they belong and cannot read them back.
 */
import { Duration } from 'aws-cdk-lib'
import { Construct } from 'constructs'
import { functions } from '../../functions/triggers.ts'
import type { Ground } from '../ground.ts'
import { summed } from '../parts/alarm.ts'
import { ListeningFunction } from '../parts/function.ts'

export class TheLine extends Construct {
  readonly hops: ListeningFunction
  readonly ends: ListeningFunction

  constructor(scope: Construct, id: string, { stage, alarms, doors, needs }: Ground) {
    super(scope, id)
    this.hops = new ListeningFunction(this, 'ussd-line', {
      stage,
      alarms,
      needs: [
        needs.main({
          items: ['BatchGetItem', 'GetItem', 'PutItem', 'UpdateItem', 'ConditionCheckItem'],
          indexes: ['by-waiting'],
        }),
        needs.restrictedIntake(),
        needs.pepper(),
        needs.callbackTokens(),
        needs.helpline(),
      ],
      reservedConcurrency: stage.lineAtOnce,
    })
    this.ends = new ListeningFunction(this, 'ussd-ended', {
      stage,
      alarms,
      needs: [
        needs.main({ items: ['BatchGetItem', 'GetItem', 'PutItem', 'UpdateItem', 'ConditionCheckItem'] }),
        needs.restrictedIntake(),
        needs.pepper(),
        needs.callbackTokens(),
      ],
    })
    doors.open(this.hops)
    doors.open(this.ends)
    doors.limit([...functions['ussd-line'].trigger.routes], stage.rates.line)

    alarms.add({
      slug: 'ussd-line-slow',
      hurts: 'Callers wait for the menu, and some networks give up on them.',
      metric: this.hops.fn.metricDuration({ statistic: 'p99', period: Duration.minutes(5) }),
      from: 3000,
      periods: [2, 3],
    })
    if (stage.expectsCallers) {
      alarms.add({
        slug: 'ussd-line-silent',
        hurts: 'Nobody has dialled for a day: perhaps nobody can.',
        metric: this.hops.fn.metricInvocations(summed(Duration.hours(24))),
        from: 1,
        below: true,
        silenceRings: true,
      })
    }
  }
}
