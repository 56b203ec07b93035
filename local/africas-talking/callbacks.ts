/**
 * Tells the application what it is owed (incoming SMS, delivery reports, opt-outs) until it answers 200, every minute
 * for twelve hours, as the gateway does. What is owed outlives a restart.
 */
import type { Journal, OwedEntry } from './journal.ts'

/** Where the application listens. */
export interface CallbackAddresses {
  readonly ussd: URL
  readonly ussdEnded: URL
  readonly sms: URL
  readonly reports: URL
  readonly optOuts: URL
}
export type Form = Record<string, string>

const giveUpMs = 12 * 60 * 60 * 1000
const answerTimeoutMs = 10_000

/** `2026-10-22 06:04:45`, UTC: how the gateway writes a date in a form. */
export const formDate = (at: Date): string => at.toISOString().slice(0, 19).replace('T', ' ')

export const postForm = (address: URL, form: Form, headers: Record<string, string>, signal: AbortSignal) =>
  fetch(address, {
    method: 'POST',
    headers: { 'Content-Type': 'application/x-www-form-urlencoded; charset=UTF-8', ...headers },
    body: new URLSearchParams(form).toString(),
    redirect: 'manual',
    signal,
  })

export interface CallbackOptions {
  readonly callbacks: () => CallbackAddresses
  readonly journal: Journal
  readonly now: () => Date
  readonly retryMs: number
}

export interface Callbacks {
  /** Tries once, and again later if it must; true when the application took all of it at this first try. */
  deliver(owed: OwedEntry): Promise<boolean>
  /** The same, first tried after a while. */
  deliverLater(owed: OwedEntry, delayMs: number): void
  /** Tries all that is owed now, not waiting for its minute. */
  deliverAll(): Promise<void>
  /** How many the application has not taken yet. */
  owedCount(): number
  stop(): void
}

export const createCallbacks = ({ callbacks, journal, now, retryMs }: CallbackOptions): Callbacks => {
  interface Debt {
    readonly owed: OwedEntry
    step: number
    timer?: NodeJS.Timeout
    trying?: Promise<boolean>
  }
  const debts = new Map<string, Debt>()
  const stopping = new AbortController()

  const settle = (debt: Debt) => {
    debts.delete(debt.owed.id)
    journal.append({ kind: 'settled', id: debt.owed.id })
  }
  const post = async (debt: Debt, form: Form): Promise<boolean> => {
    try {
      const signal = AbortSignal.any([stopping.signal, AbortSignal.timeout(answerTimeoutMs)])
      const answer = await postForm(callbacks()[debt.owed.to], form, {}, signal)
      await answer.body?.cancel()
      return answer.status === 200
    } catch {
      return false
    }
  }
  const tryOnce = async (debt: Debt): Promise<boolean> => {
    for (const form of debt.owed.forms.slice(debt.step)) {
      if (!(await post(debt, form))) {
        if (now().getTime() - Date.parse(debt.owed.since) >= giveUpMs) settle(debt)
        else schedule(debt, retryMs)
        return false
      }
      debt.step += 1
    }
    settle(debt)
    return true
  }
  /** One try at a time: whoever asks while it runs gets the same answer. */
  const attempt = (debt: Debt): Promise<boolean> => {
    clearTimeout(debt.timer)
    debt.trying ??= tryOnce(debt).finally(() => {
      delete debt.trying
    })
    return debt.trying
  }
  const schedule = (debt: Debt, delayMs: number) => {
    if (stopping.signal.aborted) return
    debt.timer = setTimeout(() => attempt(debt), delayMs).unref()
  }
  const remember = (owed: OwedEntry): Debt => {
    const debt = { owed, step: 0 }
    debts.set(owed.id, debt)
    return debt
  }

  const settledBefore = new Set(journal.past.flatMap((entry) => (entry.kind === 'settled' ? [entry.id] : [])))
  for (const entry of journal.past) {
    if (entry.kind === 'owed' && !settledBefore.has(entry.id))
      schedule(remember(entry), Math.min(retryMs, 1000))
  }

  return {
    deliver: (owed) => attempt(remember(owed)),
    deliverLater: (owed, delayMs) => schedule(remember(owed), delayMs),
    deliverAll: async () => {
      await Promise.all([...debts.values()].map(attempt))
    },
    owedCount: () => debts.size,
    stop: () => {
      stopping.abort()
      for (const debt of debts.values()) clearTimeout(debt.timer)
    },
  }
}
