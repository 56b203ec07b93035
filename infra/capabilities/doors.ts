/**
 * The HTTP doors: every route of the list, each with the proof that its door asks for. Staff routes are shut by API Gateway
 * before a function wakes; callbacks carry their token in the path, which no log may hold; health is open.
 */
import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib'
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway'
import {
  type CfnStage,
  type HttpApi,
  type HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  type IHttpRouteAuthorizer,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2'
import { HttpJwtAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers'
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations'
import { Metric } from 'aws-cdk-lib/aws-cloudwatch'
import { FilterPattern, LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { functions, type HttpTrigger } from '../../functions/triggers.ts'
import { type Alarms, summed } from '../parts/alarm.ts'
import { countsOf, type ListeningFunction } from '../parts/function.ts'
import type { StageSheet } from '../stages.ts'

export interface DoorsProps {
  readonly stage: StageSheet
  readonly alarms: Alarms
  readonly api: HttpApi
  readonly issuer: string
  readonly clientId: string
}

/** Names and numbers of ours: the route as it is declared, never the path that was asked; no address, no browser. */
export const accessLog = {
  requestId: '$context.requestId',
  at: '$context.requestTimeEpoch',
  routeKey: '$context.routeKey',
  status: '$context.status',
  latencyMs: '$context.responseLatency',
  functionStatus: '$context.integration.status',
  functionLatencyMs: '$context.integration.latency',
  refused: '$context.error.responseType',
  bytes: '$context.responseLength',
} as const

/** Callbacks that were kept whole because nobody could read them, whichever door they came to. */
const unreadable = 'callbacks unreadable'

export class Doors extends Construct {
  readonly stage: HttpStage
  private readonly api: HttpApi
  private readonly sheet: StageSheet
  private readonly signedIn: IHttpRouteAuthorizer
  private readonly cfnStage: CfnStage

  constructor(scope: Construct, id: string, { stage, alarms, api, issuer, clientId }: DoorsProps) {
    super(scope, id)
    this.api = api
    this.sheet = stage
    this.signedIn = new HttpJwtAuthorizer('officers', issuer, { jwtAudience: [clientId] })
    const log = new LogGroup(this, 'log', {
      logGroupName: `/aws/vendedlogs/jigikan/${stage.name}/doors`,
      retention: stage.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    const { rate, burst } = stage.rates.others
    this.stage = new HttpStage(this, 'stage', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: rate, burstLimit: burst },
      accessLogSettings: {
        destination: new LogGroupLogDestination(log),
        format: AccessLogFormat.custom(JSON.stringify(accessLog)),
      },
    })
    this.cfnStage = this.stage.node.defaultChild as CfnStage
    this.alarms(alarms, log)
  }

  private alarms(alarms: Alarms, log: LogGroup): void {
    alarms.add({
      slug: 'doors-fail',
      hurts: 'Callers, the gateway or officers get an error from us before any function could apologise.',
      metric: this.stage.metricServerError(summed(Duration.minutes(5))),
      from: 5,
    })
    const refused = new MetricFilter(this, 'callbacks-refused', {
      logGroup: log,
      filterPattern: FilterPattern.literal('{ $.routeKey = "POST /callbacks*" && $.status = "4*" }'),
      metricNamespace: countsOf(this.sheet),
      metricName: 'callbacks refused',
      metricValue: '1',
    })
    alarms.add({
      slug: 'callbacks-refused',
      hurts:
        'The gateway knocks with a token that we do not know, or too often: callers hear nothing and SMS are lost after twelve hours.',
      metric: refused.metric(summed(Duration.minutes(5))),
      from: 10,
    })
    alarms.add({
      slug: 'callbacks-unreadable',
      hurts:
        'What people typed or wrote reached us in a form that we cannot read: it is kept whole, and nobody has answered it.',
      metric: new Metric({
        namespace: countsOf(this.sheet),
        metricName: unreadable,
        ...summed(Duration.minutes(5)),
      }),
      from: 3,
    })
  }

  /** Hangs a function behind its routes. */
  open(listening: ListeningFunction): void {
    const { name, fn } = listening
    const { door, routes } = functions[name].trigger as HttpTrigger
    const integration = new HttpLambdaIntegration(`${name}-integration`, fn)
    for (const key of routes) {
      const [method, path = ''] = key.split(' ')
      const route = new HttpRoute(this, key, {
        httpApi: this.api,
        routeKey: HttpRouteKey.with(path, method as HttpMethod),
        integration,
        authorizer: door === 'staff' ? this.signedIn : new HttpNoneAuthorizer(),
      })
      if (door !== 'staff') {
        Validations.of(route).acknowledge({
          id: 'AwsSolutions-APIG4',
          reason:
            door === 'callback'
              ? 'The gateway signs nothing: the function proves the token in the path, in constant time.'
              : door === 'consumer'
                ? 'Consumers have keys of their own: the function proves them against their hashes, in constant time.'
                : 'Says only that the door stands open.',
        })
      }
      this.cfnStage.node.addDependency(route)
    }
    if (door === 'callback') {
      listening.logged('unreadable', FilterPattern.stringValue('$.what', '=', 'quarantined'), {
        together: unreadable,
      })
    }
  }

  /** A route's own limit, so that a crowd at one door does not shut another. */
  limit(
    routeKeys: readonly string[],
    { rate, burst }: { readonly rate: number; readonly burst: number },
  ): void {
    this.cfnStage.routeSettings = {
      ...(this.cfnStage.routeSettings as Record<string, unknown> | undefined),
      ...Object.fromEntries(
        routeKeys.map((key) => [key, { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst }]),
      ),
    }
  }
}
