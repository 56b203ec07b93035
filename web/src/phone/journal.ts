/** The journal of one phone: every request and every answer, in order, with what the network would count. */
import { signal } from '@preact/signals'
import type { JourneyStep } from './journey.ts'

export type ExchangeKind = JourneyStep['kind'] | 'refused' | 'sms-out' | 'sms-in'

export interface Exchange {
  readonly id: number
  readonly atMs: number
  readonly kind: ExchangeKind
  readonly text: string
  readonly sessionId?: string
  /** With the `CON ` or `END `; undefined outside GSM-7. */
  readonly septets?: number | undefined
  readonly tookMs?: number
}

const playable = new Set<ExchangeKind>(['dial', 'reply', 'con', 'end', 'cut', 'hang-up'])
const isStep = (exchange: Exchange): exchange is Exchange & { readonly kind: JourneyStep['kind'] } =>
  playable.has(exchange.kind)

export function createJournal() {
  const exchanges = signal<readonly Exchange[]>([])
  let last = 0
  return {
    exchanges,
    note(kind: ExchangeKind, text = '', more: Pick<Exchange, 'sessionId' | 'septets' | 'tookMs'> = {}) {
      last += 1
      exchanges.value = [...exchanges.value, { id: last, atMs: Date.now(), kind, text, ...more }]
    },
    clear() {
      exchanges.value = []
    },
    /** The calls, without the SMS around them. */
    steps: (): readonly JourneyStep[] =>
      exchanges.value.filter(isStep).map(({ kind, text }) => ({ kind, text })),
  }
}
export type Journal = ReturnType<typeof createJournal>
