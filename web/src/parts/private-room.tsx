/**
 * The private desk around its pages: another look, a way out in one tap, and a lock after five idle minutes. Whatever is
 * inside lives in memory only; locking and leaving take it away.
 */
import '../styles/private.css'
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { proveAgain } from '../prove-again.ts'
import { privateLockName } from '../session.ts'
import { watchIdle } from '../store/idle-lock.ts'
import { text } from '../store/language.ts'
import { hasPrivateDesk, me } from '../store/me.ts'
import { Icon } from './icon.tsx'
import { PageHead } from './page.tsx'

type Lock = 'idle' | 'left'

/** The lock outlasts a reload: only signing in anew opens it. */
const shut = (why: Lock): void => sessionStorage.setItem(privateLockName, why)
const lockOf = (): Lock | undefined => {
  const why = sessionStorage.getItem(privateLockName)
  return why === 'left' || why === 'idle' ? why : undefined
}

/** With everything in memory dropped, and the door shut behind: going back finds it locked. */
function leaveQuickly(): void {
  shut('left')
  location.replace('/')
}

interface LockedPageProps {
  readonly left: boolean
  readonly onUnlock: () => void
}

function LockedPage({ left, onUnlock }: LockedPageProps) {
  return (
    <div class="page page-narrow">
      <PageHead title={text('private.locked')} tabTitle={text('app.tagline')} />
      <section class="card">
        <p>{text(left ? 'private.leftWords' : 'private.lockedWords')}</p>
        <div class="actions">
          <button type="button" class="button button-main" onClick={onUnlock}>
            {text('private.unlock')}
          </button>
          <a class="button" href="/">
            {text('app.toQueue')}
          </a>
        </div>
      </section>
    </div>
  )
}

interface PrivateRoomProps {
  /** Called when it locks: forget what was read. */
  readonly onLock: () => void
  readonly children: ComponentChildren
}

export function PrivateRoom({ onLock, children }: PrivateRoomProps) {
  const [lock, setLock] = useState(lockOf)
  const officer = me.value
  // The watch begins anew only after unlocking.
  useEffect(() => {
    if (lock) return
    return watchIdle(() => {
      onLock()
      shut('idle')
      setLock('idle')
    })
  }, [lock])
  useEffect(() => {
    // Nothing of this page is kept for the browser's own way back.
    const hide = () => onLock()
    addEventListener('pagehide', hide)
    return () => removeEventListener('pagehide', hide)
  }, [onLock])

  if (officer && !hasPrivateDesk(officer)) {
    return (
      <div class="page page-narrow">
        <PageHead title={text('app.lostPage')} />
        <p>{text('app.lostPageWords')}</p>
        <p>
          <a class="button" href="/">
            {text('app.toQueue')}
          </a>
        </p>
      </div>
    )
  }
  return (
    <div class="private-room">
      <div class="private-band">
        <p>
          <Icon name="shield" />
          {text('private.band')}
        </p>
        <button type="button" class="button button-leave" onClick={leaveQuickly}>
          <Icon name="leave" />
          {text('private.leave')}
        </button>
      </div>
      {officer &&
        (lock ? (
          <LockedPage left={lock === 'left'} onUnlock={() => proveAgain(() => setLock(undefined))} />
        ) : (
          children
        ))}
    </div>
  )
}
