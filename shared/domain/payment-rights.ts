/** Which parts of the payments an officer has something to do with: the console shows ways to no others. */
import { importKinds } from './import-kinds.ts'
import { maySeeIncidentsSomewhere } from './incident-rights.ts'
import type { Officer } from './officer.ts'
import { mayPlanSomewhere, maySeePaydaysSomewhere } from './payday-rights.ts'
import { type PaymentWay, paymentWays } from './payment-ways.ts'

const isFor: Readonly<Record<PaymentWay, (who: Officer) => boolean>> = {
  paydays: maySeePaydaysSomewhere,
  reminders: mayPlanSomewhere,
  incidents: maySeeIncidentsSomewhere,
  files: (who) => importKinds.some((kind) => kind.may(who)),
}

export const paymentWaysOf = (who: Officer): PaymentWay[] => paymentWays.filter((way) => isFor[way](who))
