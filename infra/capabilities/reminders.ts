/**
 * Reminders of paydays: the clock that begins, plans and tends rounds, the queue of their batches, and the sender, which
 * holds the gateway's key. Two senders at once and a pace of their own: the line's own SMS never wait behind them.
 */
import { Duration } from 'aws-cdk-lib'
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources'
import { FilterPattern } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { functions } from '../../functions/triggers.ts'
import type { Ground } from '../ground.ts'
import { summed } from '../parts/alarm.ts'
import { ListeningFunction } from '../parts/function.ts'
import { putsOn } from '../parts/needs.ts'
import { QueueWithDeadLetters } from '../parts/queue-with-dead-letters.ts'
import type { Clocks } from './clocks.ts'

const { trigger, hurts } = functions['reminder-sender']
/** The fewest that the queue knows; each takes half of the calls. */
const sendersAtOnce = 2

export interface RemindersProps {
  readonly clocks: Clocks
  readonly consoleUrl: string
}

export class Reminders extends Construct {
  readonly queue: QueueWithDeadLetters
  readonly tender: ListeningFunction
  readonly sender: ListeningFunction

  constructor(
    scope: Construct,
    id: string,
    { stage, alarms, needs }: Ground,
    { clocks, consoleUrl }: RemindersProps,
  ) {
    super(scope, id)
    this.queue = new QueueWithDeadLetters(this, {
      stage,
      alarms,
      name: trigger.queue,
      hurts,
      patienceMinutes: 60,
    })
    this.tender = new ListeningFunction(this, 'payday-reminder', {
      stage,
      alarms,
      needs: [
        needs.main({
          items: ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem', 'ConditionCheckItem'],
          query: true,
          indexes: ['by-waiting'],
        }),
        putsOn(this.queue),
        needs.reminderPace(),
      ],
      // The next minute goes on where this one stopped.
      faultsFrom: 3,
    })
    clocks.wake(this.tender)
    this.sender = new ListeningFunction(this, 'reminder-sender', {
      stage,
      alarms,
      needs: [
        needs.main({ items: ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem'], query: true }),
        needs.gateway(),
        needs.reminderPace(),
        needs.reminderBudget(),
        { variables: { JIGIKAN_CONSOLE_URL: consoleUrl } },
      ],
    })
    this.sender.fn.addEventSource(
      new SqsEventSource(this.queue.queue, {
        batchSize: trigger.batchSize,
        maxConcurrency: sendersAtOnce,
        reportBatchItemFailures: true,
      }),
    )
    alarms.add({
      slug: 'reminders-paused',
      hurts: 'A round of reminders waits for staff: households are not told of their payday.',
      metric: this.sender
        .logged(
          'paused',
          FilterPattern.all(
            FilterPattern.stringValue('$.what', '=', 'reminders'),
            FilterPattern.stringValue('$.sent', '=', 'paused'),
          ),
        )
        .with(summed(Duration.minutes(15))),
      from: 1,
    })
  }
}
