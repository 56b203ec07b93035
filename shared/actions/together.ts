/** The same, or the like, done to several complaints: each on its own, each with its own outcome. One that fails stops no other. */
import type { OpenComplaint } from '../domain/complaint.ts'
import { maySee, type Officer } from '../domain/officer.ts'
import { Refusal, type RefusalCode } from '../domain/refusal.ts'
import { type Commanding, commandComplaint, type Ordered } from './command-complaint.ts'

export interface OneOfMany {
  readonly complaintId: string
  readonly version: number
  readonly command: Ordered['command']
}
export interface OneOutcome {
  readonly complaintId: string
  readonly outcome: 'done' | 'moved' | Exclude<RefusalCode, 'already-done'>
  readonly fields?: Readonly<Record<string, string>>
  readonly complaint?: OpenComplaint
}

const atOnce = 5

const visible = (who: Officer, complaint: OpenComplaint | undefined) =>
  complaint && maySee(who, complaint) ? { complaint } : {}

async function doOne(
  desk: Commanding,
  who: Officer,
  { complaintId, version, command }: OneOfMany,
  key: string | undefined,
): Promise<OneOutcome> {
  try {
    const after = await commandComplaint(desk, who, complaintId, {
      command,
      readVersion: version,
      ...(key ? { idempotencyKey: `${key}.${complaintId}` } : {}),
    })
    const seen = visible(who, after)
    return { complaintId, outcome: seen.complaint ? 'done' : 'moved', ...seen }
  } catch (error) {
    if (!(error instanceof Refusal)) throw error
    const fresh = error.code === 'stale' ? await desk.open.read(complaintId) : undefined
    return {
      complaintId,
      outcome: error.code === 'already-done' ? 'done' : error.code,
      ...(error.fields ? { fields: error.fields } : {}),
      ...visible(who, fresh),
    }
  }
}

/** In the order in which they were given. */
export async function doTogether(
  desk: Commanding,
  who: Officer,
  items: readonly OneOfMany[],
  key: string | undefined,
): Promise<readonly OneOutcome[]> {
  const outcomes: OneOutcome[] = []
  for (let start = 0; start < items.length; start += atOnce) {
    const some = items.slice(start, start + atOnce)
    outcomes.push(...(await Promise.all(some.map((item) => doOne(desk, who, item, key)))))
  }
  return outcomes
}
