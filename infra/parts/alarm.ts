/**
 * Alarms, each with one sentence that says who is hurt and a heading in docs/runbook.md that says what to do. An alarm
 * without a heading, or a heading without an alarm, fails a test.
 */
import { ArnFormat, type Duration, Stack } from 'aws-cdk-lib'
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch'
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions'
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Topic } from 'aws-cdk-lib/aws-sns'
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions'
import { Construct } from 'constructs'
import type { StageSheet } from '../stages.ts'
import { named } from './names.ts'

export interface AlarmSheet {
  /** Names it, and its heading in the runbook: `ussd-line-fails`. */
  readonly slug: string
  /** Who is hurt, in one sentence. */
  readonly hurts: string
  readonly metric: IMetric
  /** Rings at this much or more, or with `below` at less. */
  readonly from: number
  readonly below?: true
  /** Of the last so many periods, so many must be bad. One of one unless said otherwise. */
  readonly periods?: readonly [bad: number, of: number]
  /** Silence is bad news too. */
  readonly silenceRings?: true
}

export const runbookOf = (slug: string): string => `docs/runbook.md#${slug}`

export class Alarms extends Construct {
  readonly all: Alarm[] = []
  private readonly stage: StageSheet
  private readonly action: SnsAction

  constructor(scope: Construct, id: string, stage: StageSheet) {
    super(scope, id)
    this.stage = stage
    const topic = new Topic(this, 'topic', { topicName: named(stage, 'alarms'), enforceSSL: true })
    topic.addSubscription(new EmailSubscription(stage.told.alarmEmail))
    // A topic with a policy of its own is open to nobody whom that policy does not name.
    const { account } = Stack.of(this)
    topic.addToResourcePolicy(
      new PolicyStatement({
        sid: 'AlarmsAreHeard',
        principals: [new ServicePrincipal('cloudwatch.amazonaws.com')],
        actions: ['sns:Publish'],
        resources: [topic.topicArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnLike: {
            'aws:SourceArn': Stack.of(this).formatArn({
              service: 'cloudwatch',
              resource: 'alarm',
              resourceName: named(stage, '*'),
              arnFormat: ArnFormat.COLON_RESOURCE_NAME,
            }),
          },
        },
      }),
    )
    this.action = new SnsAction(topic)
  }

  add({ slug, hurts, metric, from, below, periods = [1, 1], silenceRings }: AlarmSheet): Alarm {
    const alarm = new Alarm(this, slug, {
      alarmName: named(this.stage, slug),
      alarmDescription: `${hurts} What to do: ${runbookOf(slug)}`,
      metric,
      threshold: from,
      comparisonOperator: below
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      datapointsToAlarm: periods[0],
      evaluationPeriods: periods[1],
      treatMissingData: silenceRings ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    })
    alarm.addAlarmAction(this.action)
    alarm.addOkAction(this.action)
    this.all.push(alarm)
    return alarm
  }
}

/** A metric's own words for "so many in this long". */
export const summed = (period: Duration) => ({ statistic: 'Sum', period })
