/** Days on which the gateway is down and then floods, or lives in another day than we do. */

import { paginateScan } from '@aws-sdk/lib-dynamodb'
import { contactIdWith } from '../../functions/kit/world.ts'
import { formDate } from '../../local/africas-talking/callbacks.ts'
import { tableNames } from '../../local/tables.ts'
import type { PhoneNumber } from '../../shared/domain/phone-number.ts'
import { recover } from './account.ts'
import { type Caller, crowd, newPhone, nothingHeard } from './callers.ts'
import { type House, openHouse } from './house.ts'
import type { Outcome, Scenario } from './scenario.ts'

const people = Number(process.env.WORST_CALLERS ?? 120)
const dayMs = 86_400_000

/** One SMS as the gateway brings it: asked again until it is taken, as the gateway does. */
async function bringSms(house: House, phone: string, id: string, at: Date): Promise<void> {
  const form = {
    id,
    from: phone,
    to: '36036',
    text: 'Je n ai rien recu a la paie de ce mois',
    date: formDate(at),
    linkId: `link-${id}`,
    networkCode: '61002',
  }
  for (let tries = 0; tries < 20; tries += 1) {
    const answer = await fetch(house.door('sms'), { method: 'POST', body: new URLSearchParams(form) })
    await answer.body?.cancel()
    if (answer.ok) return
  }
}

/** Complaints by SMS: whose phone has none, and whose has two. */
async function byPhone(house: House, phones: readonly string[]) {
  const idOf = contactIdWith(house.pepper)
  const counts = new Map(phones.map((phone) => [idOf(phone as PhoneNumber), 0]))
  const days = new Set<string>()
  const client = house.table()
  const pages = paginateScan(
    { client },
    {
      TableName: tableNames.main,
      FilterExpression: '#kind = :kind AND channel = :sms',
      ExpressionAttributeNames: { '#kind': 'kind' },
      ExpressionAttributeValues: { ':kind': 'complaint', ':sms': 'sms' },
    },
  )
  for await (const { Items = [] } of pages) {
    for (const { contactId, receivedAt } of Items) {
      counts.set(String(contactId), (counts.get(String(contactId)) ?? 0) + 1)
      days.add(String(receivedAt).slice(0, 10))
    }
  }
  client.destroy()
  const all = [...counts.values()]
  return {
    counted: {
      due: phones.length,
      there: all.filter((count) => count > 0).length,
      twice: all.filter((count) => count > 1).length,
    },
    days: [...days],
  }
}

async function floodAfterAnHour(): Promise<Outcome> {
  const house = await openHouse()
  try {
    const heard = nothingHeard()
    await house.fault({ kind: 'down' })
    const callers: Caller[] = await crowd({ house, heard, thinkMs: 10 }, people, 4000)
    await house.pass(60)
    await house.clearFaults()
    const since = Date.now()
    // An hour's SMS at once, each of them twice and in no order.
    const phones = Array.from({ length: people * 2 }, newPhone)
    const at = await house.now()
    const wave = [...phones, ...phones.toReversed()].map((phone, index) => ({
      phone,
      at: new Date(at.getTime() - (index % 60) * 60_000),
    }))
    const brought = wave.length
    const bring = async (): Promise<void> => {
      for (let one = wave.pop(); one; one = wave.pop())
        await bringSms(house, one.phone, `ATXid_${one.phone.slice(1)}`, one.at)
    }
    await Promise.all(Array.from({ length: 30 }, bring))
    const received = async () => {
      const inboxes = await house.inboxes()
      return phones.map((phone) => (inboxes[phone] ?? []).length)
    }
    const allAnswered = async () => (await received()).every((count) => count > 0)
    const { account, recoveryMs } = await recover(house, callers, since, allAnswered)
    const { counted } = await byPhone(house, phones)
    const answered = await received()
    return {
      done: `${people} calls while no SMS could leave for an hour; then ${brought} SMS callbacks at once, each SMS twice`,
      heard,
      account,
      recoveryMs,
      others: {
        'complaints by SMS': counted,
        'answers to them': {
          due: phones.length,
          there: answered.filter((count) => count > 0).length,
          twice: answered.filter((count) => count > 1).length,
        },
      },
    }
  } finally {
    await house.close()
  }
}

async function anotherDay(): Promise<Outcome> {
  const house = await openHouse()
  try {
    const heard = nothingHeard()
    const half = Math.ceil(people / 2)
    const since = Date.now()
    const behind = await crowd({ house, heard, thinkMs: 10, skewMs: -dayMs }, half, 3000)
    const ahead = await crowd({ house, heard, thinkMs: 10, skewMs: dayMs }, half, 3000)
    const phones = Array.from({ length: half }, newPhone)
    const now = await house.now()
    await Promise.all(
      phones.map((phone, index) =>
        bringSms(
          house,
          phone,
          `ATXid_${phone.slice(1)}`,
          new Date(now.getTime() + (index % 2 ? dayMs : -dayMs)),
        ),
      ),
    )
    const { account, recoveryMs } = await recover(house, [...behind, ...ahead], since)
    const { counted, days } = await byPhone(house, phones)
    const ours = now.toISOString().slice(0, 10)
    const elsewhere = days.filter((day) => day !== ours).length
    return {
      done: `${half * 2} calls and ${half} SMS, half of them dated a day before, half a day after`,
      heard,
      account,
      recoveryMs,
      others: {
        'complaints by SMS': counted,
        'days on which they were received, by our clock': { due: 1, there: days.length, twice: elsewhere },
      },
    }
  } finally {
    await house.close()
  }
}

export const gatewayAway: readonly Scenario[] = [
  {
    name: 'the gateway is down for an hour, then floods',
    trouble:
      'No SMS leaves for an hour; then all that people wrote in it arrives at once, every callback twice.',
    run: floodAfterAnHour,
  },
  {
    name: 'the gateway lives in another day',
    trouble: 'Dates in callbacks are a day behind ours, or a day ahead.',
    run: anotherDay,
  },
]
