/** Reminders on real tables: paydays with their lists, a gateway that notes whom it wrote to, a queue and a clock to push. */
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb'
import { correct } from '../../shared/actions/correct-reminders.ts'
import type { SendOutcome, SmsGateway } from '../../shared/actions/ports.ts'
import type { BatchRef } from '../../shared/actions/reminders-ports.ts'
import { type ReminderSender, sendBatch } from '../../shared/actions/send-reminders.ts'
import { type Tender, tendReminders } from '../../shared/actions/tend-reminders.ts'
import type { Language } from '../../shared/domain/languages.ts'
import { type Disclosure, type Payday, siteIdOf } from '../../shared/domain/payday.ts'
import type { PaydayChange } from '../../shared/domain/payday-commands.ts'
import { noTotals } from '../../shared/domain/payday-totals.ts'
import type { PhoneNumber } from '../../shared/domain/phone-number.ts'
import type { ReminderRound } from '../../shared/domain/reminder.ts'
import type { BudgetState } from '../../shared/domain/reminder-spend.ts'
import { createDueLines, dueLineItem } from '../../shared/store/due-lines.ts'
import { contactItem, type Item } from '../../shared/store/items.ts'
import { createPaydays, paydayItem, totalsItem } from '../../shared/store/paydays.ts'
import { createReminders } from '../../shared/store/reminders.ts'
import { documents, type Tables } from '../../shared/store/tables.ts'
import { testWorld } from './complaints.ts'
import { startTestTables } from './engines.ts'

export interface SentSms {
  readonly phone: PhoneNumber
  readonly text: string
  readonly at: Date
}
/** What the gateway answers to one call; without a plan it accepts all. */
export type GatewayPlan = (text: string, phones: readonly PhoneNumber[]) => SendOutcome | undefined

export const contactIdOf = (number: number): string => `contact-${String(number).padStart(6, '0')}`
export const phoneOf = (number: number): PhoneNumber =>
  `+22370${String(number).padStart(6, '0')}` as PhoneNumber

export interface Listed {
  readonly household: string
  /** Several households may be behind one. */
  readonly contact?: number
}

export const paydayOn = (paydayId: string, day: string, more: Partial<Payday> = {}): Payday => {
  const site = more.site ?? { commune: '71025000', village: 'Bara' }
  return {
    paydayId,
    version: 1,
    programme: 'jigisemejiri',
    round: '2026-T4',
    site,
    siteId: siteIdOf(site),
    day,
    agency: 'sahel-cash',
    amountFcfa: 30_000,
    disclosure: 'open' as Disclosure,
    state: 'planned',
    createdAt: '2026-11-01T08:00:00.000Z',
    updatedAt: '2026-11-01T08:00:00.000Z',
    ...more,
  }
}

export const households = (count: number, from = 1): Listed[] =>
  Array.from({ length: count }, (_, index) => ({
    household: `ML-7102-${String(from + index).padStart(6, '0')}`,
    contact: from + index,
  }))

export async function startReminders() {
  const engine = await startTestTables()
  const tables: Tables = {
    client: documents(engine.client),
    main: engine.mainTable,
    restricted: engine.restrictedTable,
  }
  const world = testWorld()
  const reminders = createReminders(tables)
  const paydays = createPaydays(tables)
  const dueLines = createDueLines(tables)
  const sent: SentSms[] = []
  const calls: { readonly text: string; readonly phones: readonly PhoneNumber[] }[] = []
  const queued: BatchRef[] = []
  const told: ReminderRound[] = []
  let plan: GatewayPlan = () => undefined
  let budget: BudgetState = 'none'
  let gatewayIds = 0

  const gateway: SmsGateway = {
    async send(text, phones) {
      calls.push({ text, phones })
      const outcome = plan(text, phones)
      const wrote = outcome === undefined || outcome.outcome === 'accepted' || outcome.outcome === 'unknown'
      if (wrote) sent.push(...phones.map((phone) => ({ phone, text, at: world.now() })))
      return new Map(
        phones.map((phone): [PhoneNumber, SendOutcome] => {
          gatewayIds += 1
          const accepted = {
            outcome: 'accepted',
            gatewayId: `ATXid_${gatewayIds}`,
            cost: 'XOF 12.0000',
            parts: 1,
          } as const
          return [phone, outcome ?? accepted]
        }),
      )
    },
    balance: async () => 'XOF 1.0000',
  }
  const tender: Tender = {
    world,
    reminders,
    paydays,
    dueLines,
    queue: {
      put: async (bodies) => {
        queued.push(...bodies.map((body) => JSON.parse(body) as BatchRef))
      },
    },
    callsPerMinute: 600,
  }
  const sender: ReminderSender = {
    world,
    reminders,
    paydays,
    gateway,
    budget: async () => budget,
    turn: async () => {},
    tell: async (round) => {
      told.push(round)
    },
  }

  async function putAll(items: readonly Item[]): Promise<void> {
    for (let start = 0; start < items.length; start += 25) {
      const puts = items.slice(start, start + 25).map((Item) => ({ PutRequest: { Item } }))
      await tables.client.send(new BatchWriteCommand({ RequestItems: { [tables.main]: puts } }))
    }
  }

  return {
    endpoint: engine.endpoint,
    tables,
    world,
    reminders,
    paydays,
    dueLines,
    gateway,
    tender,
    sender,
    sent,
    calls,
    queued,
    told,
    stop: engine.stop,
    answer(next: GatewayPlan) {
      plan = next
    },
    setBudget(next: BudgetState) {
      budget = next
    },
    putAll,
    async contacts(numbers: readonly number[], more: { language?: Language; optedOutAt?: string } = {}) {
      await putAll(
        numbers.map((number) =>
          contactItem({ contactId: contactIdOf(number), phone: phoneOf(number), followUps: {}, ...more }),
        ),
      )
    },
    async payday(payday: Payday, list: readonly Listed[]) {
      const { paydayId } = payday
      await putAll([
        paydayItem(payday),
        totalsItem(paydayId, {
          ...noTotals,
          lines: list.length,
          reachable: list.filter(({ contact }) => contact !== undefined).length,
        }),
        ...list.map(({ household, contact }) =>
          dueLineItem(
            {
              paydayId,
              householdId: household,
              amountFcfa: payday.amountFcfa,
              ...(contact === undefined ? {} : { contactId: contactIdOf(contact) }),
            },
            payday,
          ),
        ),
      ])
    },
    /** As P1's commands do: the payday changes, and the conveyor is told. */
    async changePayday(
      paydayId: string,
      next: Partial<Payday>,
      type: PaydayChange['event']['type'] = 'moved',
    ) {
      const was = await paydays.read(paydayId)
      if (!was) throw new Error('there is no such payday')
      const at = world.now().toISOString()
      const change: PaydayChange = {
        was,
        payday: { ...was, ...next, version: was.version + 1, updatedAt: at },
        event: { eventId: world.id(), paydayId, type, at, by: { kind: 'clock' }, data: {} },
      }
      await paydays.commit(change)
      await correct(reminders, change)
    },
    tend: () => tendReminders(tender),
    /** Sends all that is on the queue. */
    async pump() {
      const ends = []
      while (queued.length > 0) ends.push(await sendBatch(sender, queued.shift() as BatchRef))
      return ends
    },
  }
}
export type RemindersDesk = Awaited<ReturnType<typeof startReminders>>
