/** What a household said of a payment, in a few words. */
import type { Answer } from '../payments-api.ts'
import { text } from '../store/language.ts'
import { fcfa } from './amounts.ts'
import { moment } from './dates.ts'

type Said = Answer<'listDisagreements'>['items'][number]['household']

export function HouseholdSaid({ said }: { readonly said: Said }) {
  const { answer, amountFcfa, why, channel, at } = said
  const words = [
    text(`paymentAnswer.${answer}`),
    amountFcfa === undefined ? '' : fcfa(amountFcfa),
    why ? text(`whyNothing.${why}`) : '',
  ].filter(Boolean)
  return (
    <>
      <span class={`said-${answer}`}>{words.join(', ')}</span>{' '}
      <span class="quiet">
        {text(`answeredBy.${channel}`)}, <time dateTime={at}>{moment(at)}</time>
      </span>
    </>
  )
}
