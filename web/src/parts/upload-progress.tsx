/** How much of a file is there, and what happens when the network goes: it is tried again by itself, and then by hand. */
import { text } from '../store/language.ts'
import { giveUp, type Upload } from '../store/upload.ts'
import { fileSize } from './amounts.ts'
import { Notice } from './notice.tsx'
import { paymentSentence } from './payments-page.tsx'

interface UploadProgressProps {
  readonly upload: Upload
  readonly onAgain: () => void
}

export function UploadProgress({ upload, onAgain }: UploadProgressProps) {
  const { file, state, sentBytes, failure } = upload
  if (state === 'sent' || state === 'given_up') return null
  if (state === 'failed') {
    return (
      <Notice tone="bad" title={text('imports.notSent')}>
        {failure && <p>{paymentSentence(failure)}</p>}
        <button type="button" class="button" onClick={onAgain}>
          {text('app.retry')}
        </button>
      </Notice>
    )
  }
  return (
    <div class="upload">
      <p id="upload-said" role="status">
        {state === 'waiting'
          ? text('imports.waiting')
          : text('imports.sending', { sent: fileSize(sentBytes), all: fileSize(file.size) })}
      </p>
      <progress class="progress" max={file.size} value={sentBytes} aria-labelledby="upload-said" />
      <button type="button" class="button-quiet" onClick={giveUp}>
        {text('app.cancel')}
      </button>
    </div>
  )
}
