/** The line on real tables: actions wired to a real engine, a clock to push, and the calls to it counted. */

import { createHash } from 'node:crypto'
import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { relayCheckWith } from '../../functions/kit/relay-codes.ts'
import type { Line } from '../../shared/actions/line.ts'
import type { HopMemory } from '../../shared/actions/ports.ts'
import { serveHop } from '../../shared/actions/serve-hop.ts'
import type { PhoneNumber } from '../../shared/domain/phone-number.ts'
import { createDues } from '../../shared/store/confirmations.ts'
import { createContacts } from '../../shared/store/contacts.ts'
import { createLineMemory } from '../../shared/store/line-memory.ts'
import { createOpenComplaints } from '../../shared/store/open-complaints.ts'
import { createRelayDoor } from '../../shared/store/relay-door.ts'
import { createRestrictedDesk, createRestrictedIntake } from '../../shared/store/restricted.ts'
import { documents, type Tables } from '../../shared/store/tables.ts'
import { testWorld } from './complaints.ts'
import { startTestTables } from './engines.ts'

export interface Counted {
  calls: number
  names: string[]
  readUnits: number
  writeUnits: number
}

/** Counts what goes to the engine: calls by name, and the units it says it consumed. */
export function countCalls(client: DynamoDBDocumentClient): Counted {
  const counted: Counted = { calls: 0, names: [], readUnits: 0, writeUnits: 0 }
  client.middlewareStack.add(
    (next, context) => async (args) => {
      counted.calls += 1
      counted.names.push(String(context.commandName))
      Object.assign(args.input as object, { ReturnConsumedCapacity: 'TOTAL' })
      const result = await next(args)
      const output = (result as { output: { ConsumedCapacity?: unknown } }).output
      const consumed = [output.ConsumedCapacity ?? []].flat() as { CapacityUnits?: number }[]
      const units = consumed.reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0)
      if (/Get|Query/.test(String(context.commandName))) counted.readUnits += units
      else counted.writeUnits += units
      return result
    },
    { step: 'initialize', name: 'count-calls' },
  )
  return counted
}

export async function startLine() {
  const engine = await startTestTables()
  const tables: Tables = {
    client: documents(engine.client),
    main: engine.mainTable,
    restricted: engine.restrictedTable,
  }
  const counted = countCalls(tables.client)
  const world = testWorld()
  const line: Line = {
    world,
    memory: createLineMemory(tables),
    recent: new Map<string, HopMemory>(),
    open: createOpenComplaints(tables),
    restricted: createRestrictedIntake(tables),
    contacts: createContacts(tables),
    dues: createDues(tables),
    relays: createRelayDoor(tables),
    isRelayCodeOf: relayCheckWith('pepper'),
    digest: (text) => createHash('sha256').update(text).digest('base64url').slice(0, 16),
  }
  const hop = (sessionId: string, phone: string, text: string) =>
    serveHop(line, { sessionId, phoneNumber: phone as PhoneNumber, serviceCode: '*384#', text })
  return { engine, tables, counted, world, line, hop, desk: createRestrictedDesk(tables), stop: engine.stop }
}
