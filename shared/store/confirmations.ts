/** What households are due and said of it, and whom to call back. */
import { GetCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import type { Answers, CallBacks, DueNow, Dues, MoneyQuestions } from '../actions/confirmations-ports.ts'
import { paymentAnswer } from '../domain/confirmation.ts'
import { dueLine, payday } from '../domain/payday.ts'
import { callBackDraw } from '../domain/reconciliation.ts'
import { Refusal } from '../domain/refusal.ts'
import { onceWrite } from './filing.ts'
import { type Item, messageItem, readAs } from './items.ts'
import {
  callBackKey,
  callBackRevealKey,
  callBacksPk,
  contactKey,
  dueLineKey,
  dueOf,
  moneyAnswerKey,
  onceKey,
  paydayKey,
  paymentAnswersOf,
} from './keys.ts'
import { getItem, isConditionFailure, queryItems, type Tables, writeTogether } from './tables.ts'

export function createDues(tables: Tables): Dues {
  const TableName = tables.main

  /** The line says on which day it was to be paid when it came; where it does not know its site, its payday does. */
  async function known(item: Item): Promise<DueNow | undefined> {
    const line = readAs('due-line', dueLine, item)
    const day = String(item.waitingSort).slice(0, 10)
    if (line.siteId) return { line, day, siteId: line.siteId }
    const { Item: found } = await tables.client.send(
      new GetCommand({ TableName, Key: { ...paydayKey(line.paydayId) } }),
    )
    if (!found) return undefined
    const on = readAs('payday', payday, found)
    return { line, day: on.day, siteId: on.siteId }
  }

  return {
    async meant(householdId, today) {
      const [newest] = await queryItems(
        tables,
        {
          TableName,
          IndexName: 'by-waiting',
          KeyConditionExpression: 'waitingKey = :due AND waitingSort < :tomorrow',
          ExpressionAttributeValues: { ':due': dueOf(householdId), ':tomorrow': `${today}$` },
          ScanIndexForward: false,
        },
        1,
      )
      return newest && known(newest)
    },

    async on(paydayId, householdId) {
      const item = await getItem(tables, TableName, dueLineKey(paydayId, householdId))
      return item && known(item)
    },
  }
}

const putOnce = async (tables: Tables, Item: Item): Promise<void> => {
  try {
    await tables.client.send(
      new PutCommand({ TableName: tables.main, Item, ConditionExpression: 'attribute_not_exists(pk)' }),
    )
  } catch (error) {
    if (!isConditionFailure(error)) throw error
  }
}

export function createAnswers(tables: Tables): Answers {
  const TableName = tables.main
  return {
    async of(paydayId, householdId) {
      const items = await queryItems(tables, {
        TableName,
        KeyConditionExpression: 'pk = :pk',
        ExpressionAttributeValues: { ':pk': paymentAnswersOf(paydayId, householdId) },
      })
      return items.map((item) => readAs('payment-answer', paymentAnswer, item))
    },

    async count(paydayId) {
      // Only keys come back, and only of those who have answered: a count costs what reading the list costs, and sends little.
      const items = await queryItems(tables, {
        TableName,
        KeyConditionExpression: 'pk = :pk',
        FilterExpression: 'attribute_exists(said)',
        ProjectionExpression: 'sk',
        ExpressionAttributeValues: { ':pk': dueLineKey(paydayId, '').pk },
      })
      return items.length
    },

    async keepMoneyAnswer(answer) {
      await putOnce(tables, {
        ...answer,
        ...moneyAnswerKey(answer.paydayId, answer.answerId),
        kind: 'money-answer',
        v: 1,
      })
    },

    async countMoney(paydayId) {
      const items = await queryItems(tables, {
        TableName,
        KeyConditionExpression: 'pk = :pk',
        ProjectionExpression: 'asked',
        ExpressionAttributeValues: { ':pk': moneyAnswerKey(paydayId, '').pk },
      })
      return { answered: items.length, yes: items.filter(({ asked }) => asked === true).length }
    },
  }
}

export function createMoneyQuestions(tables: Tables): MoneyQuestions {
  const guardOf = (day: string) => `money-question:${day}`
  return {
    async seed(fresh) {
      const key = onceKey('money-question:seed')
      await putOnce(tables, { ...key, kind: 'once', v: 1, made: fresh })
      return String((await getItem(tables, tables.main, key))?.made)
    },

    async wasAskedOn(day) {
      return (await getItem(tables, tables.main, onceKey(guardOf(day)))) !== undefined
    },

    async keepAskedOn(day, at) {
      const { write } = onceWrite(tables, guardOf(day), at, day)
      await putOnce(tables, write.Put?.Item as Item)
    },

    async put(message, contactId, talk) {
      const home = { kind: 'elsewhere', id: message.messageId } as const
      try {
        await writeTogether(tables, [
          {
            write: {
              Put: {
                TableName: tables.main,
                Item: messageItem(message, home),
                ConditionExpression: 'attribute_not_exists(pk)',
              },
            },
          },
          // The message's own key holds the instant: this guard is the same whenever it is tried again.
          onceWrite(tables, `asked:${message.messageId}`, message.createdAt, message.messageId),
          {
            write: {
              Update: {
                TableName: tables.main,
                Key: { ...contactKey(contactId) },
                UpdateExpression: 'SET paymentTalk = :talk',
                ConditionExpression:
                  'attribute_exists(pk) AND attribute_not_exists(optedOutAt) AND attribute_not_exists(openQuestion)',
                ExpressionAttributeValues: { ':talk': talk },
              },
            },
          },
        ])
        return true
      } catch (error) {
        if (error instanceof Refusal) return false
        throw error
      }
    },
  }
}

export function createCallBacks(tables: Tables): CallBacks {
  return {
    async keep(draw) {
      const key = callBackKey(draw.paydayId, draw.madeAt, draw.listId)
      await putOnce(tables, { ...draw, ...key, kind: 'call-backs', v: 1 })
    },

    async newest(paydayId) {
      const [item] = await queryItems(
        tables,
        {
          TableName: tables.main,
          KeyConditionExpression: 'pk = :pk AND begins_with(sk, :lists)',
          ExpressionAttributeValues: { ':pk': callBacksPk(paydayId), ':lists': 'L#' },
          ScanIndexForward: false,
          ConsistentRead: true,
        },
        1,
      )
      return item && readAs('call-backs', callBackDraw, item)
    },

    async keepReveal(reveal) {
      const key = callBackRevealKey(reveal.paydayId, reveal.at, reveal.revealId)
      await putOnce(tables, { ...reveal, ...key, kind: 'number-shown', v: 1 })
    },
  }
}
