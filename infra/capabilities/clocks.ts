/**
 * The clocks, in Mali's own time. A wake-up that never reached its function, or that its function could not answer, lies
 * among the dead letters; and a clock that stands still rings, since nobody would miss it otherwise.
 */
import { Duration, RemovalPolicy, Stack, TimeZone } from 'aws-cdk-lib'
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import { SqsDestination } from 'aws-cdk-lib/aws-lambda-destinations'
import { CfnSchedule, ScheduleGroup } from 'aws-cdk-lib/aws-scheduler'
import type { Queue } from 'aws-cdk-lib/aws-sqs'
import { Construct } from 'constructs'
import { type ClockTrigger, functions } from '../../functions/triggers.ts'
import type { Ground } from '../ground.ts'
import { summed } from '../parts/alarm.ts'
import type { ListeningFunction } from '../parts/function.ts'
import { named } from '../parts/names.ts'
import { deadLetters } from '../parts/queue-with-dead-letters.ts'

/** Mali keeps UTC all the year; the name keeps on being right should that ever change. */
const timeZone = TimeZone.of('Africa/Bamako').timezoneName
/** Every clock of the list rings again within a quarter of an hour: what is older has been done by the next ring. */
const stillMinutes = 30

export class Clocks extends Construct {
  private readonly ground: Ground
  private readonly group: ScheduleGroup
  private readonly dead: Queue
  private readonly role: Role

  constructor(scope: Construct, id: string, ground: Ground) {
    super(scope, id)
    const { stage, alarms } = ground
    this.ground = ground
    this.group = new ScheduleGroup(this, 'group', {
      scheduleGroupName: named(stage, 'clocks'),
      removalPolicy: RemovalPolicy.DESTROY,
    })
    this.dead = deadLetters(this, {
      stage,
      alarms,
      of: 'clocks',
      hurts:
        'What only a clock does was left undone once: late complaints are not escalated, or an SMS stays unsent.',
    })
    const { account } = Stack.of(this)
    this.role = new Role(this, 'role', {
      roleName: named(stage, 'clocks'),
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: {
          StringEquals: { 'aws:SourceAccount': account },
          ArnEquals: { 'aws:SourceArn': this.group.scheduleGroupArn },
        },
      }),
    })
    this.role.addToPolicy(
      new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [this.dead.queueArn] }),
    )
  }

  wake({ name, fn }: ListeningFunction): void {
    const { stage, alarms } = this.ground
    const { trigger, hurts } = functions[name]
    this.role.addToPolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [fn.functionArn] }),
    )
    const schedule = new CfnSchedule(this, name, {
      name: named(stage, name),
      description: `Without it: ${hurts}`,
      groupName: this.group.scheduleGroupName,
      scheduleExpression: (trigger as ClockTrigger).cron,
      scheduleExpressionTimezone: timeZone,
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: fn.functionArn,
        roleArn: this.role.roleArn,
        deadLetterConfig: { arn: this.dead.queueArn },
        retryPolicy: { maximumEventAgeInSeconds: 600, maximumRetryAttempts: 5 },
      },
    })
    // The scheduler tries its role at once.
    schedule.node.addDependency(this.role)
    // It hands the wake-up over and goes: what fails after that is the function's own.
    fn.configureAsyncInvoke({
      maxEventAge: Duration.minutes(10),
      retryAttempts: 1,
      onFailure: new SqsDestination(this.dead),
    })
    alarms.add({
      slug: `${name}-still`,
      hurts,
      metric: fn.metricInvocations(summed(Duration.minutes(stillMinutes))),
      from: 1,
      below: true,
      silenceRings: true,
    })
  }
}
