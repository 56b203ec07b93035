/** A part of a page that is asked for when it is opened: on a slow network nobody waits for what they do not look at. */
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import { Icon } from './icon.tsx'

interface FoldProps {
  readonly title: string
  readonly note?: string | undefined
  readonly children: () => ComponentChildren
}

export function Fold({ title, note, children }: FoldProps) {
  const [wanted, setWanted] = useState(false)
  return (
    <details
      class="card fold"
      onToggle={({ currentTarget }) => {
        if (currentTarget.open) setWanted(true)
      }}
    >
      <summary>
        <span class="fold-title">
          <h2>{title}</h2>
          {note && <span class="quiet">{note}</span>}
        </span>
        <Icon name="down" />
      </summary>
      {wanted && children()}
    </details>
  )
}
