/** The head of a page: its title, in the tab too. Going to a page puts the focus on its title, so that it is read aloud. */
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { text } from '../store/language.ts'

let arrived = false

interface PageHeadProps {
  readonly title: string
  /** Said in the tab instead of the title, where the title must not be read over a shoulder. */
  readonly tabTitle?: string
  readonly children?: ComponentChildren
  /** The page puts the focus elsewhere. */
  readonly keepsFocus?: boolean
}

export function PageHead({ title, tabTitle = title, children, keepsFocus = false }: PageHeadProps) {
  const heading = useRef<HTMLHeadingElement>(null)
  useEffect(() => {
    document.title = `${tabTitle} · ${text('app.name')}`
  }, [tabTitle])
  // Once, when the page is entered.
  useEffect(() => {
    if (arrived && !keepsFocus) heading.current?.focus({ preventScroll: true })
    arrived = true
  }, [])
  return (
    <div class="page-head">
      <h1 ref={heading} tabIndex={-1}>
        {title}
      </h1>
      {children}
    </div>
  )
}
