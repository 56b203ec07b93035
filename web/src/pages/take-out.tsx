/** Takes a list of complaints out as a file: which list, in which form, with words or without; and who took what before. */
import '../styles/dashboard.css'
import '../styles/take-out.css'
import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { programmes } from '../../../shared/domain/programmes.ts'
import { type Answer, call } from '../api.ts'
import { moment } from '../parts/dates.ts'
import { FigureTable } from '../parts/figure-table.tsx'
import { FailureNotice, Notice } from '../parts/notice.tsx'
import { PageHead } from '../parts/page.tsx'
import { saveBlob } from '../parts/save-file.ts'
import { counted, text, textIfAny } from '../store/language.ts'
import { me } from '../store/me.ts'
import { atlas, loadAtlas } from '../store/places.ts'
import {
  addressOfQueue,
  type FilterName,
  filterNames,
  type QueueQuery,
  readQueueQuery,
} from '../store/queue-query.ts'
import { begin, going, goOn, stop } from '../store/take-out.ts'

function filterSaid(name: FilterName, value: string): string {
  switch (name) {
    case 'region':
      return atlas.value?.regionOf(value)?.name ?? value
    case 'cercle':
      return atlas.value?.cercleOf(value)?.name ?? value
    case 'commune':
      return atlas.value?.communeOf(value)?.name ?? value
    case 'programme':
      return programmes.find(({ programmeId }) => programmeId === value)?.name ?? value
    default:
      return textIfAny(`${name}.${value}`) ?? value
  }
}

const filtersSaid = (
  filter: Readonly<Partial<Record<string, string>>>,
): readonly (readonly [string, string])[] => [
  ...(filter.view ? [[text('export.view'), textIfAny(`view.${filter.view}`) ?? filter.view] as const] : []),
  ...filterNames.flatMap((name) => {
    const value = filter[name]
    return value ? [[text(`queue.${name}`), filterSaid(name, value)] as const] : []
  }),
]

function Progress() {
  const now = going.value
  if (!now) return <div role="status" />
  const { step, rows, file, failure } = now
  return (
    <div class="take-out-progress" role="status">
      {(step === 'taking' || step === 'making') && (
        <p>
          {step === 'taking' ? counted('export.going', rows) : text('export.making')}{' '}
          <button type="button" class="button-quiet" onClick={stop}>
            {text('export.stop')}
          </button>
        </p>
      )}
      {step === 'done' && (
        <Notice tone="good">
          <p>{rows === 0 ? text('export.none') : counted('export.done', rows)}</p>
          {file && (
            <button type="button" class="button" onClick={() => saveBlob(file.name, file.blob)}>
              {text('export.again')}
            </button>
          )}
        </Notice>
      )}
      {step === 'failed' && failure && (
        <>
          <p>
            {text('export.failed')}. {counted('export.going', rows)}
          </p>
          <FailureNotice failure={failure} onRetry={() => goOn()} />
        </>
      )}
    </div>
  )
}

function Form({ query }: { readonly query: QueueQuery }) {
  const [format, setFormat] = useState<'csv' | 'xlsx'>('xlsx')
  const [withWords, setWithWords] = useState(false)
  const step = going.value?.step
  const isBusy = step === 'taking' || step === 'making'
  return (
    <form
      class="card take-out"
      onSubmit={(event) => {
        event.preventDefault()
        begin({ query, format, withWords })
      }}
    >
      <h2>{text('export.list')}</h2>
      <dl class="take-out-list">
        {filtersSaid(query).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p>
        <a href={addressOfQueue(query)}>{text('export.change')}</a>
      </p>
      <fieldset class="field">
        <legend>{text('export.format')}</legend>
        <div class="choices">
          {(['xlsx', 'csv'] as const).map((each) => (
            <label key={each} class="choice">
              <input
                type="radio"
                name="format"
                value={each}
                checked={format === each}
                onChange={() => setFormat(each)}
              />
              <span>{text(`export.${each}`)}</span>
            </label>
          ))}
        </div>
      </fieldset>
      <div class="field">
        <label class="choice">
          <input
            type="checkbox"
            checked={withWords}
            aria-describedby="with-words-help"
            onChange={({ currentTarget }) => setWithWords(currentTarget.checked)}
          />
          <span>{text('export.withWords')}</span>
        </label>
        <p class="hint" id="with-words-help">
          {text('export.withWordsHelp')}
        </p>
      </div>
      <div class="actions">
        <button type="submit" class="button button-main" disabled={isBusy}>
          {text('export.begin')}
        </button>
        <span class="hint">{text('export.kept')}</span>
      </div>
    </form>
  )
}

function Journal({ stamp }: { readonly stamp: string }) {
  const [journal, setJournal] = useState<Answer<'listExports'>>()
  useEffect(() => {
    call('listExports').then(setJournal, () => undefined)
  }, [stamp])
  if (!journal) return null
  const { items } = journal
  return (
    <section class="card chart" aria-labelledby="journal-title">
      <h2 id="journal-title">{text('export.journal')}</h2>
      {items.length === 0 ? (
        <p>{text('export.journalNone')}</p>
      ) : (
        <FigureTable
          caption={text('export.journal')}
          columns={[
            { label: text('export.when') },
            { label: text('export.who') },
            { label: text('export.what') },
            { label: text('export.rows'), isNumber: true },
          ]}
          rows={items.map(({ exportId, at, by, what, format, withWords, filter, rows, finishedAt }) => ({
            key: exportId,
            cells: [
              moment(at),
              by.name,
              [
                `${text(`export.what.${what}`)}, ${format.toUpperCase()}`,
                ...(filter.quarter ? [filter.quarter] : []),
                ...filtersSaid(filter).map(([, value]) => value),
                ...(withWords ? [text('export.spoken')] : []),
                ...(finishedAt ? [] : [text('export.unfinished')]),
              ].join(' · '),
              what === 'quarter' ? '' : String(rows),
            ],
          }))}
        />
      )}
    </section>
  )
}

export function TakeOutPage() {
  const { query } = useLocation()
  const asked = readQueueQuery(query)
  const role = me.value?.role
  useEffect(() => {
    loadAtlas()
    return stop
  }, [])
  if (!role) return null
  const isAllowed = role === 'officer' || role === 'supervisor'
  return (
    <div class="page page-narrow">
      <PageHead title={text('export.title')} />
      <p class="lead">{text(isAllowed ? 'export.words' : 'export.denied')}</p>
      {isAllowed && (
        <>
          <Form query={asked} />
          <Progress />
        </>
      )}
      <Journal stamp={going.value?.step === 'done' ? 'done' : ''} />
    </div>
  )
}
