/**
 * The private desk around its pages: another look, a way out in one tap, and a lock after five idle minutes. Whatever is
 * inside lives in memory only; locking and leaving take it away.
 */
import '../styles/private.css'
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { watchIdle } from '../store/idle-lock.ts'
import { text } from '../store/language.ts'
import { hasPrivateDesk, me } from '../store/me.ts'
import { Icon } from './icon.tsx'
import { PageHead } from './page.tsx'

const leftName = 'jigikan.left-private'

/** With everything in memory dropped, and the door shut behind: going back finds it locked. */
function leaveQuickly(): void {
  sessionStorage.setItem(leftName, 'yes')
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
  const [left, setLeft] = useState(() => sessionStorage.getItem(leftName) !== null)
  const [locked, setLocked] = useState(left)
  const officer = me.value
  // The watch begins anew only after unlocking.
  useEffect(() => {
    if (locked) return
    return watchIdle(() => {
      onLock()
      setLocked(true)
    })
  }, [locked])
  useEffect(() => {
    // Nothing of this page is kept for the browser's own way back.
    const hide = () => onLock()
    addEventListener('pagehide', hide)
    return () => removeEventListener('pagehide', hide)
  }, [onLock])

  const unlock = () => {
    sessionStorage.removeItem(leftName)
    setLeft(false)
    setLocked(false)
  }

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
      {officer && (locked ? <LockedPage left={left} onUnlock={unlock} /> : children)}
    </div>
  )
}
