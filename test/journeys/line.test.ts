import { afterAll, beforeAll, describe, test } from 'vitest'
import { startLine } from '../builders/line.ts'
import { play, readJourneys } from './play.ts'
import { storeLine } from './store-line.ts'

let started: Awaited<ReturnType<typeof startLine>>
beforeAll(async () => {
  started = await startLine()
})
afterAll(() => started.stop())

describe('on the line, with everything kept in the tables', () => {
  test.each(readJourneys().map((journey) => [journey.title, journey] as const))(
    '%s',
    async (_title, journey) => {
      await play(journey, await storeLine(started, journey))
    },
  )
})
