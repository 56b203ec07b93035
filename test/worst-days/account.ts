/** What was promised against what is there: complaints in both tables, and the SMS on the phones. */
import { setTimeout as pause } from 'node:timers/promises'
import { paginateScan } from '@aws-sdk/lib-dynamodb'
import { contactIdWith } from '../../functions/kit/world.ts'
import { tableNames } from '../../local/tables.ts'
import type { PhoneNumber } from '../../shared/domain/phone-number.ts'
import { parseReference } from '../../shared/domain/reference.ts'
import type { Caller } from './callers.ts'
import type { House } from './house.ts'

export interface Account {
  /** Callers whose phone showed a reference. */
  readonly promised: number
  /** Promised, and no complaint or no receipt. */
  readonly lost: number
  /** Two complaints of one call, or two receipts of one complaint. */
  readonly doubled: number
  /** Filed though the caller heard no reference; the SMS told them. */
  readonly unheard: number
  /** Broken calls that are kept, for staff to call back and the caller to go on with. */
  readonly kept: number
}

/** Complaints by whose they are: references of those that were sent, and whose were cut off. */
export async function complaintsOf(
  house: House,
  tables: readonly string[] = [tableNames.main, tableNames.restricted],
) {
  const filed = new Map<string, string[]>()
  const kept = new Set<string>()
  const client = house.table()
  for (const TableName of tables) {
    const pages = paginateScan(
      { client },
      {
        TableName,
        FilterExpression: '#kind = :kind',
        ExpressionAttributeNames: { '#kind': 'kind' },
        ExpressionAttributeValues: { ':kind': 'complaint' },
        ConsistentRead: true,
      },
    )
    for await (const { Items = [] } of pages) {
      for (const { contactId, reference, state } of Items) {
        const whose = String(contactId)
        if (state === 'interrupted') kept.add(whose)
        else filed.set(whose, [...(filed.get(whose) ?? []), String(reference)])
      }
    }
  }
  client.destroy()
  return { filed, kept }
}

const referenceIn = (text: string): string => parseReference(/\d{4}-\d{4}-\d/.exec(text)?.[0] ?? '') ?? ''

export async function takeAccount(house: House, callers: readonly Caller[]): Promise<Account> {
  const idOf = contactIdWith(house.pepper)
  const { filed, kept } = await complaintsOf(house)
  const inboxes = await house.inboxes()
  const account = { promised: 0, lost: 0, doubled: 0, unheard: 0, kept: 0 }
  for (const { phone, reference } of callers) {
    const contactId = idOf(phone as PhoneNumber)
    const own = filed.get(contactId) ?? []
    const receipts = (inboxes[phone] ?? []).map(referenceIn)
    if (kept.has(contactId)) account.kept += 1
    if (own.length > 1 || own.some((one) => receipts.filter((other) => other === one).length > 1))
      account.doubled += 1
    if (reference) {
      account.promised += 1
      if (!own.includes(reference) || !receipts.includes(reference)) account.lost += 1
    } else if (own.length > 0) {
      account.unheard += 1
      if (own.some((one) => !receipts.includes(one))) account.lost += 1
    }
  }
  return account
}

/** Longer than this nobody watches a clock: the rest of the waiting is passed by pushing it. */
const watchedMs = 12_000
const pushedMinutes = 3
const pushesAtMost = 16
const againMs = 1500

export interface Recovery {
  readonly account: Account
  /** From the end of the trouble to the last consequence, by the service's own clock. */
  readonly recoveryMs: number
}

/** Waits until all that was promised is there. What needs a clock to ring gets its clock pushed, and that time counts. */
export async function recover(
  house: House,
  callers: readonly Caller[],
  since: number,
  isWholeBesides: () => Promise<boolean> = async () => true,
): Promise<Recovery> {
  let pushed = 0
  for (;;) {
    await house.settled()
    const account = await takeAccount(house, callers)
    const recoveryMs = Date.now() - since + pushed * 60_000
    const isWhole = account.lost === 0 && (await isWholeBesides())
    if (isWhole || pushed >= pushesAtMost * pushedMinutes) {
      // What would come twice comes now.
      await pause(againMs)
      await house.settled()
      return { account: await takeAccount(house, callers), recoveryMs }
    }
    if (Date.now() - since < watchedMs) await pause(250)
    else {
      await house.pass(pushedMinutes)
      pushed += pushedMinutes
    }
  }
}
