/** A form on its way: busy, what the server says of its fields, and one key for one intended write however often it is tried. */
import { useRef, useState } from 'preact/hooks'
import { asFailure, type Failure } from '../failure.ts'
import { fieldSentenceOf } from '../field-sentences.ts'
import { text, textIfAny } from '../store/language.ts'
import type { FieldError } from './error-summary.tsx'

/** What the rules of payments say of a field has sentences of its own. */
const sentenceOfField = (said: string, field: string): string => {
  const [first = ''] = said.split(',')
  return textIfAny(`wrong.${first}`) ?? text(fieldSentenceOf(said, field))
}

export interface Sending {
  readonly busy: boolean
  readonly failure: Failure | undefined
  readonly errors: readonly FieldError[]
  /** Says what is missing, and sends nothing then. */
  readonly send: (missing: readonly FieldError[], act: () => Promise<void>) => Promise<void>
  readonly keyFor: (body: unknown) => string
}

/**
 * `idOf`: the control of a field, if the form has one. `onStale`: somebody else was faster, so what is on the page is read
 * again, and what was typed can be sent to it as it is now.
 */
export function useSending(idOf: (field: string) => string | undefined, onStale?: () => void): Sending {
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<Failure>()
  const [errors, setErrors] = useState<readonly FieldError[]>([])
  const intent = useRef<{ readonly key: string; readonly of: string } | undefined>(undefined)
  const isBusy = useRef(false)

  const send: Sending['send'] = async (missing, act) => {
    setErrors(missing)
    setFailure(undefined)
    if (missing.length > 0 || isBusy.current) return
    isBusy.current = true
    setBusy(true)
    try {
      await act()
    } catch (fault) {
      const failed = asFailure(fault)
      if (failed.code === 'stale') onStale?.()
      const said = Object.entries(failed.fields).flatMap(([name, words]) => {
        const id = idOf(name.split('.').at(-1) ?? name)
        return id ? [{ id, message: sentenceOfField(words, name) }] : []
      })
      if (said.length > 0) setErrors(said)
      else setFailure(failed)
    } finally {
      isBusy.current = false
      setBusy(false)
    }
  }
  const keyFor = (body: unknown): string => {
    const of = JSON.stringify(body)
    if (intent.current?.of !== of) intent.current = { key: crypto.randomUUID(), of }
    return intent.current.key
  }
  return { busy, failure, errors, send, keyFor }
}
