/** The roots of a month's days, to be printed or sent to one's own phone: whoever keeps one can prove the history. */
import '../styles/roots.css'
import { useCallback, useEffect, useState } from 'preact/hooks'
import { asFailure, type Failure } from '../failure.ts'
import { type Answer, call } from '../history-api.ts'
import { day as dayWord } from '../parts/dates.ts'
import { FailureNotice, Notice } from '../parts/notice.tsx'
import { PageHead } from '../parts/page.tsx'
import { text } from '../store/language.ts'
import { me } from '../store/me.ts'
import { today } from '../store/period.ts'
import { print } from '../store/print.ts'

type Roots = Answer<'listRoots'>['roots']

interface TableProps {
  readonly month: string
  readonly roots: Roots
  readonly busy: boolean
  readonly onSend: (day: string) => void
}

function RootsTable({ month, roots, busy, onSend }: TableProps) {
  if (roots.length === 0) return <p>{text('roots.none')}</p>
  return (
    <div class="roots-scroll">
      <table class="roots">
        <caption class="only-read">{text('roots.caption', { month })}</caption>
        <thead>
          <tr>
            <th scope="col">{text('roots.day')}</th>
            <th scope="col">{text('roots.short')}</th>
            <th scope="col">{text('roots.events')}</th>
            <th scope="col" class="not-printed">
              {text('roots.send')}
            </th>
          </tr>
        </thead>
        <tbody>
          {roots.map(({ day, short, events }) => (
            <tr key={day}>
              <th scope="row">
                <time dateTime={day}>{dayWord(day)}</time>
              </th>
              <td>
                <code>{short}</code>
              </td>
              <td>{events}</td>
              <td class="not-printed">
                <button
                  type="button"
                  class="button"
                  disabled={busy}
                  aria-label={text('roots.sendOf', { day: dayWord(day) })}
                  onClick={() => onSend(day)}
                >
                  {text('roots.send')}
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

export function RootsPage() {
  const [month, setMonth] = useState(today().slice(0, 7))
  const [roots, setRoots] = useState<Roots>()
  const [failure, setFailure] = useState<Failure>()
  const [busy, setBusy] = useState(false)
  const [sent, setSent] = useState<string>()
  const officer = me.value

  const load = useCallback(async () => {
    setFailure(undefined)
    try {
      setRoots((await call('listRoots', { query: { month } })).roots)
    } catch (fault) {
      setFailure(asFailure(fault))
    }
  }, [month])
  useEffect(() => {
    load()
  }, [load])

  const send = async (day: string) => {
    if (!officer) return
    setBusy(true)
    setSent(undefined)
    try {
      const { short } = await call('sendRoot', { params: { day }, body: { officerId: officer.officerId } })
      setSent(short)
    } catch (fault) {
      setFailure(asFailure(fault))
    } finally {
      setBusy(false)
    }
  }

  return (
    <div class="page page-narrow">
      <PageHead title={text('roots.title')} />
      <p class="lead">{text('roots.lead')}</p>
      <p class="not-printed">
        <label>
          {text('roots.month')}{' '}
          <input
            type="month"
            value={month}
            max={today().slice(0, 7)}
            onChange={({ currentTarget }) => currentTarget.value && setMonth(currentTarget.value)}
          />
        </label>{' '}
        <button type="button" class="button" onClick={print}>
          {text('roots.print')}
        </button>
      </p>
      {failure && <FailureNotice failure={failure} onRetry={load} />}
      {sent && (
        <Notice tone="good">
          <p>{text('roots.sent', { short: sent })}</p>
        </Notice>
      )}
      {roots && (
        <section class="card">
          <RootsTable month={month} roots={roots} busy={busy} onSend={send} />
        </section>
      )}
    </div>
  )
}
