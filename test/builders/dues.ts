/** A payday and its list, put straight into the tables as the store keeps them. */
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb'
import { type DueLine, type Payday, type Site, siteIdOf } from '../../shared/domain/payday.ts'
import { dueLineKey, dueOf, paydayKey } from '../../shared/store/keys.ts'
import type { Tables } from '../../shared/store/tables.ts'

export function paydayOn(day: string, more: Partial<Payday> = {}): Payday {
  const site: Site = more.site ?? { commune: '71025000', village: 'Bara' }
  const at = `${day}T00:00:00.000Z`
  return {
    paydayId: `jigisemejiri.2026-t4.${siteIdOf(site)}.${day}`,
    version: 1,
    programme: 'jigisemejiri',
    round: '2026-T4',
    site,
    siteId: siteIdOf(site),
    day,
    agency: 'sahel-cash',
    amountFcfa: 45_000,
    disclosure: 'open',
    state: 'planned',
    createdAt: at,
    updatedAt: at,
    ...more,
  }
}

export const lineOn = (payday: Payday, householdId: string, more: Partial<DueLine> = {}): DueLine => ({
  paydayId: payday.paydayId,
  householdId,
  amountFcfa: payday.amountFcfa,
  siteId: payday.siteId,
  ...more,
})

export async function putPayday(tables: Tables, payday: Payday, lines: readonly DueLine[]): Promise<void> {
  const items = [
    {
      ...payday,
      ...paydayKey(payday.paydayId),
      kind: 'payday',
      v: 1,
      waitingKey: `payday|${payday.day.slice(0, 7)}`,
      waitingSort: `${payday.day}#${payday.paydayId}`,
    },
    ...lines.map((line) => ({
      ...line,
      ...dueLineKey(line.paydayId, line.householdId),
      kind: 'due-line',
      v: 1,
      waitingKey: dueOf(line.householdId),
      waitingSort: `${payday.day}#${payday.paydayId}`,
    })),
  ]
  for (let from = 0; from < items.length; from += 25) {
    await tables.client.send(
      new BatchWriteCommand({
        RequestItems: {
          [tables.main]: items.slice(from, from + 25).map((Item) => ({ PutRequest: { Item } })),
        },
      }),
    )
  }
}
