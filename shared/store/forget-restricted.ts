/** What hangs on a restricted complaint or a private case, forgotten: put anew without words, or gone. For their own desk. */
import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import type { RestrictedRecords } from '../actions/privacy-ports.ts'
import {
  additionItem,
  eventItem,
  type Item,
  privateEventItem,
  readReference,
  referenceItem,
} from './items.ts'
import { referenceKey } from './keys.ts'
import { getItem, type Tables } from './tables.ts'

export function createRestrictedRecords(tables: Tables): RestrictedRecords {
  const { client, main, restricted } = tables
  const put = (TableName: string, Item: Item) => client.send(new PutCommand({ TableName, Item }))

  return {
    async forgetComplaint({ additions, messages }, wordless, next) {
      for (const event of wordless) await put(restricted, eventItem(event, next))
      for (const { text: _text, ...said } of additions) await put(restricted, additionItem(said))
      for (const { pk, sk } of messages as readonly { pk?: string; sk?: string }[])
        await client.send(new DeleteCommand({ TableName: main, Key: { pk, sk } }))
      const item = await getItem(tables, main, referenceKey(next.reference))
      if (!item) return
      const { contactId: _whose, ...entry } = readReference(item)
      await put(main, referenceItem(entry))
    },

    async forgetPrivate(wordless) {
      for (const event of wordless) await put(restricted, privateEventItem(event))
    },
  }
}
