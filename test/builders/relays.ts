/** Relays on real tables: an officer of that role in a commune's committee, and his personal code. */
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import type { Officer } from '../../shared/domain/officer.ts'
import { unit } from '../../shared/domain/units.ts'
import { officerKey } from '../../shared/store/keys.ts'
import { createRelayNumbers } from '../../shared/store/relays.ts'
import type { Tables } from '../../shared/store/tables.ts'
import { officerOf } from './complaints.ts'

export async function putRelay(
  tables: Tables,
  {
    officerId,
    number,
    commune,
    ...more
  }: { readonly officerId: string; readonly number: string; readonly commune: string } & Partial<Officer>,
): Promise<Officer> {
  const officer = officerOf([unit('commune', commune)], {
    officerId,
    role: 'relay',
    clearance: 'S1',
    ...more,
  })
  await tables.client.send(
    new PutCommand({
      TableName: tables.main,
      Item: { ...officer, ...officerKey(officerId), kind: 'officer', v: 1 },
    }),
  )
  await createRelayNumbers(tables).give(officerId, number, undefined, undefined)
  return officer
}
