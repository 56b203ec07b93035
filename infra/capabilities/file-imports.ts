/**
 * Files that officers send: the bucket tells the event bus of each, a rule puts it on the queue, and one function takes it
 * in, a run of a quarter of an hour after the other until it is done. Two at once: a long list holds up nobody else's.
 */
import { EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events'
import { SqsQueue } from 'aws-cdk-lib/aws-events-targets'
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources'
import type { IBucket } from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import { functions } from '../../functions/triggers.ts'
import type { Ground } from '../ground.ts'
import { incomingFiles } from '../parts/file-bucket.ts'
import { ListeningFunction } from '../parts/function.ts'
import { named } from '../parts/names.ts'
import { acknowledgeFileObjects, putsOn } from '../parts/needs.ts'
import { QueueWithDeadLetters } from '../parts/queue-with-dead-letters.ts'

const { trigger, hurts } = functions['file-import']
const atOnce = 2

export class FileImports extends Construct {
  readonly queue: QueueWithDeadLetters
  readonly taker: ListeningFunction

  constructor(scope: Construct, id: string, { stage, alarms, needs }: Ground, bucket: IBucket) {
    super(scope, id)
    this.queue = new QueueWithDeadLetters(this, {
      stage,
      alarms,
      name: trigger.queue,
      hurts,
      patienceMinutes: 60,
    })
    this.taker = new ListeningFunction(this, 'file-import', {
      stage,
      alarms,
      needs: [
        needs.main({
          items: ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem'],
          query: true,
          indexes: ['by-waiting'],
        }),
        needs.filesToTakeIn(),
        needs.pepper(),
        putsOn(this.queue),
      ],
    })
    acknowledgeFileObjects(this.taker.role, stage)
    this.taker.fn.addEventSource(
      new SqsEventSource(this.queue.queue, {
        batchSize: trigger.batchSize,
        maxConcurrency: atOnce,
        reportBatchItemFailures: true,
      }),
    )
    new Rule(this, 'came', {
      ruleName: named(stage, 'file-came'),
      description: `Without it: ${hurts}`,
      eventPattern: {
        source: ['aws.s3'],
        detailType: ['Object Created'],
        detail: { bucket: { name: [bucket.bucketName] }, object: { key: [{ prefix: incomingFiles }] } },
      },
      targets: [
        new SqsQueue(this.queue.queue, {
          message: RuleTargetInput.fromObject({ key: EventField.fromPath('$.detail.object.key') }),
          deadLetterQueue: this.queue.dead,
        }),
      ],
    })
  }
}
