/** Alarms are heard by somebody, and every function has one. */
import { describe, expect, test } from 'vitest'
import { functionNames, functions } from '../../../functions/triggers.ts'
import { ofType } from '../laid-out.ts'
import { only, statementsIn } from '../policies.ts'
import type { Live } from './live.ts'

export function alarmPromises({ live, read }: Live): void {
  describe('alarms', () => {
    const alarms = ofType(live('service'), 'AWS::CloudWatch::Alarm').map(([, { Properties }]) => Properties)

    test.each(functionNames)(
      '%s rings when it fails, and says who is hurt in the words of its sheet',
      (name) => {
        const own = alarms.find(({ AlarmName }) => AlarmName === `jigikan-live-${name}-fails`)
        expect(own.AlarmDescription).toContain(functions[name].hurts)
        const counted = own.Metrics.flatMap(
          ({ MetricStat }: { MetricStat?: { Metric: { MetricName: string } } }) =>
            MetricStat ? [MetricStat.Metric.MetricName] : [],
        )
        // What it caught itself, and apologised for, is a failure too.
        expect(counted.toSorted()).toEqual(['Errors', 'Throttles', `${name} faults`].toSorted())
      },
    )

    test('are sent where somebody listens, when they begin and when they end', () => {
      const topic = read('service', { Ref: ofType(live('service'), 'AWS::SNS::Topic')[0]?.[0] })
      for (const { AlarmActions, OKActions } of alarms) {
        expect([...AlarmActions, ...OKActions].map((each: unknown) => read('service', each))).toEqual([
          topic,
          topic,
        ])
      }
      expect(only(live('service'), 'AWS::SNS::Subscription').Properties).toMatchObject({ Protocol: 'email' })
    })

    test('may speak: the topic’s own policy lets CloudWatch publish, for alarms of this stage', () => {
      const { PolicyDocument } = only(live('service'), 'AWS::SNS::TopicPolicy').Properties
      const allowed = statementsIn(PolicyDocument, (value) => read('service', value)).filter(
        ({ effect }) => effect === 'Allow',
      )
      expect(allowed.map(({ who, actions }) => [who, ...actions])).toEqual([
        ['{"Service":"cloudwatch.amazonaws.com"}', 'sns:Publish'],
      ])
      const source = allowed[0]?.conditions.ArnLike?.['aws:SourceArn']
      expect(read('service', source)).toMatch(/:alarm:jigikan-live-\*$/)
    })
  })
}
