/** An act that waits, in words: what it is, where it stands, why it stopped. */

import type { CountedKey, TextKey } from '../../../shared/i18n/console-texts.ts'
import { counted, text, textIfAny } from '../store/language.ts'
import type { Job, Refused } from '../store/outbox-job.ts'
import { moment } from './dates.ts'

export function actOf({ kind, type, count = 0 }: Job): string {
  if (kind === 'file') return text('outbox.filing', { category: textIfAny(`category.${type}`) ?? type })
  if (kind === 'together') return counted(`outbox.together.${type}` as CountedKey, count)
  return textIfAny(`command.${type}`) ?? type
}

export const stateOf = (job: Job, sending: string | undefined): string =>
  text(`outbox.state.${job.id === sending ? 'sending' : job.state}`)

function whyOf({ code, version, by, at, complaintIds }: Refused): string {
  if (complaintIds) return counted('outbox.why.some', complaintIds.length)
  if (code === 'stale') {
    if (version === undefined) return text('outbox.why.gone')
    return by && at ? text('outbox.why.changedBy', { who: by, when: moment(at) }) : text('outbox.why.stale')
  }
  return textIfAny(`outbox.why.${code}`) ?? text('outbox.why.invalid' satisfies TextKey)
}

export const refusalIn = ({ refused }: Job): string | undefined => refused && whyOf(refused)

/** The words that were written with it, as far as it has any; of a complaint also whose it is, so that none is lost. */
export const wordsOf = ({ kind, body }: Job): string | undefined => {
  const {
    text: words,
    question,
    summary,
    reason,
    note,
    name,
    phone,
  } = body as Readonly<Record<string, unknown>>
  const said = [words, question, summary, reason, note].filter((each) => typeof each === 'string')
  const person = kind === 'file' ? [name, phone].filter((each) => typeof each === 'string').join(', ') : ''
  return [...said, person].filter(Boolean).join('\n') || undefined
}

/** There is nothing to try again on: it is with others, or was done as far as it could be. */
export const isGone = ({ refused }: Job): boolean =>
  refused?.complaintIds !== undefined ||
  refused?.code === 'not-found' ||
  (refused?.code === 'stale' && refused.version === undefined)
