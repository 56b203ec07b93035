/** What runs: one line a capability. It holds no data, and may be taken down and built anew at any hour. */
import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib'
import type { ITable } from 'aws-cdk-lib/aws-dynamodb'
import type { Construct } from 'constructs'
import { Clocks } from './capabilities/clocks.ts'
import { Confirmations } from './capabilities/confirmations.ts'
import { Conveyor } from './capabilities/conveyor.ts'
import { Deadlines } from './capabilities/deadlines.ts'
import { Doors } from './capabilities/doors.ts'
import { EmailOut } from './capabilities/email-out.ts'
import { FileImports } from './capabilities/file-imports.ts'
import { LineWatch } from './capabilities/line-watch.ts'
import { PrivateDesk } from './capabilities/private-desk.ts'
import { Registry } from './capabilities/registry.ts'
import { Reminders } from './capabilities/reminders.ts'
import { Retention } from './capabilities/retention.ts'
import { SealedHistory } from './capabilities/sealed-history.ts'
import { SmsIn } from './capabilities/sms-in.ts'
import { SmsOut } from './capabilities/sms-out.ts'
import { StaffDesk } from './capabilities/staff-desk.ts'
import { TheLine } from './capabilities/the-line.ts'
import { Watch } from './capabilities/watch.ts'
import type { DataStack } from './data-stack.ts'
import type { Ground } from './ground.ts'
import { Alarms } from './parts/alarm.ts'
import { Needs } from './parts/needs.ts'
import type { StageSheet } from './stages.ts'
import type { WebStack } from './web-stack.ts'

export interface ServiceProps extends StackProps {
  readonly data: DataStack
  readonly web: WebStack
}

export class ServiceStack extends Stack {
  constructor(scope: Construct, id: string, stage: StageSheet, props: ServiceProps) {
    super(scope, id, props)
    const { data, web } = props
    const clientId = web.client.userPoolClientId
    const alarms = new Alarms(this, 'alarms', stage)
    const issuer = data.userPool.userPoolProviderUrl
    const doors = new Doors(this, 'doors', { stage, alarms, api: web.api, issuer, clientId })
    const ground: Ground = { stage, alarms, doors, needs: new Needs(stage, data) }

    const clocks = new Clocks(this, 'clocks', ground)
    const line = new TheLine(this, 'the-line', ground)
    const smsIn = new SmsIn(this, 'sms-in', ground)
    const smsOut = new SmsOut(this, 'sms-out', ground, clocks)
    const emailOut = new EmailOut(this, 'email-out', ground)
    const registry = new Registry(this, 'registry', ground, clocks)
    const conveyor = new Conveyor(this, 'conveyor', ground, {
      table: data.main as ITable,
      smsOut,
      emailOut,
      registry,
      consoleUrl: web.consoleUrl,
    })
    new Reminders(this, 'reminders', ground, { clocks, consoleUrl: web.consoleUrl })
    const fileImports = new FileImports(this, 'file-imports', ground, data.files)
    const staffDesk = new StaffDesk(this, 'staff-desk', ground, { clientId, smsOut, emailOut, fileImports })
    new PrivateDesk(this, 'private-desk', ground, clientId)
    new LineWatch(this, 'line-watch', ground, clocks, web.consoleUrl)
    new Deadlines(this, 'deadlines', ground, clocks)
    new Confirmations(this, 'confirmations', ground, clocks)
    new SealedHistory(this, 'sealed-history', ground, clocks)
    new Retention(this, 'retention', ground, clocks)
    new Watch(this, 'watch', ground, { line, smsIn, smsOut, emailOut, conveyor, staffDesk })

    new CfnOutput(this, 'health', {
      value: `${web.consoleUrl}/health`,
      description: 'For a watch from outside',
    })
  }
}
