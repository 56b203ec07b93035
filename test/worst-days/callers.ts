/**
 * People who dial through a gateway: one hop after the other, ten seconds for each, and word of the end. One phone each, so
 * that whatever is there twice was doubled by us.
 */
import { setTimeout as pause } from 'node:timers/promises'
import { formDate } from '../../local/africas-talking/callbacks.ts'
import { parseReference } from '../../shared/domain/reference.ts'
import type { House } from './house.ts'

/** As the gateway waits. */
const answerTimeoutMs = 10_000
/** French, money, nothing came, nobody, region unknown, send. */
const open = ['1', '1', '2', '1', '8', '1']
/** French, money was asked for: restricted. */
const restricted = ['1', '4', '1', '1', '8', '1']

export interface Heard {
  screens: number
  references: number
  kindEnds: number
  timeOuts: number
  broken: number
}
export interface Caller {
  readonly phone: string
  /** Nine digits, once the phone has shown it. */
  reference?: string
}
export const nothingHeard = (): Heard => ({ screens: 0, references: 0, kindEnds: 0, timeOuts: 0, broken: 0 })

let phones = 0
export function newPhone(): string {
  phones += 1
  return `+22371${String(phones).padStart(6, '0')}`
}

export interface Calling {
  readonly house: House
  readonly heard: Heard
  /** Of the gateway, against ours. */
  readonly skewMs?: number
  /** Before each hop: people read and type. */
  readonly thinkMs?: number
  /** Waited for before each hop, and before word of the end. */
  readonly whenOpen?: () => Promise<unknown>
}

async function hop({ house, heard }: Calling, session: Record<string, string>): Promise<string | undefined> {
  try {
    const answer = await fetch(house.door('ussd'), {
      method: 'POST',
      body: new URLSearchParams(session),
      signal: AbortSignal.timeout(answerTimeoutMs),
    })
    const said = await answer.text()
    if (answer.status !== 200) heard.broken += 1
    else if (said.startsWith('CON ')) heard.screens += 1
    else if (/\d{4}-\d{4}-\d/.test(said)) heard.references += 1
    else heard.kindEnds += 1
    return answer.status === 200 ? said : undefined
  } catch (fault) {
    if (fault instanceof Error && fault.name === 'TimeoutError') heard.timeOuts += 1
    else heard.broken += 1
    return undefined
  }
}

/** Dials, goes on until it has its reference or the session breaks, and is reported as ended. */
export async function call(calling: Calling, caller: Caller, among = 0): Promise<void> {
  const { house, skewMs = 0, thinkMs = 0, whenOpen } = calling
  const inputs = among % 5 === 4 ? restricted : open
  const session = {
    sessionId: `ATUid_${caller.phone.slice(1)}`,
    phoneNumber: caller.phone,
    serviceCode: '*384#',
    networkCode: '61002',
  }
  let said: string | undefined
  let hops = 0
  for (let count = 0; count <= inputs.length; count += 1) {
    if (thinkMs > 0) await pause(thinkMs * (0.5 + Math.random()))
    await whenOpen?.()
    said = await hop(calling, { ...session, text: inputs.slice(0, count).join('*') })
    hops += 1
    if (!said?.startsWith('CON ')) break
  }
  const reference = parseReference(/\d{4}-\d{4}-\d/.exec(said ?? '')?.[0] ?? '')
  if (reference) caller.reference = reference
  const ended = {
    ...session,
    status: said ? 'Success' : 'Failed',
    date: formDate(new Date(Date.now() + skewMs)),
    hopsCount: String(hops),
    input: inputs.join('*'),
  }
  await whenOpen?.()
  // Told once, heard or not.
  await fetch(house.door('ussd-ended'), {
    method: 'POST',
    body: new URLSearchParams(ended),
    signal: AbortSignal.timeout(answerTimeoutMs),
  }).catch(() => undefined)
}

/** People who dial at their own times within so long, whatever the others hear. */
export async function crowd(
  calling: Calling,
  people: number,
  overMs: number,
  timeOf = (index: number): number => ((index + Math.random()) * overMs) / people,
): Promise<Caller[]> {
  const callers = Array.from({ length: people }, (): Caller => ({ phone: newPhone() }))
  await Promise.all(
    callers.map(async (caller, index) => {
      await pause(timeOf(index))
      await call(calling, caller, index)
    }),
  )
  return callers
}
