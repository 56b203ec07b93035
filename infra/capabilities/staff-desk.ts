/** The console's API: open complaints. It puts what becomes restricted where it belongs, and sees it no more. */
import { Construct } from 'constructs'
import type { Ground } from '../ground.ts'
import { ListeningFunction } from '../parts/function.ts'
import { acknowledgeFileObjects, redrives } from '../parts/needs.ts'
import type { EmailOut } from './email-out.ts'
import type { FileImports } from './file-imports.ts'
import type { SmsOut } from './sms-out.ts'

export interface StaffDeskProps {
  readonly clientId: string
  readonly smsOut: SmsOut
  readonly emailOut: EmailOut
  readonly fileImports: FileImports
}

export class StaffDesk extends Construct {
  readonly api: ListeningFunction

  constructor(
    scope: Construct,
    id: string,
    ground: Ground,
    { clientId, smsOut, emailOut, fileImports }: StaffDeskProps,
  ) {
    super(scope, id)
    const { stage, alarms, doors, needs } = ground
    this.api = new ListeningFunction(this, 'staff-api', {
      stage,
      alarms,
      needs: [
        needs.main({
          items: ['GetItem', 'BatchGetItem', 'PutItem', 'UpdateItem', 'DeleteItem'],
          query: true,
          indexes: ['by-unit', 'by-cercle', 'by-region', 'by-nation', 'by-assignee', 'by-waiting'],
        }),
        needs.restrictedIntake(),
        needs.pepper(),
        needs.signIn(clientId),
        needs.registrySecrets(),
        needs.smsPrices(),
        needs.reminderBudget(),
        redrives(smsOut.queue),
        redrives(emailOut.queue),
        redrives(fileImports.queue),
        needs.filesOfOfficers(),
      ],
    })
    acknowledgeFileObjects(this.api.role, stage)
    doors.open(this.api)
  }
}
