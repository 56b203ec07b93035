/** Households of a running Jigikan, with phones that the line knows, on the list of a payday of yesterday. */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb'
import { contactIdWith } from '../../functions/kit/world.ts'
import { localClientOptions } from '../../local/local-client.ts'
import { tableNames } from '../../local/tables.ts'
import type { DueLine, Payday } from '../../shared/domain/payday.ts'
import type { PhoneNumber } from '../../shared/domain/phone-number.ts'
import { dayOf } from '../../shared/domain/working-days.ts'
import { contactKey } from '../../shared/store/keys.ts'
import { documents, type Tables } from '../../shared/store/tables.ts'
import { gounzoureye } from './complaints.ts'
import { lineOn, paydayOn, putPayday } from './dues.ts'
import type { Jigikan, Phone } from './jigikan.ts'

export interface Home {
  readonly householdId: string
  readonly phone: Phone
}

export async function paidHomes(jigikan: Jigikan) {
  const client = new DynamoDBClient(localClientOptions(jigikan.dynamoDb.endpoint))
  const tables: Tables = { client: documents(client), ...tableNames }
  const { pepper } = JSON.parse(await readFile(join(jigikan.dataFolder, 'secrets.json'), 'utf8'))
  const contactIdOf: (phone: PhoneNumber) => string = contactIdWith(pepper)
  let homes = 0

  const home = (): Home => {
    homes += 1
    const number = String(homes).padStart(5, '0')
    return { householdId: `ML-7103-0${number}`, phone: jigikan.phone(`+223730${number}`) }
  }
  const contactOf = ({ householdId, phone: { number } }: Home) => ({
    ...contactKey(contactIdOf(number)),
    kind: 'contact',
    v: 1,
    contactId: contactIdOf(number),
    phone: number,
    language: 'fr',
    householdId,
    place: gounzoureye,
    programmes: ['jigisemejiri'],
    followUps: {},
  })

  return {
    tables,
    async paid(count: number, more: Partial<Payday>, line: (index: number) => Partial<DueLine> = () => ({})) {
      const payday = paydayOn(dayOf(new Date(jigikan.clock.now().getTime() - 86_400_000)), more)
      const listed = Array.from({ length: count }, home)
      const contacts = listed.map(contactOf)
      for (let from = 0; from < contacts.length; from += 25) {
        const puts = contacts.slice(from, from + 25).map((Item) => ({ PutRequest: { Item } }))
        await tables.client.send(new BatchWriteCommand({ RequestItems: { [tables.main]: puts } }))
      }
      const lines = listed.map((each, index) =>
        lineOn(payday, each.householdId, { contactId: contactIdOf(each.phone.number), ...line(index) }),
      )
      await putPayday(tables, payday, lines)
      return { payday, listed }
    },
  }
}
