/** No drift between the two places: what stands in the cloud is what one machine runs, read from the same lists. */
import { readFileSync } from 'node:fs'
import { unmarshall } from '@aws-sdk/util-dynamodb'
import { describe, expect, test } from 'vitest'
import { settingsOf, variablesOf } from '../../../functions/settings.ts'
import { type FunctionName, functionNames, functions, queues } from '../../../functions/triggers.ts'
import { listenedPaths } from '../../../infra/capabilities/front.ts'
import { projectRoot } from '../../../infra/parts/bundling.ts'
import { oneMachineOnly, platformVariables } from '../../../infra/parts/function.ts'
import { type StageName, stageNames, stages } from '../../../infra/stages.ts'
import { mainTable, restrictedTable, type TableShape } from '../../../shared/store/table-shape.ts'
import { type LaidOut, ofType, type Resource } from '../laid-out.ts'
import { reader } from '../policies.ts'

export function samePromises(laid: LaidOut): void {
  const service = laid.template('live', 'service')
  const read = reader(laid, 'live')
  const propertiesOf = (type: string) => ofType(service, type).map(([, { Properties }]) => Properties)
  const lambdaOf = (stage: StageName, name: FunctionName) =>
    (
      ofType(laid.template(stage, 'service'), 'AWS::Lambda::Function').find(
        ([, { Properties }]) => Properties.FunctionName === `jigikan-${stage}-${name}`,
      ) as [string, Resource]
    )[1].Properties

  describe('functions', () => {
    test('are those of the list, each once', () => {
      const standing = propertiesOf('AWS::Lambda::Function').map(({ FunctionName: name }) => name)
      expect(standing.toSorted()).toEqual(functionNames.map((name) => `jigikan-live-${name}`).toSorted())
    })

    test.each(functionNames)('%s has the time and memory of its sheet, and what wakes it', (name) => {
      const { timeoutSeconds, memoryMb, trigger } = functions[name]
      expect(lambdaOf('live', name)).toMatchObject({
        Timeout: timeoutSeconds,
        MemorySize: memoryMb,
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        Handler: 'index.handler',
      })
      const own = `<jigikan-live-${name}.Arn>`
      const isIts = (value: unknown): boolean =>
        [own, `<jigikan-live-${name}>`].includes(read('service', value))
      if (trigger.kind === 'http') {
        const integration = ofType(service, 'AWS::ApiGatewayV2::Integration').find(([, { Properties }]) =>
          isIts(Properties.IntegrationUri),
        )
        const routes = propertiesOf('AWS::ApiGatewayV2::Route').filter(({ Target }) =>
          read('service', Target).includes(integration?.[0] ?? '?'),
        )
        expect(routes.map(({ RouteKey }) => RouteKey)).toEqual([...trigger.routes])
      }
      if (trigger.kind === 'queue' || trigger.kind === 'stream') {
        const source =
          trigger.kind === 'queue'
            ? `<jigikan-live-${trigger.queue}.Arn>`
            : `<jigikan-live-${trigger.table}.StreamArn>`
        const mapping = propertiesOf('AWS::Lambda::EventSourceMapping').find(({ FunctionName: woken }) =>
          isIts(woken),
        )
        expect(read('service', mapping.EventSourceArn)).toBe(source)
        expect(mapping.BatchSize).toBe(trigger.batchSize)
      }
      if (trigger.kind === 'clock') {
        const schedule = propertiesOf('AWS::Scheduler::Schedule').find(({ Target }) => isIts(Target.Arn))
        expect(schedule.ScheduleExpression).toBe(trigger.cron)
      }
    })

    test.each(stageNames.flatMap((stage) => functionNames.map((name) => [stage, name] as const)))(
      'in %s, %s has in its environment exactly what its settings ask for',
      (stage, name) => {
        const environment = lambdaOf(stage, name).Environment.Variables
        const readStage = reader(laid, stage)
        const values = Object.fromEntries(
          Object.entries(environment).map(([variable, value]) => [variable, readStage('service', value)]),
        )
        const { told } = stages[stage]
        const notTold = [
          ...(told.helpline ? [] : ['JIGIKAN_HELPLINE']),
          ...(told.senderId ? [] : ['JIGIKAN_AT_SENDER_ID']),
        ]
        const wanted = variablesOf(name).filter(
          (variable) => ![...oneMachineOnly, ...notTold].includes(variable),
        )
        expect(Object.keys(values).toSorted()).toEqual(
          [...wanted, ...Object.keys(platformVariables)].toSorted(),
        )
        expect(settingsOf[name].safeParse(values)).toMatchObject({ success: true })
      },
    )

    test('point at nothing that exists on one machine only', () => {
      for (const { Environment } of propertiesOf('AWS::Lambda::Function')) {
        expect(JSON.stringify(Environment)).not.toMatch(/localhost|127\.0\.0\.1|\/local\//)
      }
      const known = new Set(functionNames.flatMap((name) => variablesOf(name)))
      expect(oneMachineOnly.filter((variable) => !known.has(variable))).toEqual([])
    })
  })

  describe('queues, routes, tables', () => {
    test('the queues are those of the list with their dead letters, and those where streams and clocks give up', () => {
      const standing = propertiesOf('AWS::SQS::Queue').map(({ QueueName: name }) => name)
      const wanted = [
        ...Object.keys(queues).flatMap((name) => [name, `${name}-dead`]),
        'outbox-dead',
        'clocks-dead',
      ]
      expect(standing.toSorted()).toEqual(wanted.map((name) => `jigikan-live-${name}`).toSorted())
    })

    test('the routes are those of the list, and CloudFront brings every one of them to its function', () => {
      const wanted = functionNames.flatMap((name) => {
        const { trigger } = functions[name]
        return trigger.kind === 'http' ? [...trigger.routes] : []
      })
      expect(
        propertiesOf('AWS::ApiGatewayV2::Route')
          .map(({ RouteKey }) => RouteKey)
          .toSorted(),
      ).toEqual(wanted.toSorted())
      const brought = (path: string): boolean =>
        listenedPaths().some((pattern) =>
          pattern.endsWith('*') ? path.startsWith(pattern.slice(0, -1)) : path === pattern,
        )
      expect(wanted.map((key) => key.split(' ')[1] ?? '').filter((path) => !brought(path))).toEqual([])
    })

    test.each([
      ['main', mainTable],
      ['restricted', restrictedTable],
    ] as const)(
      'the %s table has the keys, indexes, expiry and stream of its shape',
      (name, shape: TableShape) => {
        const table = ofType(laid.template('live', 'data'), 'AWS::DynamoDB::Table').find(
          ([, { Properties }]) => Properties.TableName === `jigikan-live-${name}`,
        )?.[1].Properties
        const keys = (partition: string, sort: string) => [
          { AttributeName: partition, KeyType: 'HASH' },
          { AttributeName: sort, KeyType: 'RANGE' },
        ]
        expect(table.KeySchema).toEqual(keys(shape.partitionKey, shape.sortKey))
        expect(table.TimeToLiveSpecification).toEqual({
          AttributeName: shape.expiresAttribute,
          Enabled: true,
        })
        expect(table.StreamSpecification?.StreamViewType).toBe(shape.stream)
        expect(table.BillingMode).toBe('PAY_PER_REQUEST')
        expect(table.GlobalSecondaryIndexes).toEqual(
          Object.entries(shape.indexes).map(([IndexName, index]) => ({
            IndexName,
            KeySchema: keys(index.partitionKey, index.sortKey),
            Projection: { ProjectionType: index.carries === 'all' ? 'ALL' : 'KEYS_ONLY' },
          })),
        )
      },
    )

    test('one machine reads the same lists', () => {
      const run = readFileSync(`${projectRoot}local/run.ts`, 'utf8')
      expect(run).toContain("from '../functions/triggers.ts'")
      expect(run).toContain("from '../shared/store/table-shape.ts'")
    })
  })

  describe('the conveyor', () => {
    test('is spared in the cloud nothing that it would have carried: it lets go what is not new', async () => {
      const [mapping] = propertiesOf('AWS::Lambda::EventSourceMapping').filter(
        ({ StartingPosition }) => StartingPosition,
      )
      const woken = functions.outbox.trigger.kinds
      expect(JSON.parse(mapping.FilterCriteria.Filters[0].Pattern)).toEqual({
        eventName: ['INSERT'],
        dynamodb: { NewImage: { kind: { S: woken } } },
      })
      // What it carries is what it is woken for: a kind that is missing there would have no consequences.
      const source = readFileSync(`${projectRoot}functions/outbox.ts`, 'utf8')
      const carried = [...source.matchAll(/case '([\w-]+)':/g)].map(([, kind]) => kind)
      expect(carried.toSorted()).toEqual([...woken].toSorted())

      // Nobody listens there: whatever it would do to an item that is not new would fail.
      const nowhere = 'http://127.0.0.1:9'
      Object.assign(process.env, {
        AWS_REGION: 'eu-west-3',
        AWS_ACCESS_KEY_ID: 'key',
        AWS_SECRET_ACCESS_KEY: 'secret',
        JIGIKAN_STAGE: 'test',
        JIGIKAN_MAIN_TABLE: 'main',
        JIGIKAN_DYNAMODB_ENDPOINT: nowhere,
        JIGIKAN_SMS_QUEUE_URL: `${nowhere}/sms`,
        JIGIKAN_EMAIL_QUEUE_URL: `${nowhere}/email`,
        JIGIKAN_PUSH_QUEUE_URL: `${nowhere}/push`,
        JIGIKAN_SQS_ENDPOINT: nowhere,
        JIGIKAN_USSD_CODE: '*000#',
        JIGIKAN_CONSOLE_URL: 'https://jigikan.example',
      })
      const { handler } = await import('../../../functions/outbox.ts')
      const image = (kind: string) => ({
        pk: { S: 'C#1' },
        sk: { S: 'C' },
        kind: { S: kind },
        state: { S: 'queued' },
      })
      const kinds = ['event', 'notice', 'inbound', 'message', 'email', 'complaint', 'session', 'contact']
      expect(unmarshall(image('event'))).toMatchObject({ kind: 'event' })
      const Records = kinds.flatMap((kind, index) =>
        (['MODIFY', 'REMOVE'] as const).map((eventName) => ({
          eventName,
          dynamodb: { Keys: { pk: { S: `C#${index}` } }, NewImage: image(kind), SequenceNumber: `${index}` },
        })),
      )
      expect(await handler({ Records } as never, {} as never)).toEqual({ batchItemFailures: [] })
    })
  })
}
