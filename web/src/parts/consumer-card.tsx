/** One system: how it is in a word, what it has taken, and what can be done. Its days of comparing come when asked for. */
import { useState } from 'preact/hooks'
import type { ConsumerDetail, ConsumerRow } from '../../../shared/contracts/registry-api.ts'
import { asFailure, type Failure } from '../failure.ts'
import { type Order, readConsumer } from '../store/consumers.ts'
import { counted, text } from '../store/language.ts'
import { day, moment } from './dates.ts'
import { DayField } from './fields.tsx'
import { FailureNotice } from './notice.tsx'

interface CardProps {
  readonly row: ConsumerRow
  readonly isAdmin: boolean
  readonly busy: boolean
  readonly onOrder: (command: Order) => void
}

function Facts({ row }: { readonly row: ConsumerRow }) {
  const facts: readonly (readonly [string, string | undefined])[] = [
    [
      text('consumers.programmes'),
      row.programmes.includes('*') ? text('consumers.all') : row.programmes.join(', '),
    ],
    [text('consumers.ways'), row.ways.map((way) => text(`consumers.way.${way}`)).join(', ')],
    [text('consumers.lastSeen'), row.lastSeenAt && moment(row.lastSeenAt)],
    [text('consumers.lag'), row.lag === undefined ? undefined : counted('consumers.entries', row.lag)],
    [
      text('consumers.answers'),
      text('consumers.answered', { receipts: row.receipts, rejected: row.rejected }),
    ],
    [text('consumers.address'), row.push?.url],
    [text('consumers.lastFailure'), row.lastFailure],
    [text('consumers.nextTry'), row.nextTryAt && moment(row.nextTryAt)],
  ]
  return (
    <dl class="consumer-facts">
      {facts.map(([label, said]) =>
        said ? (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{said}</dd>
          </div>
        ) : null,
      )}
    </dl>
  )
}

function Compared({ detail }: { readonly detail: ConsumerDetail }) {
  if (detail.compared.length === 0) return <p>{text('consumers.neverCompared')}</p>
  return (
    <ul class="plain-list compared">
      {detail.compared.map(({ day: on, agrees, differences }) => (
        <li key={on}>
          <strong>{day(on)}</strong>{' '}
          {agrees ? text('consumers.agrees') : counted('consumers.differences', differences.length)}
          {!agrees && (
            <span class="quiet">
              {' '}
              {differences
                .map(({ commune, ours, yours }) =>
                  text('consumers.difference', { commune, ours: ours?.count ?? 0, yours: yours?.count ?? 0 }),
                )
                .join(' · ')}
            </span>
          )}
        </li>
      ))}
    </ul>
  )
}

function Deeds({ row, busy, onOrder }: Omit<CardProps, 'isAdmin'>) {
  const [since, setSince] = useState('')
  const oldKey = row.keys[1]
  const oldSecret = row.push?.secrets[1]
  const deed = (label: string, command: Order) => (
    <button type="button" class="button" disabled={busy} onClick={() => onOrder(command)}>
      {label}
    </button>
  )
  return (
    <>
      <div class="consumer-deeds">
        {row.active
          ? deed(text('consumers.pause'), { type: 'pause' })
          : deed(text('consumers.resume'), { type: 'resume' })}
        {deed(text('consumers.newKey'), { type: 'new_key' })}
        {oldKey && deed(text('consumers.dropKey'), { type: 'drop_key', keyId: oldKey.keyId })}
        {row.push && deed(text('consumers.newSecret'), { type: 'new_push_secret' })}
        {oldSecret &&
          deed(text('consumers.dropSecret'), { type: 'drop_push_secret', secretId: oldSecret.secretId })}
      </div>
      {row.push && (
        <div class="consumer-deeds">
          <DayField
            id={`since-${row.consumerId}`}
            label={text('consumers.replayFrom')}
            value={since}
            onValue={setSince}
          />
          <button
            type="button"
            class="button"
            disabled={busy || since === ''}
            onClick={() => onOrder({ type: 'replay', since })}
          >
            {text('consumers.replay')}
          </button>
        </div>
      )}
    </>
  )
}

export function ConsumerCard({ row, isAdmin, busy, onOrder }: CardProps) {
  const [detail, setDetail] = useState<ConsumerDetail>()
  const [failure, setFailure] = useState<Failure>()
  const titleId = `consumer-${row.consumerId}`
  const open = async () => {
    try {
      setDetail(await readConsumer(row.consumerId))
    } catch (fault) {
      setFailure(asFailure(fault))
    }
  }
  return (
    <section class="card" aria-labelledby={titleId}>
      <h2 id={titleId}>
        {row.name} <span class={`health health-${row.health}`}>{text(`consumers.health.${row.health}`)}</span>
      </h2>
      <Facts row={row} />
      {isAdmin && <Deeds row={row} busy={busy} onOrder={onOrder} />}
      {failure && <FailureNotice failure={failure} />}
      {detail ? (
        <Compared detail={detail} />
      ) : (
        <button type="button" class="button-quiet" onClick={open}>
          {text('consumers.showCompared')}
        </button>
      )}
    </section>
  )
}
