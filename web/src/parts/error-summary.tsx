/** All that is to be corrected in a form, in one place that takes the focus, each line leading to its field. */
import { useEffect, useRef } from 'preact/hooks'
import { counted } from '../store/language.ts'

export interface FieldError {
  readonly id: string
  /** In the summary, where the field is out of sight. */
  readonly message: string
  /** At the field itself, when that can be said in fewer words. */
  readonly here?: string
}

export function errorOf(errors: readonly FieldError[], id: string): string | undefined {
  const found = errors.find((error) => error.id === id)
  return found && (found.here ?? found.message)
}

export function ErrorSummary({ errors }: { readonly errors: readonly FieldError[] }) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (errors.length > 0) box.current?.focus()
  }, [errors])
  if (errors.length === 0) return null
  return (
    <div class="notice notice-bad" role="alert" tabIndex={-1} ref={box}>
      <div>
        <p class="notice-title">{counted('error.summary', errors.length)}</p>
        <ul class="error-list">
          {errors.map(({ id, message }) => (
            <li key={id}>
              <a
                href={`#${id}`}
                onClick={(event) => {
                  event.preventDefault()
                  document.getElementById(id)?.focus()
                }}
              >
                {message}
              </a>
            </li>
          ))}
        </ul>
      </div>
    </div>
  )
}
