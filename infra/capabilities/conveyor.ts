/**
 * The conveyor: the main table's stream, and the one function that carries what follows from it. A record that cannot be
 * carried is set apart after its tries, without holding up those behind it; where it lies in the stream is kept.
 */
import { Duration, Validations } from 'aws-cdk-lib'
import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda'
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources'
import { Construct } from 'constructs'
import { functions } from '../../functions/triggers.ts'
import type { Ground } from '../ground.ts'
import { ListeningFunction } from '../parts/function.ts'
import { putsOn } from '../parts/needs.ts'
import { deadLetters } from '../parts/queue-with-dead-letters.ts'
import type { EmailOut } from './email-out.ts'
import type { Registry } from './registry.ts'
import type { SmsOut } from './sms-out.ts'

const { trigger, hurts } = functions.outbox

export interface ConveyorProps {
  readonly table: ITable
  readonly smsOut: SmsOut
  readonly emailOut: EmailOut
  readonly registry: Registry
  readonly consoleUrl: string
}

export class Conveyor extends Construct {
  readonly outbox: ListeningFunction

  constructor(
    scope: Construct,
    id: string,
    ground: Ground,
    { table, smsOut, emailOut, registry, consoleUrl }: ConveyorProps,
  ) {
    super(scope, id)
    const { stage, alarms, needs } = ground
    this.outbox = new ListeningFunction(this, 'outbox', {
      stage,
      alarms,
      needs: [
        needs.main({ items: ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem'], query: true }),
        putsOn(smsOut.queue),
        putsOn(emailOut.queue),
        putsOn(registry.queue),
        needs.code(),
        { variables: { JIGIKAN_CONSOLE_URL: consoleUrl } },
      ],
    })
    this.outbox.fn.addEventSource(
      new DynamoEventSource(table, {
        batchSize: trigger.batchSize,
        startingPosition: StartingPosition.TRIM_HORIZON,
        retryAttempts: trigger.maxRetries,
        // What is written about one complaint stays in order; different ones need not wait for each other.
        parallelizationFactor: 4,
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        onFailure: new SqsDlq(deadLetters(this, { stage, alarms, of: 'outbox', hurts })),
        // Only new things have consequences: every hop of a call changes its session, and wakes nobody.
        filters: [
          FilterCriteria.filter({
            eventName: FilterRule.isEqual('INSERT'),
            dynamodb: { NewImage: { kind: { S: FilterRule.or(...trigger.kinds) } } },
          }),
        ],
      }),
    )
    Validations.of(this.outbox.role).acknowledge({
      id: 'AwsSolutions-IAM5[Resource::*]',
      reason:
        'dynamodb:ListStreams, asked for by the stream, knows no single resource; it names streams and opens none.',
    })
    alarms.add({
      slug: 'outbox-behind',
      hurts,
      metric: this.outbox.fn.metric('IteratorAge', { statistic: 'Maximum', period: Duration.minutes(1) }),
      from: 2 * 60_000,
      periods: [3, 5],
    })
  }
}
