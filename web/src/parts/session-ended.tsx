/** The session ran out while somebody worked: they sign in in another window and go on here. */
import { useState } from 'preact/hooks'
import { openSignInWindow, session, stopWaiting } from '../session.ts'
import { text } from '../store/language.ts'
import { Dialog } from './dialog.tsx'

export function SessionEnded() {
  const [waiting, setWaiting] = useState(false)
  if (session.value !== 'ended') return null
  return (
    <Dialog
      title={text('expired.title')}
      onClose={() => {
        setWaiting(false)
        stopWaiting()
      }}
    >
      <p>{text('expired.words')}</p>
      <div class="actions">
        <button
          type="button"
          class="button button-main"
          onClick={() => {
            setWaiting(true)
            openSignInWindow()
          }}
        >
          {text('expired.button')}
        </button>
      </div>
      {waiting && (
        <p class="hint" role="status">
          {text('expired.waiting')}
        </p>
      )}
    </Dialog>
  )
}
