/**
 * What the stand-in may not forget, one JSON line for each thing that happened: it is written before anybody is told,
 * so a `kill -9` loses nothing that was accepted. Without a folder it lives in memory.
 */
import { mkdirSync, openSync, readFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import * as z from 'zod'
import { phoneNumber } from '../../shared/domain/phone-number.ts'

const sms = z.object({
  kind: z.literal('sms'),
  gatewayId: z.string(),
  number: phoneNumber,
  from: z.string(),
  text: z.string(),
  at: z.iso.datetime(),
  cost: z.string(),
  parts: z.number(),
  /** The last word of its delivery reports; only `Success` reaches the phone. */
  fate: z.enum(['Success', 'AbsentSubscriber', 'Failed']),
})
/** Something that the application must be told until it answers 200: forms to post one after the other. */
const owed = z.object({
  kind: z.literal('owed'),
  id: z.string(),
  to: z.enum(['sms', 'reports', 'optOuts']),
  forms: z.array(z.record(z.string(), z.string())),
  since: z.iso.datetime(),
})
const settled = z.object({ kind: z.literal('settled'), id: z.string() })
const optedOut = z.object({ kind: z.literal('opted-out'), number: phoneNumber, is: z.boolean() })

const entry = z.discriminatedUnion('kind', [sms, owed, settled, optedOut])
export type Entry = z.infer<typeof entry>
export type SmsEntry = z.infer<typeof sms>
export type OwedEntry = z.infer<typeof owed>

export interface Journal {
  /** All that was written before this start. */
  readonly past: readonly Entry[]
  append(...entries: readonly Entry[]): void
}

/** The last line may be torn by a kill: it was never answered, so it never happened. */
const readEntry = (line: string): Entry[] => {
  try {
    return [entry.parse(JSON.parse(line))]
  } catch {
    return []
  }
}

export const openJournal = (dataFolder: string | undefined): Journal => {
  if (dataFolder === undefined) return { past: [], append: () => {} }
  mkdirSync(dataFolder, { recursive: true })
  const path = join(dataFolder, 'africas-talking.jsonl')
  const file = openSync(path, 'a')
  const written = readFileSync(path, 'utf8')
  if (written !== '' && !written.endsWith('\n')) writeSync(file, '\n')
  return {
    past: written.split('\n').flatMap((line) => (line === '' ? [] : readEntry(line))),
    append: (...entries) => {
      writeSync(file, entries.map((each) => `${JSON.stringify(each)}\n`).join(''))
    },
  }
}
