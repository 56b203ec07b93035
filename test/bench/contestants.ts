/** The four applications of the journey: what each is given before it starts, and what it has kept when it is over. */
import {
  CreateTableCommand,
  type DynamoDBClient,
  UpdateTimeToLiveCommand,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb'
import { BatchWriteCommand, paginateScan } from '@aws-sdk/lib-dynamodb'
import { contactIdWith } from '../../functions/kit/world.ts'
import { placeOfCommune } from '../../shared/domain/places.ts'
import { contactItem, type Item } from '../../shared/store/items.ts'
import { documents } from '../../shared/store/tables.ts'
import type { TestTables } from '../builders/engines.ts'
import { otherTables } from './apps/other-store.ts'
import { commune, planned } from './plan.ts'

export interface Kept {
  readonly reference: string
  readonly phone: string
  readonly category: string
  readonly about: string
}
export interface Contestant {
  readonly name: string
  readonly file: string
  readonly path: string
  /** Makes what it needs, with the households that will call, and gives its environment. */
  prepare(engine: TestTables, sessions: number): Promise<NodeJS.ProcessEnv>
  kept(engine: TestTables, sessions: number): Promise<readonly Kept[]>
}

const phonesOf = (sessions: number) => Array.from({ length: sessions }, (_, index) => planned(index).phone)
const programme = 'jigisemejiri'

async function putAll(client: DynamoDBClient, table: string, items: readonly Item[]): Promise<void> {
  for (let from = 0; from < items.length; from += 25) {
    const puts = items.slice(from, from + 25).map((item) => ({ PutRequest: { Item: item } }))
    await documents(client).send(new BatchWriteCommand({ RequestItems: { [table]: puts } }))
  }
}

async function allOf(client: DynamoDBClient, table: string): Promise<readonly Item[]> {
  const items: Item[] = []
  for await (const { Items = [] } of paginateScan({ client: documents(client) }, { TableName: table })) {
    items.push(...Items)
  }
  return items
}

const pepper = 'pepper'
const token = 'token'
const contactIdOf = contactIdWith(pepper)

const ours: Contestant = {
  name: 'Jigikan',
  file: './apps/ours.ts',
  path: `/callbacks/${token}/ussd`,
  async prepare({ client, endpoint, mainTable, restrictedTable }, sessions) {
    const place = placeOfCommune(commune) ?? {}
    const households = phonesOf(sessions).map((phone) =>
      contactItem({
        contactId: contactIdOf(phone),
        phone,
        language: 'fr',
        place,
        programmes: [programme],
        followUps: {},
      }),
    )
    await putAll(client, mainTable, households)
    return {
      AWS_ACCESS_KEY_ID: 'local',
      AWS_SECRET_ACCESS_KEY: 'local',
      JIGIKAN_STAGE: 'bench',
      JIGIKAN_MAIN_TABLE: mainTable,
      JIGIKAN_RESTRICTED_TABLE: restrictedTable,
      JIGIKAN_DYNAMODB_ENDPOINT: endpoint,
      JIGIKAN_PEPPER: pepper,
      JIGIKAN_CALLBACK_TOKENS: token,
    }
  },
  async kept({ client, mainTable, restrictedTable }, sessions) {
    const phoneByContact = new Map(phonesOf(sessions).map((phone) => [contactIdOf(phone), phone]))
    const items = [...(await allOf(client, mainTable)), ...(await allOf(client, restrictedTable))]
    return items
      .filter(({ kind }) => kind === 'complaint')
      .map(({ reference, contactId, category, about }) => ({
        reference: String(reference),
        phone: phoneByContact.get(String(contactId)) ?? '',
        category: String(category),
        about: String(about),
      }))
  },
}

const other = (name: string, file: string, env: NodeJS.ProcessEnv = {}): Contestant => ({
  name,
  file,
  path: '/ussd',
  async prepare({ client, endpoint }, sessions) {
    for (const { name: TableName, key } of Object.values(otherTables)) {
      await client.send(
        new CreateTableCommand({
          TableName,
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions: [{ AttributeName: key, AttributeType: 'S' }],
          KeySchema: [{ AttributeName: key, KeyType: 'HASH' }],
        }),
      )
      await waitUntilTableExists({ client, maxWaitTime: 20, minDelay: 1 }, { TableName })
    }
    await client.send(
      new UpdateTimeToLiveCommand({
        TableName: otherTables.sessions.name,
        TimeToLiveSpecification: { AttributeName: 'expiresAtSeconds', Enabled: true },
      }),
    )
    const households = phonesOf(sessions).map((phone) => ({ phone, language: 'fr', commune, programme }))
    await putAll(client, otherTables.households.name, households)
    return { BENCH_ENDPOINT: endpoint, ...env }
  },
  async kept({ client }) {
    const items = await allOf(client, otherTables.complaints.name)
    return items.map(({ reference, phone, category, about }) => ({
      reference: String(reference),
      phone: String(phone),
      category: String(category),
      about: String(about),
    }))
  },
})

export const contestants: readonly Contestant[] = [
  ours,
  other('ussd-menu-builder', './apps/menu-builder.ts'),
  other('ussd-builder', './apps/menu-builder.ts', { BENCH_LIBRARY: 'ussd-builder' }),
  other('africastalking USSD', './apps/sdk-ussd.ts'),
]
