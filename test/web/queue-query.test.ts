import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { filedCategories } from '../../shared/domain/categories.ts'
import {
  addressOfQueue,
  channels,
  filtersOn,
  type QueueQuery,
  readQueueQuery,
  states,
  views,
  withFilter,
} from '../../web/src/store/queue-query.ts'

const searchOf = (address: string) => Object.fromEntries(new URL(address, 'http://console').searchParams)
const some = <T>(values: readonly T[]) => fc.option(fc.constantFrom(...values), { nil: undefined })
const anyQuery = fc
  .record({
    view: fc.constantFrom(...views),
    category: some(filedCategories),
    state: some(states),
    channel: some(channels),
    region: some(['ML05', 'ML07']),
    cercle: some(['ML0505']),
    commune: some(['56016000']),
    programme: some(['jigisemejiri']),
  })
  .map((query) => JSON.parse(JSON.stringify(query)) as QueueQuery)

describe('the queue’s address', () => {
  test('says the whole state of the queue: read again it is the same', () => {
    fc.assert(
      fc.property(anyQuery, (query) => {
        expect(readQueueQuery(searchOf(addressOfQueue(query)))).toEqual(query)
      }),
    )
  })

  test('is the bare door for everything that is open', () => {
    expect(addressOfQueue(readQueueQuery({}))).toBe('/')
  })

  test('leaves out what no queue knows', () => {
    const query = readQueueQuery({
      view: 'private',
      category: '6',
      region: 'Paris',
      state: 'lost',
      secret: 'yes',
    })
    expect(query).toEqual({ view: 'open' })
  })

  test('a wider place takes the narrower ones with it', () => {
    const query = readQueueQuery({ region: 'ML05', cercle: 'ML0505', commune: '56016000', category: '1.1' })
    expect(withFilter(query, 'region', 'ML07')).toEqual({ view: 'open', region: 'ML07', category: '1.1' })
    expect(withFilter(query, 'cercle', '')).toEqual({ view: 'open', region: 'ML05', category: '1.1' })
    expect(filtersOn(query)).toBe(4)
  })
})
