/** A complaint of the open desk. Opening it marks it as read; what is typed on it is kept on this device until it is sent. */
import '../styles/complaint.css'
import { signal } from '@preact/signals'
import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import type { ComplaintDetail, StaffCommand } from '../../../shared/contracts/staff-api.ts'
import { call } from '../api.ts'
import { asFailure, type Failure } from '../failure.ts'
import { useBrought } from '../parts/brought.ts'
import { Company } from '../parts/company.tsx'
import { ComplaintHead } from '../parts/complaint-head.tsx'
import { ComplaintSheet } from '../parts/complaint-sheet.tsx'
import { Icon } from '../parts/icon.tsx'
import { MovedNotice } from '../parts/moved-notice.tsx'
import { FailureNotice } from '../parts/notice.tsx'
import { PageHead } from '../parts/page.tsx'
import { plainKey } from '../parts/queue-keys.ts'
import { draftBox, sweepDrafts } from '../store/drafts.ts'
import { type Handling, handling } from '../store/handling.ts'
import { text } from '../store/language.ts'
import { me } from '../store/me.ts'
import { loadAtlas } from '../store/places.ts'
import { dropRow, lastOpened, neighboursOf, patchRow } from '../store/queue.ts'
import { markSeen } from '../store/seen.ts'
import { takeWishFromAddress, type Wish, wish, writeAt } from '../store/wish.ts'

type OpenHandling = Handling<ComplaintDetail, StaffCommand>

const take = (complaint: ComplaintDetail): OpenHandling =>
  handling(
    signal(complaint),
    draftBox(complaint.complaintId, () => true),
    ({ complaintId, command, version, idempotencyKey }) =>
      call('commandComplaint', { params: { complaintId }, body: command, version, idempotencyKey }),
    (fresh) => {
      patchRow(fresh)
      markSeen(fresh)
    },
  )

const reread = (complaintId: string) => call('readComplaint', { params: { complaintId } })

function MissingPage() {
  return (
    <div class="page">
      <PageHead title={text('complaint.missing')} />
      <p>{text('complaint.missingWords')}</p>
      <p>
        <a class="button" href={neighboursOf('').address}>
          {text('app.toQueue')}
        </a>
      </p>
    </div>
  )
}

/** The keys of the queue, here: they walk on in it, and act on the complaint that is open. */
function useComplaintKeys(complaintId: string, askHelp: () => void): void {
  const { route } = useLocation()
  const { address, previous, next } = neighboursOf(complaintId)
  useEffect(() => {
    const wished: Readonly<Record<string, Wish>> = {
      a: 'attribuer',
      r: 'repondre',
      n: 'note',
      e: 'transmettre',
    }
    const pressed = (event: KeyboardEvent) => {
      const key = plainKey(event)
      if (key === undefined) return
      const to = key === 'j' ? next : key === 'k' ? previous : undefined
      const asked = wished[key]
      if (to) route(`/plaintes/${to}`)
      else if (key === 'u') route(address)
      else if (key === '?') askHelp()
      else if (asked && !writeAt(asked)) wish.value = asked
      else if (!asked) return
      event.preventDefault()
    }
    addEventListener('keydown', pressed)
    return () => removeEventListener('keydown', pressed)
  }, [address, next, previous, route])
}

function Ways({ complaintId }: { readonly complaintId: string }) {
  const { address, previous, next } = neighboursOf(complaintId)
  return (
    <div class="complaint-ways">
      <a class="button-quiet" href={address}>
        <Icon name="back" />
        {text('complaint.back')}
      </a>
      <span>
        {previous && (
          <a class="button-quiet" href={`/plaintes/${previous}`}>
            {text('complaint.previous')}
          </a>
        )}
        {next && (
          <a class="button-quiet" href={`/plaintes/${next}`}>
            {text('complaint.next')}
            <Icon name="forth" />
          </a>
        )}
      </span>
    </div>
  )
}

function Complaint({ complaintId }: { readonly complaintId: string }) {
  const [held, setHeld] = useState<OpenHandling>()
  const [failure, setFailure] = useState<Failure>()
  const [help, setHelp] = useState(false)
  const officer = me.value
  useComplaintKeys(complaintId, () => setHelp(true))
  const Help = useBrought(help, ['triage'], () =>
    import('../parts/keys-help.tsx').then((part) => part.KeysHelp),
  )

  const load = async () => {
    setFailure(undefined)
    try {
      const taken = take(await reread(complaintId))
      setHeld(taken)
      patchRow(taken.detail.value)
      markSeen(taken.detail.value)
      lastOpened.value = complaintId
      const { unread, commands } = taken.detail.value
      if (unread && commands.includes('mark_read')) await taken.send('read', { type: 'mark_read' })
    } catch (fault) {
      setFailure(asFailure(fault))
    }
  }
  // Once the officer is known, whose drafts these are.
  useEffect(() => {
    if (officer) load()
    loadAtlas()
    sweepDrafts()
    takeWishFromAddress()
  }, [complaintId, officer?.officerId])

  const see = () =>
    reread(complaintId).then(
      (fresh) => held?.accept(fresh),
      (fault: unknown) => setFailure(asFailure(fault)),
    )

  const reveal = async (reason: string): Promise<string> => {
    const { phone } = await call('revealPhone', { params: { complaintId }, body: { reason } })
    reread(complaintId).then(
      (fresh) => held?.accept(fresh),
      () => undefined,
    )
    return phone
  }

  const moved = held?.moved.value ?? false
  useEffect(() => {
    if (moved) dropRow(complaintId)
  }, [moved, complaintId])

  if (moved) return <MovedNotice back={neighboursOf('').address} />
  if (failure?.code === 'not-found') return <MissingPage />
  return (
    <div class="page">
      {held ? (
        <ComplaintHead complaint={held.detail.value}>
          <Ways complaintId={complaintId} />
        </ComplaintHead>
      ) : (
        <Ways complaintId={complaintId} />
      )}
      {failure && <FailureNotice failure={failure} onRetry={load} />}
      {held && (
        <Company
          complaintId={complaintId}
          version={held.detail.value.version}
          writing={Object.values(held.box.words.value).some((words) => words.trim() !== '')}
          onSee={see}
        />
      )}
      {held ? (
        <ComplaintSheet handling={held} reveal={reveal} address="/plaintes" />
      ) : (
        !failure && (
          <div class="card placeholder placeholder-tall" role="status" aria-label={text('app.loading')} />
        )
      )}
      {Help && <Help onClose={() => setHelp(false)} />}
    </div>
  )
}

export function ComplaintPage({ complaintId = '' }: { readonly complaintId?: string }) {
  return <Complaint key={complaintId} complaintId={complaintId} />
}
