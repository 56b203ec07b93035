/** The private desk's own queue: protected complaints, and people who asked to be called back, for those who have them. */
import type { ComponentChildren } from 'preact'
import { useCallback, useEffect, useState } from 'preact/hooks'
import type { ComplaintRow, PrivateRow } from '../../../shared/contracts/staff-api.ts'
import { call } from '../api.ts'
import { asFailure, type Failure } from '../failure.ts'
import { FailureNotice } from '../parts/notice.tsx'
import { PageHead } from '../parts/page.tsx'
import { CaseCards } from '../parts/private-lists.tsx'
import { PrivateRoom } from '../parts/private-room.tsx'
import { QueueRows } from '../parts/queue-rows.tsx'
import { text } from '../store/language.ts'
import { me } from '../store/me.ts'
import { loadAtlas } from '../store/places.ts'

interface ListProps {
  readonly title: string
  readonly failure: Failure | undefined
  readonly onRetry: () => void
  readonly loaded: boolean
  readonly empty: string | undefined
  readonly children: ComponentChildren
}

function List({ title, failure, onRetry, loaded, empty, children }: ListProps) {
  return (
    <section class="private-list">
      <h2>{title}</h2>
      {failure && <FailureNotice failure={failure} onRetry={onRetry} />}
      {!loaded && !failure && <div class="card placeholder" role="status" aria-label={text('app.loading')} />}
      {loaded && empty && <p class="empty">{empty}</p>}
      {children}
    </section>
  )
}

function RestrictedList() {
  const [closed, setClosed] = useState(false)
  const [rows, setRows] = useState<readonly ComplaintRow[]>()
  const [cursor, setCursor] = useState<string>()
  const [failure, setFailure] = useState<Failure>()
  const load = useCallback(
    async (from?: string) => {
      setFailure(undefined)
      try {
        const answer = await call('listRestricted', {
          query: { closed: closed ? 'true' : 'false', cursor: from },
        })
        setRows((before) => (from ? [...(before ?? []), ...answer.items] : answer.items))
        setCursor(answer.cursor)
      } catch (fault) {
        setFailure(asFailure(fault))
      }
    },
    [closed],
  )
  useEffect(() => {
    setRows(undefined)
    load()
  }, [load])
  return (
    <List
      title={text('private.restricted')}
      failure={failure}
      onRetry={load}
      loaded={rows !== undefined}
      empty={rows?.length === 0 ? text('private.emptyRestricted') : undefined}
    >
      {rows && rows.length > 0 && (
        <QueueRows rows={rows} address="/espace-reserve/plaintes" label={text('private.restricted')} />
      )}
      <div class="actions">
        {cursor && (
          <button type="button" class="button" onClick={() => load(cursor)}>
            {text('queue.more')}
          </button>
        )}
        <button type="button" class="button-quiet" onClick={() => setClosed(!closed)}>
          {text(closed ? 'private.opened' : 'private.closed')}
        </button>
      </div>
    </List>
  )
}

function CaseList() {
  const [cases, setCases] = useState<readonly PrivateRow[]>()
  const [failure, setFailure] = useState<Failure>()
  const load = useCallback(async () => {
    setFailure(undefined)
    try {
      setCases((await call('listPrivate')).items)
    } catch (fault) {
      setFailure(asFailure(fault))
    }
  }, [])
  useEffect(() => {
    load()
  }, [load])
  return (
    <List
      title={text('private.cases')}
      failure={failure}
      onRetry={load}
      loaded={cases !== undefined}
      empty={cases?.length === 0 ? text('private.emptyCases') : undefined}
    >
      {cases && cases.length > 0 && <CaseCards cases={cases} />}
    </List>
  )
}

/** The lists live in their own state: the lock takes them off the page, and what they held with them. */
const nothingElseHeld = (): void => undefined

export function PrivateDeskPage() {
  useEffect(() => {
    loadAtlas()
  }, [])
  return (
    <PrivateRoom onLock={nothingElseHeld}>
      <div class="page">
        <PageHead title={text('private.title')} tabTitle={text('app.tagline')} />
        {me.value?.privateDesk && <CaseList />}
        {me.value?.restrictedDesk && <RestrictedList />}
      </div>
    </PrivateRoom>
  )
}
