/** Nothing is lost on the way, and nothing on the way silences the line. */
import { describe, expect, test } from 'vitest'
import { functionNames, functions, type QueueName, queues } from '../../../functions/triggers.ts'
import { ofType } from '../laid-out.ts'
import type { Live } from './live.ts'

export function queuePromises({ live, read }: Live): void {
  describe('queues and streams', () => {
    const queuesOf = () => ofType(live('service'), 'AWS::SQS::Queue').map(([, { Properties }]) => Properties)

    test('every queue has dead letters, named after it, and everything ends among dead letters that ring', () => {
      for (const queue of Object.keys(queues) as QueueName[]) {
        const own = queuesOf().find(({ QueueName: name }) => name === `jigikan-live-${queue}`)
        expect(read('service', own.RedrivePolicy.deadLetterTargetArn)).toBe(
          `<jigikan-live-${queue}-dead.Arn>`,
        )
        expect(own.RedrivePolicy.maxReceiveCount).toBe(queues[queue].maxReceives)
        expect(own.VisibilityTimeout).toBe(queues[queue].visibilitySeconds)
      }
      const ends = queuesOf().filter(({ RedrivePolicy }) => !RedrivePolicy)
      const alarms = ofType(live('service'), 'AWS::CloudWatch::Alarm').map(
        ([, { Properties }]) => Properties.AlarmName,
      )
      expect(alarms).toEqual(expect.arrayContaining(ends.map(({ QueueName: name }) => name)))
      expect(ends.map(({ QueueName: name }) => name).every((name: string) => name.endsWith('-dead'))).toBe(
        true,
      )
    })

    test('no message is taken twice because its first reader is still at work', () => {
      for (const name of functionNames) {
        const { trigger, timeoutSeconds } = functions[name]
        if (trigger.kind === 'queue')
          expect(queues[trigger.queue].visibilitySeconds).toBeGreaterThan(timeoutSeconds)
      }
    })

    test('the stream gives up on one record after its tries without holding up the others, and says where it lies', () => {
      const [mapping] = ofType(live('service'), 'AWS::Lambda::EventSourceMapping')
        .map(([, { Properties }]) => Properties)
        .filter(({ StartingPosition }) => StartingPosition)
      expect(mapping).toMatchObject({
        BatchSize: functions.outbox.trigger.batchSize,
        MaximumRetryAttempts: functions.outbox.trigger.maxRetries,
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      })
      expect(read('service', mapping.DestinationConfig.OnFailure.Destination)).toBe(
        '<jigikan-live-outbox-dead.Arn>',
      )
    })

    test('every clock keeps Mali’s time, and a wake-up that fails lies among the dead letters', () => {
      const schedules = ofType(live('service'), 'AWS::Scheduler::Schedule').map(
        ([, { Properties }]) => Properties,
      )
      expect(schedules.length).toBeGreaterThan(0)
      for (const { ScheduleExpressionTimezone, Target } of schedules) {
        expect(ScheduleExpressionTimezone).toBe('Africa/Bamako')
        expect(read('service', Target.DeadLetterConfig.Arn)).toBe('<jigikan-live-clocks-dead.Arn>')
      }
      const thereafter = ofType(live('service'), 'AWS::Lambda::EventInvokeConfig').map(([, { Properties }]) =>
        read('service', Properties.DestinationConfig.OnFailure.Destination),
      )
      expect(thereafter).toEqual(schedules.map(() => '<jigikan-live-clocks-dead.Arn>'))
    })

    test('no backlog silences the line: its share of the account is kept for it, and senders are few', () => {
      const settings = ofType(live('service'), 'AWS::Lambda::Function').map(
        ([, { Properties }]) => Properties,
      )
      const kept = settings.filter(({ ReservedConcurrentExecutions: share }) => share !== undefined)
      expect(kept.map(({ FunctionName: name }) => name)).toEqual(['jigikan-live-ussd-line'])
      for (const [, { Properties }] of ofType(live('service'), 'AWS::Lambda::EventSourceMapping')) {
        const atOnce = Properties.ScalingConfig?.MaximumConcurrency ?? Properties.ParallelizationFactor
        expect(atOnce).toBeLessThanOrEqual(10)
      }
    })
  })
}
