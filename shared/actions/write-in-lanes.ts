/**
 * Writes what was judged, several lanes at a time: what stands in one lane counts into the same totals, and is written one
 * after the other. What changed between reading and writing is judged again.
 */
import { Refusal } from '../domain/refusal.ts'
import type { Fate } from './import-file.ts'
import type { LineWrite } from './paydays-ports.ts'

const lanes = 8
const mostTries = 6

export interface Lanes<Row> {
  /** `again`: what was read before turned out not to be so. */
  judge(rows: readonly Row[], again: boolean): Promise<readonly (readonly [Row, Fate | LineWrite])[]>
  laneOf(row: Row): string
  readonly atOnce: number
  write(lines: readonly LineWrite[]): Promise<void>
  settle(row: Row, fate: Fate): void
}

const isWrite = (fate: Fate | LineWrite): fate is LineWrite => typeof fate === 'object' && 'next' in fate

const laneNumber = (name: string): number => {
  let sum = 0
  for (let index = 0; index < name.length; index += 1) sum = (sum * 31 + name.charCodeAt(index)) % 1_000_003
  return sum % lanes
}

export async function writeInLanes<Row>(rows: readonly Row[], how: Lanes<Row>): Promise<void> {
  /** Settles what needs no writing; gives what does. */
  const sift = async (some: readonly Row[], again: boolean) => {
    const writes: (readonly [Row, LineWrite])[] = []
    for (const [row, fate] of await how.judge(some, again)) {
      if (isWrite(fate)) writes.push([row, fate])
      else how.settle(row, fate)
    }
    return writes
  }
  const writeSome = async (some: readonly (readonly [Row, LineWrite])[]): Promise<void> => {
    let left = some
    for (let tries = 0; left.length > 0; tries += 1) {
      try {
        await how.write(left.map(([, write]) => write))
        for (const [row] of left) how.settle(row, 'taken')
        return
      } catch (error) {
        const isLost = error instanceof Refusal && error.code === 'stale'
        if (!isLost || tries === mostTries)
          throw isLost ? new Error('others write the same lines without end') : error
        await new Promise((done) => setTimeout(done, 20 * 2 ** tries * Math.random()))
        left = await sift(
          left.map(([row]) => row),
          true,
        )
      }
    }
  }
  const inLanes = Map.groupBy(await sift(rows, false), ([row]) => laneNumber(how.laneOf(row)))
  await Promise.all(
    [...inLanes.values()].map(async (lane) => {
      for (let start = 0; start < lane.length; start += how.atOnce)
        await writeSome(lane.slice(start, start + how.atOnce))
    }),
  )
}
