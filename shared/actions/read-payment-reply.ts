/** What an SMS says of somebody's money: `1`, `tout`, `2 15000`, `3`, `rien`, `15 000 F`. Undefined for all that is not plainly that. */
import type { AnswerKind, ReasonForNothing } from '../domain/confirmation.ts'
import { readAmountFcfa, readDigits } from '../ussd/read-input.ts'

export interface PaymentReply {
  readonly answer: AnswerKind
  readonly amountFcfa?: number
  readonly why?: ReasonForNothing
  /** A lone digit: it may answer something else as well. */
  readonly bare: boolean
}

const plain = (text: string): string =>
  readDigits(text.trim())
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[ɛ]/gu, 'e')
    .replace(/^[^\p{L}\d]+|[^\p{L}\d]+$/gu, '')
    .replace(/\s+/gu, ' ')

const all = /^(?:1(?: ?[:.)-]? ?(?:tout|tous|a bee))?|tout|tous|tout recu|j'ai tout recu|oui tout|a bee)$/
const part = /^(?:2|(?:2 ?[:.)-]? ?)?(?:une )?partie|a do)(?: ?[:.,)-]? ?(.+))?$/
const nothing = /^(?:3|(?:3 ?[:.)-]? ?)?(?:rien|foyi))(?: (?:recu|du tout))?(?: ?[:.,)-]? ?(.+))?$/

const reasons: readonly (readonly [RegExp, ReasonForNothing])[] = [
  [/^(?:1|absente?|j'etais absente?)$/, 'absent'],
  [/^(?:2|renvoye(?:e|s)?|on m'a renvoye(?:e)?)$/, 'sent_away'],
  [/^(?:3|agence(?: absente)?|l'agence(?: etait)? absente)$/, 'agency_absent'],
  [/^(?:4|autre(?: raison)?)$/, 'other'],
]
export const readReason = (text: string): ReasonForNothing | undefined =>
  reasons.find(([shape]) => shape.test(plain(text)))?.[1]

export function readPaymentReply(text: string): PaymentReply | undefined {
  const said = plain(text)
  const bare = /^\d$/.test(said)
  if (all.test(said)) return { answer: 'all', bare }
  const some = part.exec(said)
  if (some) {
    const amountFcfa = some[1] === undefined ? undefined : readAmountFcfa(some[1])
    // "2 mois de retard" is no answer.
    if (some[1] !== undefined && amountFcfa === undefined) return undefined
    return { answer: 'part', bare, ...(amountFcfa ? { amountFcfa } : {}) }
  }
  const none = nothing.exec(said)
  if (!none) return undefined
  const why = none[1] === undefined ? undefined : readReason(none[1])
  if (none[1] !== undefined && why === undefined) return undefined
  return { answer: 'nothing', bare, ...(why ? { why } : {}) }
}

/** `15 000 F`, `15000`, `2 15000` to "how much?". */
export const readAmountReply = (text: string): number | undefined =>
  readAmountFcfa(plain(text)) ?? readPaymentReply(text)?.amountFcfa

/** "1" or "2", as a first word. */
export function readYesNo(text: string): boolean | undefined {
  const first = plain(text).match(/^(\p{L}+|\d)(?![\p{L}\d])/u)?.[1]
  if (first === '1' || first === 'oui' || first === 'awo' || first === 'ok' || first === 'yes') return true
  if (first === '2' || first === 'non' || first === 'ayi' || first === 'no') return false
  return undefined
}
