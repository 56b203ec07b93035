/** A process for functions that nobody dials, as Lambda has one for each: what they do is not done in the line's own. */
import { useClock } from '../../functions/kit/world.ts'
import type { Handler } from '../../local/invoke.ts'

export interface Work {
  readonly id: number
  readonly name: string
  readonly event: unknown
  readonly timeoutMs: number
  /** How far the service's clock is ahead. */
  readonly offsetMs: number
}
export interface Worked {
  readonly id: number
  readonly result?: unknown
  readonly fault?: string
}

let offsetMs = 0
useClock(() => new Date(Date.now() + offsetMs))

process.on('message', async (work: Work) => {
  offsetMs = work.offsetMs
  const endsAt = Date.now() + work.timeoutMs
  const context = {
    functionName: work.name,
    awsRequestId: String(work.id),
    getRemainingTimeInMillis: () => Math.max(0, endsAt - Date.now()),
  }
  try {
    const { handler } = (await import(`../../functions/${work.name}.ts`)) as { handler: Handler<unknown> }
    const result = await handler(work.event, context as never)
    process.send?.({ id: work.id, result } satisfies Worked)
  } catch (error) {
    process.send?.({ id: work.id, fault: error instanceof Error ? error.name : 'fault' } satisfies Worked)
  }
})
process.on('disconnect', () => process.exit())
