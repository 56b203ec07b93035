/** One file, dropped or chosen. The control underneath is the browser's own, so a keyboard and a screen reader know it. */
import { useState } from 'preact/hooks'
import { text } from '../store/language.ts'
import { fileSize } from './amounts.ts'

interface FileDropProps {
  readonly id: string
  readonly file: File | undefined
  readonly error?: string | undefined
  readonly onFile: (file: File | undefined) => void
}

export function FileDrop({ id, file, error, onFile }: FileDropProps) {
  const [over, setOver] = useState(false)
  return (
    <div class="field">
      <label for={id}>{text('imports.file')}</label>
      <p class="hint" id={`${id}-hint`}>
        {text('imports.fileHint')}
      </p>
      {error && (
        <p class="field-error" id={`${id}-error`}>
          {error}
        </p>
      )}
      <div
        class={over ? 'file-drop file-over' : 'file-drop'}
        onDragOver={(event) => {
          event.preventDefault()
          setOver(true)
        }}
        onDragLeave={() => setOver(false)}
        onDrop={(event) => {
          event.preventDefault()
          setOver(false)
          onFile(event.dataTransfer?.files[0])
        }}
      >
        <input
          id={id}
          type="file"
          accept=".csv,.txt,text/csv,text/plain"
          aria-describedby={error ? `${id}-hint ${id}-error` : `${id}-hint`}
          aria-invalid={error ? true : undefined}
          onChange={({ currentTarget }) => onFile(currentTarget.files?.[0])}
        />
        <p>{file ? `${file.name} · ${fileSize(file.size)}` : text('imports.drop')}</p>
      </div>
    </div>
  )
}
