/** Paydays of a month, as a calendar and as a list. The address says which, so it can be shared and gone back to. */
import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { PaydayRow } from '../../../shared/contracts/paydays-api.ts'
import { programmes } from '../../../shared/domain/programmes.ts'
import { asFailure, type Failure } from '../failure.ts'
import { useAsked } from '../parts/asked.ts'
import { SelectField } from '../parts/fields.tsx'
import { Icon } from '../parts/icon.tsx'
import { PaydayCalendar } from '../parts/payday-calendar.tsx'
import { PaydayList } from '../parts/payday-list.tsx'
import { Empty, PaymentFailure, PaymentsPage, Waiting } from '../parts/payments-page.tsx'
import type { SitesMap } from '../parts/sites-map.tsx'
import { type Answer, call } from '../payments-api.ts'
import { counted, speech, text } from '../store/language.ts'
import {
  addressOfPaydays,
  monthAfter,
  monthBefore,
  type PaydayQuery,
  readPaydayQuery,
} from '../store/payday-query.ts'
import { atlas, loadAtlas } from '../store/places.ts'

const inOnePage = 200

const monthName = (month: string): string =>
  new Intl.DateTimeFormat([...speech.value.locales], {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${month}-15T00:00:00Z`))

const ask = ({ month, region, programme }: PaydayQuery, cursor?: string) =>
  call('listPaydays', { query: { month, region, programme, cursor, limit: inOnePage } })

function MonthBar({ query, month }: { readonly query: PaydayQuery; readonly month: string }) {
  const name = monthName(month)
  return (
    <div class="month-bar">
      <a
        class="button"
        href={addressOfPaydays({ ...query, month: monthBefore(month) })}
        aria-label={text('paydays.before')}
      >
        <Icon name="back" />
      </a>
      <p class="month-name" role="status">
        {name}
      </p>
      <a
        class="button"
        href={addressOfPaydays({ ...query, month: monthAfter(month) })}
        aria-label={text('paydays.after')}
      >
        <Icon name="forth" />
      </a>
    </div>
  )
}

function Tools({ query }: { readonly query: PaydayQuery }) {
  const { route } = useLocation()
  const go = (changed: Partial<Record<'region' | 'programme', string>>) => {
    const { region = '', programme = '' } = { ...query, ...changed }
    route(
      addressOfPaydays({
        ...(query.month ? { month: query.month } : {}),
        ...(query.view ? { view: query.view } : {}),
        ...(region ? { region } : {}),
        ...(programme ? { programme } : {}),
      }),
      true,
    )
  }
  const { view: _view, ...asCalendar } = query
  return (
    <div class="payment-tools">
      <SelectField
        id="paydays-programme"
        label={text('queue.programme')}
        none={text('queue.all')}
        value={query.programme ?? ''}
        choices={programmes.map(({ programmeId, name }) => ({ value: programmeId, label: name }))}
        onValue={(programme) => go({ programme })}
      />
      <SelectField
        id="paydays-region"
        label={text('queue.region')}
        none={text('queue.all')}
        value={query.region ?? ''}
        choices={(atlas.value?.regions ?? []).map(({ code, name }) => ({ value: code, label: name }))}
        onValue={(region) => go({ region })}
      />
      <nav class="switch" aria-label={text('paydays.view')}>
        <a href={addressOfPaydays(asCalendar)} aria-current={query.view ? undefined : 'true'}>
          {text('paydays.calendar')}
        </a>
        {(['list', 'map'] as const).map((view) => (
          <a
            key={view}
            href={addressOfPaydays({ ...query, view })}
            aria-current={query.view === view ? 'true' : undefined}
          >
            {text(`paydays.${view}`)}
          </a>
        ))}
      </nav>
    </div>
  )
}

/** The map comes with a file of its own, for those who look at it. */
function MapOfSites({ paydays }: { readonly paydays: readonly PaydayRow[] }) {
  const [map, setMap] = useState<{ readonly Drawn: typeof SitesMap } | 'failed'>()
  useEffect(() => {
    import('../parts/sites-map.tsx').then(
      ({ SitesMap: Drawn }) => setMap({ Drawn }),
      () => setMap('failed'),
    )
  }, [])
  if (map === 'failed') return <p class="hint">{text('paydays.mapFailed')}</p>
  return map ? <map.Drawn paydays={paydays} /> : <Waiting tall />
}

interface Further {
  readonly of: Answer<'listPaydays'>
  readonly rows: readonly PaydayRow[]
  readonly cursor?: string
}

export function PaydaysPage() {
  const { query: search } = useLocation()
  const query = readPaydayQuery(search)
  const { view: _view, ...asked } = query
  const { found, failure, load } = useAsked(addressOfPaydays(asked), () => ask(query))
  const [further, setFurther] = useState<Further>()
  const [moreFailure, setMoreFailure] = useState<Failure>()
  useEffect(() => {
    loadAtlas()
  }, [])

  const more = further && further.of === found ? further : undefined
  const rows = [...(found?.items ?? []), ...(more?.rows ?? [])]
  const cursor = more ? more.cursor : found?.cursor
  const loadMore = async () => {
    if (!found || !cursor) return
    setMoreFailure(undefined)
    try {
      const next = await ask({ ...query, month: found.from.slice(0, 7) }, cursor)
      setFurther({
        of: found,
        rows: [...(more?.rows ?? []), ...next.items],
        ...(next.cursor ? { cursor: next.cursor } : {}),
      })
    } catch (fault) {
      setMoreFailure(asFailure(fault))
    }
  }
  const month = query.month ?? found?.from.slice(0, 7)
  const households = rows.reduce(
    (sum, { state, funnel }) => sum + (state === 'cancelled' ? 0 : funnel.due),
    0,
  )

  return (
    <PaymentsPage
      title={text('payments.paydays')}
      actions={
        found?.mayPlan && (
          <>
            <a class="button-quiet" href="/paiements/discretion">
              <Icon name="eye" />
              {text('paydays.disclosure')}
            </a>
            <a class="button button-main" href="/paiements/nouveau">
              <Icon name="plus" />
              {text('paydays.plan')}
            </a>
          </>
        )
      }
    >
      <Tools query={query} />
      {month && <MonthBar query={query} month={month} />}
      <PaymentFailure failure={failure} onRetry={load} />
      {!found && !failure && <Waiting tall />}
      {found && month && (
        <>
          <p class="hint payday-sum" role="status">
            {rows.length > 0 &&
              `${counted('paydays.count', rows.length)} · ${counted('payments.households', households)}`}
          </p>
          {!query.view && <PaydayCalendar month={month} label={monthName(month)} paydays={rows} />}
          {query.view === 'map' && rows.length > 0 && <MapOfSites paydays={rows} />}
          {rows.length === 0 ? (
            <Empty title={text('paydays.none')}>
              <p>{text(query.region || query.programme ? 'paydays.noneFiltered' : 'paydays.noneWords')}</p>
            </Empty>
          ) : (
            <PaydayList paydays={rows} />
          )}
          <PaymentFailure failure={moreFailure} />
          {cursor && (
            <p class="more">
              <button type="button" class="button" onClick={loadMore}>
                {text('payments.more')}
              </button>
            </p>
          )}
        </>
      )}
    </PaymentsPage>
  )
}
