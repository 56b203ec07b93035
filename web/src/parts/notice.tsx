/** What went wrong or went well, in words, where it happened. */
import type { ComponentChildren } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { type Failure, sentenceOf } from '../failure.ts'
import { text } from '../store/language.ts'
import { Icon, type IconName } from './icon.tsx'

type Tone = 'bad' | 'good' | 'plain' | 'warm'
const icons: Readonly<Record<Tone, IconName>> = {
  bad: 'alert',
  good: 'check',
  plain: 'shield',
  warm: 'alert',
}

interface NoticeProps {
  /** Comes into sight with the focus: it asks for an answer. */
  readonly asks?: boolean
  readonly tone: Tone
  readonly title?: string
  readonly children?: ComponentChildren
}

/** Bad news interrupts a screen reader, the rest waits its turn. */
export function Notice({ tone, title, asks = false, children }: NoticeProps) {
  const box = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (asks) box.current?.focus()
  }, [asks])
  return (
    <div
      ref={box}
      class={`notice notice-${tone}`}
      role={tone === 'bad' ? 'alert' : 'status'}
      tabIndex={asks ? -1 : undefined}
    >
      <Icon name={icons[tone]} />
      <div>
        {title && <p class="notice-title">{title}</p>}
        {children}
      </div>
    </div>
  )
}

interface FailureNoticeProps {
  readonly failure: Failure
  readonly onRetry?: () => void
}

export function FailureNotice({ failure, onRetry }: FailureNoticeProps) {
  return (
    <Notice tone="bad" title={text('error.title')}>
      <p>{text(sentenceOf(failure))}</p>
      {onRetry && (
        <button type="button" class="button" onClick={onRetry}>
          {text('app.retry')}
        </button>
      )}
    </Notice>
  )
}
