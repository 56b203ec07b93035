/**
 * SMS on their way out: a queue, the one function that holds the gateway's key, and the sweep that brings back what could
 * not leave. Few senders at once: a backlog is worked off, not thrown at the gateway.
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

const { trigger, hurts } = functions['sms-sender']

export class SmsOut extends Construct {
  readonly queue: QueueWithDeadLetters
  readonly sender: ListeningFunction
  readonly sweep: ListeningFunction

  constructor(scope: Construct, id: string, { stage, alarms, needs }: Ground, clocks: Clocks) {
    super(scope, id)
    this.queue = new QueueWithDeadLetters(this, {
      stage,
      alarms,
      name: trigger.queue,
      hurts,
      patienceMinutes: 10,
    })
    this.sender = new ListeningFunction(this, 'sms-sender', {
      stage,
      alarms,
      needs: [needs.main({ items: ['GetItem', 'UpdateItem'] }), needs.gateway()],
    })
    this.sender.fn.addEventSource(
      new SqsEventSource(this.queue.queue, {
        batchSize: trigger.batchSize,
        maxConcurrency: stage.sendersAtOnce,
        reportBatchItemFailures: true,
      }),
    )
    this.sweep = new ListeningFunction(this, 'message-sweep', {
      stage,
      alarms,
      needs: [needs.main({ items: ['UpdateItem'], indexes: ['by-waiting'] }), putsOn(this.queue)],
      // The next minute does what this one could not.
      faultsFrom: 3,
    })
    clocks.wake(this.sweep)

    const outcome = (word: string) =>
      this.sender
        .logged(
          word,
          FilterPattern.all(
            FilterPattern.stringValue('$.what', '=', 'sms'),
            FilterPattern.stringValue('$.sent', '=', word),
          ),
        )
        .with(summed(Duration.minutes(15)))
    alarms.add({
      slug: 'sms-held',
      hurts: 'The gateway takes no SMS now: receipts and answers wait, for three days at most.',
      metric: outcome('later'),
      from: 5,
    })
    alarms.add({
      slug: 'sms-refused',
      hurts: 'The gateway refuses SMS for good: these people get no receipt and no answer.',
      metric: outcome('failed'),
      from: 10,
    })
  }
}
