/** The private desk: the one function that reads the restricted table, and the one role that the table's policy lets in. */
import { Construct } from 'constructs'
import type { Ground } from '../ground.ts'
import { ListeningFunction } from '../parts/function.ts'

export class PrivateDesk extends Construct {
  readonly api: ListeningFunction

  constructor(scope: Construct, id: string, { stage, alarms, doors, needs }: Ground, clientId: string) {
    super(scope, id)
    this.api = new ListeningFunction(this, 'private-desk', {
      stage,
      alarms,
      needs: [
        needs.main({ items: ['GetItem', 'PutItem', 'DeleteItem'], query: true }),
        needs.restrictedDesk(),
        needs.pepper(),
        needs.signIn(clientId),
      ],
    })
    doors.open(this.api)
  }
}
