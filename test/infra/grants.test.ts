/**
 * What functions do to the tables, and what they are granted: the same. The whole house runs on one machine, people call,
 * write and complain, officers work, clocks ring; every gesture is noted under the function that made it.
 */
import { AsyncLocalStorage } from 'node:async_hooks'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import type { Express } from 'express'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { handler as dailyRoot } from '../../functions/daily-root.ts'
import { handler as deadlineSweep } from '../../functions/deadline-sweep.ts'
import { handler as emailSender } from '../../functions/email-sender.ts'
import { handler as fileImport } from '../../functions/file-import.ts'
import { handler as lineWatch } from '../../functions/line-watch.ts'
import { handler as messageSweep } from '../../functions/message-sweep.ts'
import { handler as moneyQuestion } from '../../functions/money-question.ts'
import { handler as outbox } from '../../functions/outbox.ts'
import { handler as paydayReminder } from '../../functions/payday-reminder.ts'
import { handler as registryPush } from '../../functions/registry-push.ts'
import { handler as registrySweep } from '../../functions/registry-sweep.ts'
import { handler as reminderSender } from '../../functions/reminder-sender.ts'
import { handler as retentionSweep } from '../../functions/retention-sweep.ts'
import { variablesOf } from '../../functions/settings.ts'
import { handler as smsSender } from '../../functions/sms-sender.ts'
import { type FunctionName, functionNames, functions } from '../../functions/triggers.ts'
import { type Jigikan, startJigikan } from '../builders/jigikan.ts'
import { everythingHappens } from './everything-happens.ts'
import { laidOut } from './laid-out.ts'
import { roleStatements } from './policies.ts'

const atWork = new AsyncLocalStorage<FunctionName>()
const done = new Map<FunctionName, Set<string>>(functionNames.map((name) => [name, new Set()]))

const note = (gesture: string, table: unknown, index?: unknown): void => {
  const name = atWork.getStore()
  if (name)
    done.get(name)?.add(`${gesture} ${String(table).replace('jigikan-', '')}${index ? ` ${index}` : ''}`)
}

// biome-ignore lint/suspicious/noExplicitAny: whatever a command was given
function noteCommand(kind: string, input: any): void {
  switch (kind) {
    case 'BatchGetCommand':
    case 'BatchWriteCommand':
      for (const table of Object.keys(input.RequestItems)) note(kind.replace('Command', 'Item'), table)
      return
    case 'TransactWriteCommand':
      for (const item of input.TransactItems) {
        const [[part, { TableName }] = ['', {}]] = Object.entries<{ TableName?: string }>(item)
        note(part === 'ConditionCheck' ? 'ConditionCheckItem' : `${part}Item`, TableName)
      }
      return
    case 'QueryCommand':
      note('Query', input.TableName, input.IndexName)
      return
    default:
      note(kind.replace('Command', 'Item'), input.TableName)
  }
}

/** Functions that no address names: they say themselves who they are. */
const unaddressed = {
  outbox,
  'sms-sender': smsSender,
  'email-sender': emailSender,
  'message-sweep': messageSweep,
  'daily-root': dailyRoot,
  'deadline-sweep': deadlineSweep,
  'retention-sweep': retentionSweep,
  'registry-push': registryPush,
  'registry-sweep': registrySweep,
  'file-import': fileImport,
  'line-watch': lineWatch,
  'payday-reminder': paydayReminder,
  'reminder-sender': reminderSender,
  'money-question': moneyQuestion,
}

const pathOf = (routeKey: string): RegExp =>
  new RegExp(`^${(routeKey.split(' ')[1] ?? '').replace(/\{\w+\+\}/g, '.+').replace(/\{\w+\}/g, '[^/]+')}$`)
const addressed = functionNames.flatMap((name) => {
  const { trigger } = functions[name]
  return trigger.kind === 'http' ? trigger.routes.map((route) => [name, pathOf(route)] as const) : []
})

function watch(app: Express): void {
  app.use((request, _response, next) => {
    const name = addressed.find(([, path]) => path.test(request.path))?.[0]
    if (name) atWork.run(name, next)
    else next()
  })
}

let jigikan: Jigikan
const send = DynamoDBDocumentClient.prototype.send

beforeAll(async () => {
  DynamoDBDocumentClient.prototype.send = function (this: DynamoDBDocumentClient, ...asked: unknown[]) {
    const [command] = asked as [{ constructor: { name: string }; input: unknown }]
    noteCommand(command.constructor.name, command.input)
    return send.apply(this, asked as never)
  } as never
  for (const [name, handler] of Object.entries(unaddressed)) {
    handler.before(() => atWork.enterWith(name as FunctionName))
  }
  jigikan = await startJigikan({ extend: watch })
  await everythingHappens(jigikan)
}, 120_000)
afterAll(async () => {
  DynamoDBDocumentClient.prototype.send = send
  await jigikan.end()
})

const statements = roleStatements(laidOut({ of: ['live'] }), 'live')

/** `Query main by-unit`, as the gestures are noted. */
function grantedTo(name: FunctionName): string[] {
  const own = statements.filter(({ who }) => who === `jigikan-live-${name}`)
  return own.flatMap(({ actions, resources }) =>
    resources.flatMap((resource) => {
      const [, table, index] =
        /^<jigikan-live-(main|restricted)\.Arn>(?:\/index\/(.+))?$/.exec(resource) ?? []
      if (!table) return []
      return actions.map((action) => `${action.replace('dynamodb:', '')} ${table}${index ? ` ${index}` : ''}`)
    }),
  )
}

describe('what a function does to the tables, it is granted; what it is granted, it does', () => {
  const storing = functionNames.filter((name) => variablesOf(name).includes('JIGIKAN_MAIN_TABLE'))
  test.each(storing)('%s', (name) => {
    expect([...(done.get(name) ?? [])].toSorted()).toEqual(grantedTo(name).toSorted())
  })
})
