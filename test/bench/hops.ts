/** What a complaint costs in DynamoDB: calls per hop, and the capacity units that the engine says were consumed. */
import { PutCommand } from '@aws-sdk/lib-dynamodb'
import type { PhoneNumber } from '../../shared/domain/phone-number.ts'
import { placeOfCommune } from '../../shared/domain/places.ts'
import { contactItem } from '../../shared/store/items.ts'
import { startLine } from '../builders/line.ts'
import { heading, hold, printTable } from './figures.ts'

type Line = Awaited<ReturnType<typeof startLine>>

const callsAtMost = 2
const callsAtMostFiling = 3

interface Cost {
  readonly calls: readonly number[]
  readonly readUnits: number
  readonly writeUnits: number
}

async function costOf({ hop, counted }: Line, phone: string, inputs: readonly string[]): Promise<Cost> {
  const before = { ...counted }
  const calls: number[] = []
  let answer = ''
  for (let count = 0; count <= inputs.length; count += 1) {
    const called = counted.calls
    answer = await hop(`ATUid_${phone}`, phone, inputs.slice(0, count).join('*'))
    calls.push(counted.calls - called)
  }
  if (!/^END .*\d{4}-\d{4}-\d/.test(answer)) throw new Error('the journey did not end with a reference')
  return {
    calls,
    readUnits: counted.readUnits - before.readUnits,
    writeUnits: counted.writeUnits - before.writeUnits,
  }
}

export async function countHops(): Promise<void> {
  const line = await startLine()
  try {
    const phone = '+22370000001' as PhoneNumber
    const place = placeOfCommune('71025000')
    const household = {
      contactId: line.world.contactIdOf(phone),
      phone,
      language: 'fr',
      followUps: {},
    } as const
    const Item = contactItem({ ...household, programmes: ['jigisemejiri'], ...(place ? { place } : {}) })
    await line.tables.client.send(new PutCommand({ TableName: line.tables.main, Item }))
    const costs = {
      'a known household, five hops': await costOf(line, phone, ['1', '2', '1', '1']),
      'a number nobody knows, place not told': await costOf(line, '+22370000002', [
        '1',
        '1',
        '2',
        '1',
        '8',
        '1',
      ]),
    }
    heading('DynamoDB calls per hop, and capacity units for a whole complaint')
    printTable(
      ['journey', 'calls per hop', 'read units', 'write units'],
      Object.entries(costs).map(([who, { calls, readUnits, writeUnits }]) => [
        who,
        calls.join(' '),
        readUnits.toFixed(1),
        writeUnits.toFixed(1),
      ]),
    )
    const all = Object.values(costs).map(({ calls }) => calls)
    hold({
      what: 'calls of a hop',
      found: Math.max(...all.flatMap((calls) => calls.slice(0, -1))),
      atMost: callsAtMost,
      unit: '',
    })
    hold({
      what: 'calls of the hop that files',
      found: Math.max(...all.map((calls) => calls.at(-1) ?? 0)),
      atMost: callsAtMostFiling,
      unit: '',
    })
  } finally {
    await line.stop()
  }
}
