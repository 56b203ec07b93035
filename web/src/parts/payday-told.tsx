/** Who was told what of a payday, when, and whether it arrived: round by round, the same words said once. */
import type { ToldRow } from '../../../shared/contracts/reminders-api.ts'
import { call } from '../payments-api.ts'
import { counted, text } from '../store/language.ts'
import { moment } from './dates.ts'
import { LeftOutLine } from './left-out.tsx'
import { MoreButton } from './more-button.tsx'
import { usePages } from './pages.ts'
import { Empty, PaymentFailure, Waiting } from './payments-page.tsx'

const stateOf = ({ outcome, report }: ToldRow): { readonly tone: string; readonly words: string } => {
  if (outcome === 'accepted' && report?.state === 'arrived')
    return { tone: 'good', words: text('told.arrived') }
  if (outcome === 'accepted' && report?.state === 'failed')
    return { tone: 'late', words: text('told.failed') }
  const tone = outcome === 'unknown' ? 'soon' : outcome === 'refused' ? 'late' : 'calm'
  return { tone, words: text(`smsOutcome.${outcome}`) }
}

function ToldLine({ row }: { readonly row: ToldRow }) {
  const { tone, words } = stateOf(row)
  const at = row.report?.at ?? row.at
  return (
    <li class="told-line">
      <span class="reference">{row.householdId}</span>
      <span class={`chip chip-${tone}`}>{words}</span>
      <span class="quiet">
        {[at && moment(at), row.sharedPhone && text('told.sharedPhone')].filter(Boolean).join(' · ')}
      </span>
    </li>
  )
}

/** Rows of one round that carry the same words stand under them. */
const byText = (rows: readonly ToldRow[]): readonly (readonly [text: string, rows: readonly ToldRow[]])[] => [
  ...rows.reduce(
    (all, row) => all.set(row.text, [...(all.get(row.text) ?? []), row]),
    new Map<string, ToldRow[]>(),
  ),
]

export function PaydayTold({ paydayId }: { readonly paydayId: string }) {
  const { items, first, failure, load, more, loading } = usePages(paydayId, (cursor) =>
    call('toldOfPayday', { params: { paydayId }, query: { cursor } }),
  )
  if (!items || !first) return failure ? <PaymentFailure failure={failure} onRetry={load} /> : <Waiting />
  const { rounds } = first
  if (rounds.length === 0) return <Empty title={text('told.nobody')} />
  return (
    <>
      {rounds.map(({ roundId, kind, at, households, leftOut }) => (
        <section key={roundId} class="told-round">
          <h3>
            {text(`reminderKind.${kind}`)} <span class="quiet">{moment(at)}</span>
          </h3>
          <p>{counted('told.concerned', households)}</p>
          <LeftOutLine leftOut={leftOut} />
          {byText(items.filter((row) => row.roundId === roundId)).map(([words, rows]) => (
            <div key={words}>
              <blockquote class="sms-said" lang={rows[0]?.language}>
                {words}
              </blockquote>
              <ul class="plain-list told-lines">
                {rows.map((row) => (
                  <ToldLine key={row.householdId} row={row} />
                ))}
              </ul>
            </div>
          ))}
        </section>
      ))}
      <PaymentFailure failure={failure} />
      <MoreButton more={more} loading={loading} />
    </>
  )
}
