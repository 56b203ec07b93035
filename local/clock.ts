/**
 * The time that the functions see on this machine: the real one, pushed forward by what was asked for. The push is kept
 * in the data folder, so a restart does not fall back into the past.
 */
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as z from 'zod'
import { replaceFile } from './replace-file.ts'

export interface Clock {
  now(): Date
  /** How far ahead of the real time it is. */
  readonly offsetMs: number
  /** Forward only. Jobs that fall due on the way are the scheduler's: see `pushForward` there. */
  advance(ms: number): Promise<void>
  /** Forward to an instant; nothing when it is past already. */
  advanceTo(instant: Date): Promise<void>
}

const clockSchema = z.object({ offsetMs: z.number().int().nonnegative() })

/** Without a data folder the push is forgotten with the process. */
export const openClock = async (dataFolder?: string): Promise<Clock> => {
  const file = dataFolder && join(dataFolder, 'clock.json')
  let offsetMs = 0
  const text = file ? await readFile(file, 'utf8').catch(() => undefined) : undefined
  if (text !== undefined) {
    try {
      offsetMs = clockSchema.parse(JSON.parse(text)).offsetMs
    } catch (fault) {
      throw new Error(
        `The clock of this machine cannot be read; remove ${file} to go back to the real time.`,
        {
          cause: fault,
        },
      )
    }
  }
  const advance = async (ms: number) => {
    if (!Number.isFinite(ms) || ms < 0) throw new RangeError('A clock is pushed forward only.')
    offsetMs += Math.round(ms)
    if (file) await replaceFile(file, JSON.stringify({ offsetMs }))
  }
  return {
    now: () => new Date(Date.now() + offsetMs),
    get offsetMs() {
      return offsetMs
    },
    advance,
    advanceTo: (instant) => advance(Math.max(0, instant.getTime() - Date.now() - offsetMs)),
  }
}
