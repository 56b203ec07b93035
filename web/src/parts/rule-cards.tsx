/** What a draft would have changed, and every set that was published, to be taken up again. */
import type { Answer } from '../admin-api.ts'
import { counted, text } from '../store/language.ts'
import { moment, wholeDay } from './dates.ts'
import { Notice } from './notice.tsx'
import { type Changes, categoryName } from './rule-words.ts'

export type Rules = Answer<'readRules'>
export type Preview = Answer<'previewRules'>

export function PreviewCard({ preview }: { readonly preview: Preview }) {
  return (
    <Notice tone="plain" title={counted('rules.looked', preview.looked)}>
      {preview.isBound && <p>{text('rules.bound')}</p>}
      <p>
        {counted('rules.late', preview.becomeLate)} {counted('rules.inTime', preview.becomeInTime)}
      </p>
      {preview.moves.length === 0 && <p>{text('rules.noMove')}</p>}
      <ul class="plain-list">
        {preview.moves.map(({ from, to, count }) => (
          <li key={`${from.unitId} ${to.unitId}`}>
            {text('rules.move', { from: from.name, to: to.name, number: count })}
          </li>
        ))}
      </ul>
      <p class="quiet">{text('rules.previewOnly')}</p>
    </Notice>
  )
}

export function Versions({
  rules,
  onTake,
}: {
  readonly rules: Rules
  readonly onTake?: (changes: Changes) => void
}) {
  return (
    <section class="card" aria-labelledby="versions">
      <h2 id="versions">{text('rules.versions')}</h2>
      <p class="hint">{text(rules.published.length > 0 ? 'rules.lastHolds' : 'rules.neverPublished')}</p>
      <ul class="plain-list settled-list">
        {rules.published.map(({ number, from, at, by, reason, changes, holds }) => (
          <li key={number}>
            <p>
              <strong>{text('rules.version', { number, from: wholeDay(from) })}</strong>{' '}
              {holds && <span class="admin-mark">{text('rules.holds')}</span>}
            </p>
            <p>{reason}</p>
            <p class="quiet">
              {by.name}, {moment(at)} ·{' '}
              {Object.keys(changes).map(categoryName).join(', ') || text('rules.asShipped')}
            </p>
            {onTake && (
              <button type="button" class="button" onClick={() => onTake(changes)}>
                {text('rules.again')}
              </button>
            )}
          </li>
        ))}
      </ul>
    </section>
  )
}
