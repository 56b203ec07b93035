/** One file, chosen or dropped: the browser's own control takes both, so it is made large enough to be dropped on. */
import { text } from '../store/language.ts'
import { fileSize } from './amounts.ts'

interface FileDropProps {
  readonly id: string
  readonly file: File | undefined
  readonly error?: string | undefined
  readonly onFile: (file: File | undefined) => void
}

export function FileDrop({ id, file, error, onFile }: FileDropProps) {
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
      <input
        id={id}
        class="file-drop"
        type="file"
        accept=".csv,.txt,text/csv,text/plain"
        aria-describedby={error ? `${id}-hint ${id}-error` : `${id}-hint`}
        aria-invalid={error ? true : undefined}
        onChange={({ currentTarget }) => onFile(currentTarget.files?.[0])}
      />
      <p class="hint">{file ? `${file.name} · ${fileSize(file.size)}` : text('imports.drop')}</p>
    </div>
  )
}
