/**
 * Who else is at this complaint, and whether it changed while it was read. It is said to the others every minute while the
 * page is in sight, and taken back when it is left.
 */
import { useEffect, useState } from 'preact/hooks'
import type { Presence } from '../../../shared/contracts/staff-api.ts'
import { call } from '../api.ts'
import { counted, text } from '../store/language.ts'
import { Notice } from './notice.tsx'

const everyMs = 60_000

const say = (complaintId: string, doing: 'reading' | 'writing' | 'gone') =>
  call('lookAt', { params: { complaintId }, body: { doing }, keepalive: doing === 'gone' })

interface CompanyProps {
  readonly complaintId: string
  /** The one that is shown. */
  readonly version: number
  /** Whether something stands in a form that is not sent. */
  readonly writing: boolean
  readonly onSee: () => void
}

export function Company({ complaintId, version, writing, onSee }: CompanyProps) {
  const [others, setOthers] = useState<readonly Presence[]>([])
  const [latest, setLatest] = useState(version)

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const look = () => {
      clearTimeout(timer)
      if (document.hidden) return
      say(complaintId, writing ? 'writing' : 'reading').then(
        (answer) => {
          setOthers(answer.present)
          setLatest(answer.version)
        },
        // The state line tells about the network; who is there is never urgent.
        () => undefined,
      )
      timer = setTimeout(look, everyMs)
    }
    look()
    document.addEventListener('visibilitychange', look)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('visibilitychange', look)
    }
  }, [complaintId, writing])

  useEffect(() => {
    const gone = () => {
      say(complaintId, 'gone').catch(() => undefined)
    }
    addEventListener('pagehide', gone)
    return () => {
      removeEventListener('pagehide', gone)
      gone()
    }
  }, [complaintId])

  const writer = others.find((each) => each.writing)
  const [first, ...more] = others
  return (
    <>
      <p class="company" role="status">
        {writer
          ? text('company.writing', { names: writer.name })
          : first &&
            (more.length > 0
              ? counted('company.readingMore', more.length, { names: first.name })
              : text('company.reading', { names: first.name }))}
      </p>
      {latest > version && (
        <Notice tone="warm">
          <p>{text('company.changed')}</p>
          <div class="actions">
            <button type="button" class="button" onClick={onSee}>
              {text('company.see')}
            </button>
          </div>
        </Notice>
      )}
    </>
  )
}
