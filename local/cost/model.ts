/** What Jigikan costs a month, by part, for a number of households: arithmetic over the assumptions and nothing else. */
import { functions } from '../../functions/triggers.ts'
import { field, measured, type Prices } from './assumptions.ts'

export interface Volumes {
  readonly complaints: number
  readonly calls: number
  readonly hops: number
  readonly sms: number
  readonly reminders: number
  readonly confirmations: number
  readonly staffRequests: number
}
export interface Cost {
  readonly part: string
  readonly usd: number
  /** `fixed`: paid though nobody dials. */
  readonly kind: 'fixed' | 'use' | 'telecom'
}

/** `paymentsAMonth`: paydays of one household in a month, 1/3 when it is paid every quarter. */
export function volumesOf(households: number, paymentsAMonth: number): Volumes {
  const { complaintsPer1000, paymentWeekTimes, withPhone } = field
  const weeksOfPayment = paymentsAMonth
  const weeksOfAMonth = 52 / 12
  const weekly = (households / 1000) * (complaintsPer1000 / weeksOfAMonth)
  const complaints = weekly * (weeksOfAMonth - weeksOfPayment + weeksOfPayment * paymentWeekTimes)
  const told = households * withPhone * paymentsAMonth
  const confirmations = told * field.answersConfirmation
  const calls = complaints * field.callsPerFiling + confirmations
  // The week before, the eve, and the question on the day after.
  const reminders = told * 3
  return {
    complaints,
    calls,
    hops: calls * measured.call.hops,
    sms: complaints * field.smsPerComplaint + confirmations,
    reminders,
    confirmations,
    staffRequests: complaints * field.staffRequestsPerComplaint,
  }
}

export function costsOf(households: number, paymentsAMonth: number, at: Prices): readonly Cost[] {
  const v = volumesOf(households, paymentsAMonth)
  const gb = 1e9
  const writes =
    v.complaints * (measured.call.writeUnits + measured.conveyorWriteUnits) +
    (v.calls - v.complaints) * measured.call.writeUnitsWithoutFiling +
    v.complaints * field.commands * measured.commandWriteUnits +
    v.reminders * measured.reminderWriteUnits +
    v.confirmations * measured.confirmationWriteUnits
  const reads =
    v.calls * measured.call.readUnits + v.staffRequests * measured.staffReadUnits + v.reminders * 2
  const stored =
    (households * measured.householdBytes +
      households * paymentsAMonth * 12 * field.yearsKept * measured.dueLineBytes +
      v.complaints * 12 * field.yearsKept * measured.complaintBytes) /
    gb
  const other = v.staffRequests + v.complaints * (field.commands + 6) + v.sms + v.reminders / 50
  const lineGb = functions['ussd-line'].memoryMb / 1024
  const compute =
    (v.hops * measured.hopMs * lineGb + other * measured.otherMs * 0.5) * (at.lambdaGbSecond / 1000) +
    (v.hops + other) * at.lambdaRequest
  const requests = v.hops + v.staffRequests + v.sms * 2 + v.reminders
  const functionsCount = Object.keys(functions).length
  return [
    { part: 'Firewall, base', usd: at.firewallBase, kind: 'fixed' },
    { part: 'Keys and secrets', usd: 3 * at.key + 5 * at.secret, kind: 'fixed' },
    {
      part: 'Alarms, dashboard, metrics',
      usd: 2 * functionsCount * at.alarm + functionsCount * at.metric,
      kind: 'fixed',
    },
    { part: 'Tables, writes', usd: writes * at.writeUnit, kind: 'use' },
    { part: 'Tables, reads', usd: reads * at.readUnit, kind: 'use' },
    { part: 'Tables, kept and backed up', usd: stored * (at.storedGb + at.backedUpGb), kind: 'use' },
    { part: 'Functions', usd: compute, kind: 'use' },
    {
      part: 'API and firewall requests',
      usd: requests * (at.httpRequest + at.firewallRequest),
      kind: 'use',
    },
    { part: 'Queues', usd: (v.sms + v.reminders / 50) * 3 * at.queueRequest, kind: 'use' },
    {
      part: 'Logs',
      usd: ((v.hops + other) * measured.logBytesPerInvocation * at.loggedGb) / gb,
      kind: 'use',
    },
    {
      part: 'SMS (price not known)',
      usd: (v.sms + v.reminders) * field.segmentsPerSms * field.smsPriceUsd,
      kind: 'telecom',
    },
    { part: 'USSD sessions (price not known)', usd: v.calls * field.ussdSessionUsd, kind: 'telecom' },
  ]
}
