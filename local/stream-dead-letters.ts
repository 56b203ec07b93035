/** Stream records that could not be handled, kept whole on disk, one JSON line each, until they are redriven. */

import { appendFile, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { DynamoDBRecord } from 'aws-lambda'
import * as z from 'zod'
import { replaceFile } from './replace-file.ts'

const deadLetterSchema = z.object({
  id: z.string(),
  functionName: z.string(),
  /** The kind of the last failure, e.g. `TimedOut`. */
  why: z.string(),
  diedAt: z.iso.datetime(),
  record: z.custom<DynamoDBRecord>((value) => typeof value === 'object' && value !== null),
})
export type StreamDeadLetter = z.infer<typeof deadLetterSchema>

export interface StreamDeadLetters {
  add(letter: StreamDeadLetter): Promise<void>
  list(): Promise<StreamDeadLetter[]>
  /** Tries each again, oldest first; those for which `again` resolves are dropped. How many were. */
  redrive(again: (letter: StreamDeadLetter) => Promise<void>): Promise<number>
}

const lineOf = (letter: StreamDeadLetter) => `${JSON.stringify(letter)}\n`

export const streamDeadLetters = (dataFolder: string): StreamDeadLetters => {
  const file = join(dataFolder, 'stream-dead-letters.jsonl')
  let last: Promise<unknown> = Promise.resolve()
  /** One at a time: a letter added during a redrive must not be lost when the file is replaced. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const turn = last.then(work)
    last = turn.catch(() => undefined)
    return turn
  }
  const read = async (): Promise<StreamDeadLetter[]> => {
    const text = await readFile(file, 'utf8').catch(() => '')
    return text.split('\n').flatMap((line) => {
      try {
        return [deadLetterSchema.parse(JSON.parse(line))]
      } catch {
        return []
      }
    })
  }
  return {
    add: (letter) =>
      inTurn(async () => {
        const known = await read()
        // After a crash between this and the checkpoint the same record dies again: it is still one letter.
        if (known.some(({ id, functionName }) => id === letter.id && functionName === letter.functionName))
          return
        await appendFile(file, lineOf(letter), { mode: 0o600 })
      }),
    list: () => inTurn(read),
    redrive: (again) =>
      inTurn(async () => {
        const kept: StreamDeadLetter[] = []
        const letters = await read()
        for (const letter of letters) await again(letter).catch(() => kept.push(letter))
        await replaceFile(file, kept.map(lineOf).join(''))
        return letters.length - kept.length
      }),
  }
}
