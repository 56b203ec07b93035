/**
 * A function of the list, on AWS: memory and time as its sheet says, a role with its needs and nothing else, a log that
 * ends, and an alarm that says who is hurt. Its environment is proved by its own settings while the app is synthesised.
 */
import { Duration, RemovalPolicy } from 'aws-cdk-lib'
import { type IMetric, MathExpression, type Metric } from 'aws-cdk-lib/aws-cloudwatch'
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { Architecture, Runtime } from 'aws-cdk-lib/aws-lambda'
import { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs'
import { FilterPattern, type IFilterPattern, LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { settingsOf, variablesOf } from '../../functions/settings.ts'
import { type FunctionName, functions } from '../../functions/triggers.ts'
import type { StageSheet } from '../stages.ts'
import { type Alarms, summed } from './alarm.ts'
import { bundling, entryOf, projectRoot } from './bundling.ts'
import { functionNamed } from './names.ts'
import type { Need } from './needs.ts'

/** Variables that point at the engines and stand-ins of one machine: never set here. */
export const oneMachineOnly = [
  'JIGIKAN_DYNAMODB_ENDPOINT',
  'JIGIKAN_S3_ENDPOINT',
  'JIGIKAN_SQS_ENDPOINT',
  'JIGIKAN_SES_ENDPOINT',
  'JIGIKAN_AT_BASE_URL',
  'JIGIKAN_PUSH_TO_LOOPBACK',
]
/** What the platform itself reads: errors are told by the lines that people wrote. */
export const platformVariables = { NODE_OPTIONS: '--enable-source-maps' }

/** Where our own counts are kept. */
export const countsOf = ({ name }: Pick<StageSheet, 'name'>): string => `Jigikan/${name}`
export interface Counting {
  /** Several functions count into one. */
  readonly together?: string
  /** What a line counts that does not fit. */
  readonly otherwise?: number
}

export interface FunctionProps {
  readonly stage: StageSheet
  readonly alarms: Alarms
  readonly needs: readonly Need[]
  readonly reservedConcurrency?: number | undefined
  /** Faults in five minutes that ring. One, unless one hurts nobody for long. */
  readonly faultsFrom?: number
}

function environmentOf(
  name: FunctionName,
  stage: StageSheet,
  needs: readonly Need[],
): Record<string, string> {
  const environment = Object.assign({ JIGIKAN_STAGE: stage.name }, ...needs.map(({ variables }) => variables))
  const known = variablesOf(name).filter((variable) => !oneMachineOnly.includes(variable))
  const strangers = Object.keys(environment).filter((variable) => !known.includes(variable))
  if (strangers.length > 0) throw new Error(`${name} does not read ${strangers.join(', ')}`)
  const read = settingsOf[name].safeParse(environment)
  if (!read.success)
    throw new Error(`${name} lacks ${read.error.issues.map(({ path }) => path.join('.')).join(', ')}`)
  return environment
}

export class ListeningFunction extends Construct {
  readonly name: FunctionName
  readonly fn: NodejsFunction
  readonly role: Role
  readonly logGroup: LogGroup
  private readonly stage: StageSheet

  constructor(scope: Construct, name: FunctionName, props: FunctionProps) {
    super(scope, name)
    const { stage, alarms, needs, reservedConcurrency, faultsFrom = 1 } = props
    const { memoryMb, timeoutSeconds, hurts } = functions[name]
    this.name = name
    this.stage = stage
    this.logGroup = new LogGroup(this, 'log', {
      logGroupName: `/jigikan/${stage.name}/${name}`,
      retention: stage.logDays,
      // No log holds what cannot be lost, and a log that stays would stand in the way of building the service anew.
      removalPolicy: RemovalPolicy.DESTROY,
    })
    this.role = new Role(this, 'role', {
      roleName: functionNamed(stage, name),
      assumedBy: new ServicePrincipal('lambda.amazonaws.com'),
    })
    this.role.addToPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [this.logGroup.logGroupArn],
      }),
    )
    for (const statement of needs.flatMap(({ statements = [] }) => statements))
      this.role.addToPolicy(statement)
    this.fn = new NodejsFunction(this, 'function', {
      functionName: functionNamed(stage, name),
      description: `Without it: ${hurts}`,
      entry: entryOf(name),
      projectRoot,
      depsLockFilePath: `${projectRoot}package-lock.json`,
      bundling,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: memoryMb,
      timeout: Duration.seconds(timeoutSeconds),
      role: this.role,
      logGroup: this.logGroup,
      environment: { ...environmentOf(name, stage, needs), ...platformVariables },
      ...(reservedConcurrency === undefined ? {} : { reservedConcurrentExecutions: reservedConcurrency }),
    })
    alarms.add({ slug: `${name}-fails`, hurts, metric: this.faults(), from: faultsFrom })
  }

  /**
   * Everything that went wrong: what the platform saw, what it turned away, and what the function caught itself and said
   * in its log while the other side heard an apology.
   */
  private faults(): IMetric {
    const period = Duration.minutes(5)
    return new MathExpression({
      label: 'faults',
      expression: 'FILL(errors, 0) + FILL(throttles, 0) + FILL(told, 0)',
      usingMetrics: {
        errors: this.fn.metricErrors(summed(period)),
        throttles: this.fn.metricThrottles(summed(period)),
        told: this.logged('faults', FilterPattern.stringValue('$.level', '=', 'error'), {
          otherwise: 0,
        }).with(summed(period)),
      },
      period,
    })
  }

  /** Counts lines of this function's log. Without a value for the others it costs nothing while there are none. */
  logged(what: string, filterPattern: IFilterPattern, more: Counting = {}): Metric {
    const { together, otherwise } = more
    return new MetricFilter(this, `count-${what}`, {
      logGroup: this.logGroup,
      filterPattern,
      metricNamespace: countsOf(this.stage),
      metricName: together ?? `${this.name} ${what}`,
      metricValue: '1',
      ...(otherwise === undefined ? {} : { defaultValue: otherwise }),
    }).metric()
  }
}
