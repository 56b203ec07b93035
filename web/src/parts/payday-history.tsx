/** What happened to a payday, newest first: who planned, moved, cancelled it, and why. */
import type { PaydayDetail } from '../../../shared/contracts/paydays-api.ts'
import { text } from '../store/language.ts'
import { fcfa } from './amounts.ts'
import { day, moment } from './dates.ts'

type Entry = PaydayDetail['history'][number]

function wordsOf({ type, data }: Entry): string {
  switch (type) {
    case 'moved':
      return text('paydayEvent.moved', {
        from: data.fromDay ? day(data.fromDay) : '',
        to: data.toDay ? day(data.toDay) : '',
      })
    case 'amended':
      return data.toAmountFcfa
        ? text('paydayEvent.amendedAmount', {
            from: fcfa(Number(data.fromAmountFcfa)),
            to: fcfa(Number(data.toAmountFcfa)),
          })
        : text('paydayEvent.amended')
    case 'disclosure_set':
      return text('paydayEvent.disclosure_set', {
        to: text(`disclosure.${data.to === 'open' || data.to === 'silent' ? data.to : 'cautious'}`),
      })
    default:
      return text(`paydayEvent.${type}`)
  }
}

export function PaydayHistory({ history }: { readonly history: readonly Entry[] }) {
  const newestFirst = [...history].sort((a, b) => b.at.localeCompare(a.at))
  return (
    <ul class="plain-list lines">
      {newestFirst.map((entry) => (
        <li key={entry.id}>
          <span class="strong">{wordsOf(entry)}</span>
          {entry.data.reason && <span>{entry.data.reason}</span>}
          <span class="quiet">
            {[entry.by.name, entry.by.unit].filter(Boolean).join(', ')}{' '}
            <time dateTime={entry.at}>{moment(entry.at)}</time>
          </span>
        </li>
      ))}
    </ul>
  )
}
