/**
 * What a relay entered from the register today, and where he stands in it. It lies sealed on the device with everything
 * else, goes at sign-out, and begins anew the next day. Of what is restricted nothing is written: it is listed while the
 * page is open, by its reference alone.
 */
import { signal } from '@preact/signals'
import { deviceVault } from './device-vault.ts'
import type { Words } from './draft-box.ts'
import type { Job } from './outbox-job.ts'

export interface Entered {
  /** The idempotency key. */
  readonly id: string
  readonly at: number
  /** `GAO 2/14/7`. */
  readonly line: string
  /** Absent: protected. */
  readonly category?: string
  readonly reference?: string
}
interface Kept {
  readonly day: string
  readonly entered: readonly Entered[]
  /** Register, page and line of the next one. */
  readonly next: Words
}

const address = 'register/today'
/** As the person at the table counts days. */
const today = (): string => new Date().toDateString()

export const registerDay = signal<Kept>({ day: today(), entered: [], next: {} })

export async function openRegisterDay(): Promise<void> {
  try {
    const kept = await (await deviceVault()).read<Kept>(address)
    if (!kept) return
    const known = new Set(kept.entered.map(({ id }) => id))
    const entered = kept.day === today() ? kept.entered : []
    const here = registerDay.value.entered.filter(({ id }) => !known.has(id))
    registerDay.value = { day: today(), entered: [...entered, ...here], next: kept.next }
  } catch {
    // A browser that keeps nothing: the list lasts as long as the page.
  }
}

async function keep(next: Kept): Promise<void> {
  registerDay.value = next
  const open = next.entered.filter(({ category }) => category !== undefined)
  await deviceVault()
    .then((vault) => vault.write(address, { ...next, entered: open }))
    .catch(() => undefined)
}

export function addEntered(entered: Entered, next: Words): Promise<void> {
  const { day, entered: before } = registerDay.value
  return keep({ day: today(), entered: [...(day === today() ? before : []), entered], next })
}

/** References of what waited come with the jobs that arrived. */
export function takeArrived(jobs: readonly Job[]): void {
  const { entered } = registerDay.value
  const referenceOf = new Map(
    jobs.flatMap(({ id, filed }) => (filed ? [[id, filed.reference] as const] : [])),
  )
  const isNews = entered.some(({ id, reference }) => !reference && referenceOf.has(id))
  if (!isNews) return
  keep({
    ...registerDay.value,
    entered: entered.map((each) => {
      const reference = each.reference ?? referenceOf.get(each.id)
      return reference ? { ...each, reference } : each
    }),
  })
}
