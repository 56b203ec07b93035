/** What can go wrong at the gateway, on demand: for the next so many requests, or until cleared. */
import * as z from 'zod'
import { phoneNumber } from '../../shared/domain/phone-number.ts'

const times = z.int().min(1).optional().describe('so many requests; without it until cleared')

export const fault = z.discriminatedUnion('kind', [
  /** The front door answers 503 for a service that is down. Nothing is accepted. */
  z.object({ kind: z.literal('down'), times }),
  /** The connection breaks once the request is read. Nothing is accepted, and the sender cannot know. */
  z.object({ kind: z.literal('drop-request'), times }),
  /** The SMS is accepted and the connection breaks before the answer. */
  z.object({ kind: z.literal('drop-answer'), times }),
  /** The SMS is accepted and the answer comes late. */
  z.object({ kind: z.literal('slow'), ms: z.int().min(0).max(600_000), times }),
  z.object({
    kind: z.literal('status'),
    status: z.union([z.literal(401), z.literal(429), z.literal(500)]),
    times,
  }),
  /** 201, no recipient, `InvalidSenderId`. */
  z.object({ kind: z.literal('invalid-sender'), times }),
  /** A recipient's statusCode, for one number or for all. */
  z.object({ kind: z.literal('recipient'), code: z.int(), number: z.optional(phoneNumber), times }),
])
export type Fault = z.infer<typeof fault>
type FaultOf<Kind extends Fault['kind']> = Extract<Fault, { kind: Kind }>

export interface Faults {
  add(fault: Fault): void
  clear(): void
  active(): readonly Fault[]
  /** The oldest active fault of these kinds that fits, used up by one. */
  take<Kind extends Fault['kind']>(
    kinds: readonly Kind[],
    fits?: (fault: FaultOf<Kind>) => boolean,
  ): FaultOf<Kind> | undefined
}

export const createFaults = (): Faults => {
  let waiting: Fault[] = []
  return {
    add: (added) => {
      waiting.push({ ...added })
    },
    clear: () => {
      waiting = []
    },
    active: () => waiting.map((each) => ({ ...each })),
    take: <Kind extends Fault['kind']>(
      kinds: readonly Kind[],
      fits: (fault: FaultOf<Kind>) => boolean = () => true,
    ) => {
      const isOne = (each: Fault): each is FaultOf<Kind> =>
        (kinds as readonly Fault['kind'][]).includes(each.kind)
      const taken = waiting.find((each): each is FaultOf<Kind> => isOne(each) && fits(each))
      if (taken?.times !== undefined) {
        taken.times -= 1
        if (taken.times <= 0) waiting = waiting.filter((each) => each !== taken)
      }
      return taken
    },
  }
}
