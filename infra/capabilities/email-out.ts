/** Officers' e-mail alerts on their way out, through SES. */
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources'
import { Construct } from 'constructs'
import { functions } from '../../functions/triggers.ts'
import type { Ground } from '../ground.ts'
import { ListeningFunction } from '../parts/function.ts'
import { QueueWithDeadLetters } from '../parts/queue-with-dead-letters.ts'

const { trigger, hurts } = functions['email-sender']

export class EmailOut extends Construct {
  readonly queue: QueueWithDeadLetters
  readonly sender: ListeningFunction

  constructor(scope: Construct, id: string, { stage, alarms, needs }: Ground) {
    super(scope, id)
    this.queue = new QueueWithDeadLetters(this, {
      stage,
      alarms,
      name: trigger.queue,
      hurts,
      patienceMinutes: 30,
    })
    this.sender = new ListeningFunction(this, 'email-sender', {
      stage,
      alarms,
      needs: [needs.main({ items: ['GetItem', 'UpdateItem'] }), needs.email()],
    })
    this.sender.fn.addEventSource(
      new SqsEventSource(this.queue.queue, {
        batchSize: trigger.batchSize,
        maxConcurrency: stage.sendersAtOnce,
        reportBatchItemFailures: true,
      }),
    )
  }
}
