/** The households of the demonstration's payment list, on a Jigikan that has nothing else: the first ones have a phone. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { TransactWriteCommand } from '@aws-sdk/lib-dynamodb'
import { contactIdWith } from '../../functions/kit/world.ts'
import { contactOf, type Household, householdItem } from '../../local/demo/households.ts'
import { demoHouseholdId } from '../../local/demo/payment-list.ts'
import { localClientOptions } from '../../local/local-client.ts'
import { tableNames } from '../../local/tables.ts'
import type { PhoneNumber } from '../../shared/domain/phone-number.ts'
import { contactItem } from '../../shared/store/items.ts'
import { documents } from '../../shared/store/tables.ts'
import type { Jigikan } from './jigikan.ts'

export const listed = 30
export const roundPhone = (count: number): PhoneNumber =>
  `+223760010${String(count).padStart(2, '0')}` as PhoneNumber

/** The first `withPhones` of the thirty can be written to. */
export async function putRoundHouseholds(jigikan: Jigikan, withPhones: number): Promise<void> {
  const { pepper } = JSON.parse(await readFile(join(jigikan.dataFolder, 'secrets.json'), 'utf8'))
  const idOf = contactIdWith(pepper)
  const items = Array.from({ length: listed }, (_, index) => {
    const of: Household = {
      householdId: demoHouseholdId(index + 1),
      headName: 'Une Femme',
      headSex: 'woman',
      commune: '71025000',
      village: 'Bara',
      programme: 'jigisemejiri',
      language: 'fr',
    }
    const phone = index < withPhones ? roundPhone(index + 1) : undefined
    if (!phone) return [householdItem(of, undefined)]
    return [householdItem(of, idOf(phone)), contactItem(contactOf({ ...of, phone }, idOf(phone)))]
  })
  const client = documents(new DynamoDBClient(localClientOptions(jigikan.dynamoDb.endpoint)))
  const TransactItems = items.flat().map((Item) => ({ Put: { TableName: tableNames.main, Item } }))
  await client.send(new TransactWriteCommand({ TransactItems }))
}
