/** A complaint of the open desk. Opening it marks it as read; what is typed on it is kept on this device until it is sent. */
import '../styles/complaint.css'
import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { call } from '../api.ts'
import { asFailure, type Failure, isAway } from '../failure.ts'
import { useBrought } from '../parts/brought.ts'
import { Company } from '../parts/company.tsx'
import { ComplaintHead } from '../parts/complaint-head.tsx'
import { ComplaintSheet } from '../parts/complaint-sheet.tsx'
import { moment } from '../parts/dates.ts'
import { Icon } from '../parts/icon.tsx'
import { MovedNotice } from '../parts/moved-notice.tsx'
import { FailureNotice, Notice } from '../parts/notice.tsx'
import { PageHead } from '../parts/page.tsx'
import { plainKey } from '../parts/queue-keys.ts'
import { WaitingActs } from '../parts/waiting-acts.tsx'
import { contact } from '../store/contact.ts'
import { sweepDrafts } from '../store/drafts.ts'
import { text } from '../store/language.ts'
import { me } from '../store/me.ts'
import { onDevice } from '../store/on-device.ts'
import { isDetail, type OpenHandling, reread, take } from '../store/open-complaint.ts'
import { beginSending, lastArrived } from '../store/outgoing.ts'
import { loadAtlas } from '../store/places.ts'
import { dropRow, lastOpened, neighboursOf } from '../store/queue.ts'
import { takeWishFromAddress, type Wish, wish, writeAt } from '../store/wish.ts'

/** So long the network has before what the device knows is shown meanwhile. */
const patienceMs = 2_500
const nap = (ms: number) => new Promise((done) => setTimeout(done, ms))

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
  /** When the device heard what is shown, as long as nothing newer came. */
  const [knownAt, setKnownAt] = useState<number>()
  const [help, setHelp] = useState(false)
  const officer = me.value
  useComplaintKeys(complaintId, () => setHelp(true))
  const Help = useBrought(help, ['triage'], () =>
    import('../parts/keys-help.tsx').then((part) => part.KeysHelp),
  )

  const load = async () => {
    setFailure(undefined)
    const asked = reread(complaintId)
    let taken: OpenHandling | undefined
    let answered = false
    const showKnown = async () => {
      const known = answered ? undefined : await onDevice((device) => device.knownComplaint(complaintId))
      if (!known || answered || taken) return
      taken = take(known.detail)
      setHeld(taken)
      setKnownAt(known.at)
      lastOpened.value = complaintId
    }
    try {
      await Promise.race([asked, nap(patienceMs).then(showKnown)])
      const fresh = await asked
      answered = true
      if (taken) taken.accept(fresh)
      else {
        taken = take(fresh)
        taken.accept(fresh)
        setHeld(taken)
      }
      setKnownAt(undefined)
      lastOpened.value = complaintId
      const { unread, commands } = fresh
      if (unread && commands.includes('mark_read')) await taken.send('read', { type: 'mark_read' })
    } catch (fault) {
      const found = asFailure(fault)
      if (isAway(found)) await showKnown()
      answered = true
      if (found.code === 'not-found') dropRow(complaintId)
      setFailure(found)
    }
  }
  // Once the officer is known, whose drafts these are.
  useEffect(() => {
    if (officer) load()
    if (officer) beginSending()
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

  // What was done without a network arrived: the page shows what came of it.
  const arrived = lastArrived.value
  useEffect(() => {
    if (arrived?.job.complaintId !== complaintId) return
    const { answer } = arrived
    if (isDetail(answer)) held?.accept(answer)
    else dropRow(complaintId)
    setKnownAt(undefined)
    setFailure(undefined)
  }, [arrived, complaintId])
  // The network is back: what is shown is asked for anew.
  const { reachable } = contact.value
  useEffect(() => {
    if (reachable && knownAt !== undefined) load()
  }, [reachable])

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
      {knownAt !== undefined && held ? (
        <Notice tone="warm">
          <p>
            {text(failure ? 'complaint.known' : 'complaint.knownWaiting', {
              when: moment(new Date(knownAt).toISOString()),
            })}
          </p>
          {failure && (
            <button type="button" class="button" onClick={load}>
              {text('app.retry')}
            </button>
          )}
        </Notice>
      ) : (
        failure && <FailureNotice failure={failure} onRetry={load} />
      )}
      {held && (
        <Company
          complaintId={complaintId}
          version={held.detail.value.version}
          writing={Object.values(held.box.words.value).some((words) => words.trim() !== '')}
          onSee={see}
        />
      )}
      {held ? (
        <ComplaintSheet handling={held} reveal={reveal} address="/plaintes">
          <WaitingActs complaintId={complaintId} />
        </ComplaintSheet>
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
