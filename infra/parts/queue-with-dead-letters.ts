/**
 * Queues. What cannot be done after all its tries lies among the dead letters, in a queue of the same name and `-dead`,
 * for two weeks; the first of them rings an alarm. Messages hold keys of items, never what people said.
 */
import { Duration, Validations } from 'aws-cdk-lib'
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { type QueueName, queues } from '../../functions/triggers.ts'
import type { StageSheet } from '../stages.ts'
import type { Alarms } from './alarm.ts'
import { named } from './names.ts'

const keptDays = 14

export interface DeadLettersProps {
  readonly stage: StageSheet
  readonly alarms: Alarms
  /** What lies dead here: a queue's name, or what sends it here. */
  readonly of: string
  /** Who is hurt by what lies here, in one sentence. */
  readonly hurts: string
}

export function deadLetters(scope: Construct, { stage, alarms, of, hurts }: DeadLettersProps): Queue {
  const name = `${of}-dead`
  const queue = new Queue(scope, name, {
    queueName: named(stage, name),
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(keptDays),
  })
  Validations.of(queue).acknowledge({
    id: 'AwsSolutions-SQS3',
    reason: 'It is where dead letters end; its alarm rings at the first.',
  })
  alarms.add({
    slug: name,
    hurts,
    metric: queue.metricApproximateNumberOfMessagesVisible({
      period: Duration.minutes(1),
      statistic: 'Maximum',
    }),
    from: 1,
  })
  return queue
}

export interface QueueProps {
  readonly stage: StageSheet
  readonly alarms: Alarms
  readonly name: QueueName
  readonly hurts: string
  /** Rings when something has waited this long. */
  readonly patienceMinutes: number
}

export class QueueWithDeadLetters extends Construct {
  readonly name: QueueName
  readonly queue: Queue
  readonly dead: Queue

  constructor(scope: Construct, { stage, alarms, name, hurts, patienceMinutes }: QueueProps) {
    super(scope, name)
    const { visibilitySeconds, maxReceives } = queues[name]
    this.name = name
    this.dead = deadLetters(this, { stage, alarms, of: name, hurts })
    this.queue = new Queue(this, name, {
      queueName: named(stage, name),
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(visibilitySeconds),
      retentionPeriod: Duration.days(4),
      deadLetterQueue: { queue: this.dead, maxReceiveCount: maxReceives },
    })
    alarms.add({
      slug: `${name}-waits`,
      hurts,
      metric: this.queue.metricApproximateAgeOfOldestMessage({
        period: Duration.minutes(1),
        statistic: 'Maximum',
      }),
      from: patienceMinutes * 60,
      periods: [3, 5],
    })
  }
}
