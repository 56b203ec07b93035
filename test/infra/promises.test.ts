/** What the infrastructure promises, each in a sentence, kept by what would be deployed: laid out once for all of them. */

import { laidOut } from './laid-out.ts'
import { alarmPromises } from './promises/alarms.ts'
import { awsSolutions, awsSolutionsPromises } from './promises/aws-solutions.ts'
import { dataPromises } from './promises/data.ts'
import { docsPromises } from './promises/docs.ts'
import { doorPromises } from './promises/doors.ts'
import { filePromises } from './promises/files.ts'
import { leavePromises } from './promises/leave-to-act.ts'
import { liveOf } from './promises/live.ts'
import { officerPromises } from './promises/officers.ts'
import { pagePromises } from './promises/pages.ts'
import { queuePromises } from './promises/queues.ts'
import { restrictedTablePromises } from './promises/restricted-table.ts'
import { samePromises } from './promises/same-as-local.ts'
import { snapshotPromises } from './promises/snapshots.ts'
import { stagePromises } from './promises/stages.ts'

const laid = laidOut({ before: awsSolutions })
const live = liveOf(laid)

restrictedTablePromises(live)
leavePromises(live)
dataPromises(live)
queuePromises(live)
doorPromises(live)
filePromises(live)
pagePromises(live)
officerPromises(live)
alarmPromises(live)
stagePromises(live)
samePromises(laid)
docsPromises(laid)
awsSolutionsPromises(laid)
snapshotPromises(laid)
