/** The watch: health for those who look from outside, and one page with all that tells how the line is. */
import { Duration } from 'aws-cdk-lib'
import {
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  PeriodOverride,
} from 'aws-cdk-lib/aws-cloudwatch'
import { Construct } from 'constructs'
import type { Ground } from '../ground.ts'
import { summed } from '../parts/alarm.ts'
import { ListeningFunction } from '../parts/function.ts'
import { named } from '../parts/names.ts'
import type { Conveyor } from './conveyor.ts'
import type { EmailOut } from './email-out.ts'
import type { SmsIn } from './sms-in.ts'
import type { SmsOut } from './sms-out.ts'
import type { StaffDesk } from './staff-desk.ts'
import type { TheLine } from './the-line.ts'

export interface Watched {
  readonly line: TheLine
  readonly smsIn: SmsIn
  readonly smsOut: SmsOut
  readonly emailOut: EmailOut
  readonly conveyor: Conveyor
  readonly staffDesk: StaffDesk
}

const period = Duration.minutes(5)

export class Watch extends Construct {
  readonly health: ListeningFunction

  constructor(scope: Construct, id: string, ground: Ground, watched: Watched) {
    super(scope, id)
    const { stage, alarms, doors } = ground
    this.health = new ListeningFunction(this, 'health', { stage, alarms, needs: [] })
    doors.open(this.health)

    const { line, smsIn, smsOut, emailOut, conveyor, staffDesk } = watched
    const hops = line.hops.fn
    const graph = (title: string, left: IMetric[], right: IMetric[] = []) =>
      new GraphWidget({ title, left, right, width: 8, height: 6 })
    const called = ({ name, fn }: ListeningFunction) =>
      fn.metricInvocations({ ...summed(period), label: name })
    const waiting = ({ name, queue }: SmsOut['queue']) =>
      queue.metricApproximateNumberOfMessagesVisible({ label: name, statistic: 'Maximum', period })
    const dead = ({ name, dead: letters }: SmsOut['queue']) =>
      letters.metricApproximateNumberOfMessagesVisible({
        label: `${name}-dead`,
        statistic: 'Maximum',
        period,
      })

    new Dashboard(this, 'dashboard', {
      dashboardName: named(stage, 'watch'),
      defaultInterval: Duration.hours(24),
      periodOverride: PeriodOverride.AUTO,
      widgets: [
        [new AlarmStatusWidget({ title: 'Alarms', alarms: alarms.all, width: 24, height: 5 })],
        [
          graph(
            'The line: hops, and how long they take',
            [called(line.hops), hops.metricThrottles({ ...summed(period), label: 'turned away' })],
            ['p50', 'p99'].map((statistic) => hops.metricDuration({ statistic, label: statistic, period })),
          ),
          graph('From outside', [
            called(line.ends),
            called(smsIn.inbound),
            called(smsIn.reports),
            called(smsIn.optOuts),
          ]),
          graph(
            'Officers',
            [called(staffDesk.api)],
            [staffDesk.api.fn.metricDuration({ statistic: 'p95', label: 'p95', period })],
          ),
        ],
        [
          graph(
            'The conveyor: carried, and how far behind',
            [called(conveyor.outbox)],
            [conveyor.outbox.fn.metric('IteratorAge', { statistic: 'Maximum', label: 'behind, ms', period })],
          ),
          graph(
            'Waiting to leave',
            [waiting(smsOut.queue), waiting(emailOut.queue)],
            [called(smsOut.sender)],
          ),
          graph('Dead letters', [dead(smsOut.queue), dead(emailOut.queue)]),
        ],
      ],
    })
  }
}
