/** Contacts, the SMS that they sent, and their answers about their money. */
import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { Contacts } from '../actions/ports.ts'
import type { Contact } from '../domain/contact.ts'
import { Refusal } from '../domain/refusal.ts'
import { alongside, inboundWrite, onceWrite } from './filing.ts'
import { contactItem, readContact } from './items.ts'
import { contactKey, inboundKey } from './keys.ts'
import { movePhase } from './ledger.ts'
import { contactWrite } from './line-memory.ts'
import { getItem, isConditionFailure, type Tables, writeTogether } from './tables.ts'

export function createContacts(tables: Tables): Contacts {
  const table = tables.main
  const read = async (contactId: string) => {
    const item = await getItem(tables, table, contactKey(contactId))
    return item && readContact(item)
  }

  return {
    read,

    async patch({ contactId, phone }, patch) {
      try {
        const fresh: Contact = { contactId, phone, followUps: {} }
        await tables.client.send(
          new PutCommand({
            TableName: table,
            Item: contactItem(fresh),
            ConditionExpression: 'attribute_not_exists(pk)',
          }),
        )
      } catch (error) {
        if (!isConditionFailure(error)) throw error
      }
      const entries = Object.entries(patch).filter(([, value]) => value !== undefined)
      const sets = entries.filter(([, value]) => value !== null)
      const removes = entries.filter(([, value]) => value === null)
      if (entries.length === 0) return
      await tables.client.send(
        new UpdateCommand({
          TableName: table,
          Key: { ...contactKey(contactId) },
          UpdateExpression: [
            sets.length > 0 ? `SET ${sets.map(([key]) => `#${key} = :${key}`).join(', ')}` : '',
            removes.length > 0 ? `REMOVE ${removes.map(([key]) => `#${key}`).join(', ')}` : '',
          ].join(' '),
          ExpressionAttributeNames: Object.fromEntries(entries.map(([key]) => [`#${key}`, key])),
          ...(sets.length > 0
            ? {
                ExpressionAttributeValues: Object.fromEntries(sets.map(([key, value]) => [`:${key}`, value])),
              }
            : {}),
        }),
      )
    },

    async follow(contactId, move) {
      await movePhase(tables, contactKey(contactId), `followUps.#reference.`, move)
    },

    async setQuestion(contactId, question) {
      try {
        await tables.client.send(
          new UpdateCommand({
            TableName: table,
            Key: { ...contactKey(contactId) },
            UpdateExpression: question ? 'SET openQuestion = :question' : 'REMOVE openQuestion',
            ConditionExpression: 'attribute_exists(pk)',
            ...(question ? { ExpressionAttributeValues: { ':question': question } } : {}),
          }),
        )
      } catch (error) {
        if (!isConditionFailure(error)) throw error
      }
    },

    async keepInbound(inbound, contact) {
      try {
        await writeTogether(tables, [inboundWrite(tables, inbound), contactWrite(tables, contact)])
        return true
      } catch (error) {
        if (error instanceof Refusal && error.code === 'already-done') return false
        throw error
      }
    },

    async wasInboundKept(gatewayId) {
      return (await getItem(tables, table, inboundKey(gatewayId))) !== undefined
    },

    async keepPaymentAnswer(withIt, once) {
      const { paymentAnswer } = withIt
      const guard =
        once && paymentAnswer
          ? [onceWrite(tables, once, paymentAnswer.answer.at, paymentAnswer.answer.answerId)]
          : []
      await writeTogether(tables, [...guard, ...alongside(tables, withIt)])
    },
  }
}
