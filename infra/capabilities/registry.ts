/**
 * The registry: its door, the deliveries, and the sweep that begins them anew. A consumer that is down is nobody's fault
 * here: its entries wait in the table, and an alarm says so when it has lasted.
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

const { trigger, hurts } = functions['registry-push']
/** One delivery a consumer at a time; a few consumers at once. */
const deliveriesAtOnce = 10

export class Registry extends Construct {
  readonly queue: QueueWithDeadLetters
  readonly api: ListeningFunction
  readonly push: ListeningFunction
  readonly sweep: ListeningFunction

  constructor(scope: Construct, id: string, { stage, alarms, doors, needs }: Ground, clocks: Clocks) {
    super(scope, id)
    this.queue = new QueueWithDeadLetters(this, {
      stage,
      alarms,
      name: trigger.queue,
      hurts,
      patienceMinutes: 15,
    })
    this.api = new ListeningFunction(this, 'registry-api', {
      stage,
      alarms,
      needs: [
        needs.main({ items: ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem'], query: true }),
        needs.pepper(),
        needs.registrySecrets(),
      ],
    })
    doors.open(this.api)
    this.push = new ListeningFunction(this, 'registry-push', {
      stage,
      alarms,
      needs: [
        needs.main({ items: ['GetItem', 'UpdateItem'], query: true }),
        needs.registrySecrets(),
        putsOn(this.queue),
      ],
    })
    this.push.fn.addEventSource(
      new SqsEventSource(this.queue.queue, {
        batchSize: trigger.batchSize,
        maxConcurrency: deliveriesAtOnce,
        reportBatchItemFailures: true,
      }),
    )
    this.sweep = new ListeningFunction(this, 'registry-sweep', {
      stage,
      alarms,
      needs: [needs.main({ items: ['GetItem'], query: true }), putsOn(this.queue)],
      // The next minute does what this one could not.
      faultsFrom: 3,
    })
    clocks.wake(this.sweep)
    alarms.add({
      slug: 'consumer-resting',
      hurts: 'A registry has not answered for three days: what happens to complaints is not known there.',
      metric: this.sweep
        .logged('resting', FilterPattern.stringValue('$.what', '=', 'consumer resting'))
        .with(summed(Duration.hours(1))),
      from: 1,
    })
    alarms.add({
      slug: 'counts-differ',
      hurts: 'A registry counts other entries of a day than we do: complaints may be missing there.',
      metric: this.api
        .logged('differences', FilterPattern.stringValue('$.what', '=', 'counts differ'))
        .with(summed(Duration.hours(1))),
      from: 1,
    })
  }
}
