/** The phone's screen: 160 characters at most, as a network carries them, and one line to type on. */
import { useSignal } from '@preact/signals'
import { useLayoutEffect, useRef } from 'preact/hooks'
import { operatorOf } from './address.ts'
import type { Handset } from './handset.ts'
import { Battery, Envelope, PointDown, SignalBars } from './icons.tsx'
import { clockTime, lineNow, shortDay, words } from './page.ts'
import { softKeys } from './soft-keys.ts'

const hurrySeconds = 15
const minutes = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`

function Status({ handset }: { handset: Handset }) {
  const left = handset.sessionSecondsLeft.value
  return (
    <div class="lcd-status">
      <SignalBars lost={handset.stage.value.at === 'cut'} />
      {left === undefined ? (
        <span>{operatorOf(handset.number)}</span>
      ) : (
        <span role="timer" aria-label={words.value.timeLeft}>
          {minutes(left)}
        </span>
      )}
      <Battery />
    </div>
  )
}

function Idle({ handset }: { handset: Handset }) {
  const say = words.value
  const unread = handset.inbox.unread.value
  const newest = unread[0]
  const now = lineNow.value
  return (
    <div class="lcd-idle">
      <time class="lcd-clock" dateTime={now.toISOString()}>
        {clockTime(now)}
      </time>
      <span class="lcd-day">{shortDay(now)}</span>
      {newest ? (
        <button type="button" class="lcd-news" onClick={() => handset.read(newest)}>
          <Envelope />
          {say.newMessages(unread.length)}
        </button>
      ) : (
        <span class="lcd-invite">
          {say.dialThis}
          <PointDown />
        </span>
      )}
      <button
        type="button"
        class="lcd-code"
        aria-label={say.dialCode(handset.line.code)}
        onClick={handset.putCode}
      >
        {handset.line.code}
      </button>
    </div>
  )
}

/** Stays in its place from the dial to the last answer, so that whoever types on a keyboard keeps the cursor. */
function Entry({ handset, waiting }: { handset: Handset; waiting: boolean }) {
  const say = words.value
  const asked = handset.stage.value.at === 'asked'
  return (
    <form
      class={asked ? 'lcd-entry' : 'lcd-entry dialing'}
      onSubmit={(event) => {
        event.preventDefault()
        handset.green()
      }}
    >
      <input
        type="text"
        inputMode={asked ? 'text' : 'tel'}
        aria-label={asked ? say.entryReply : say.entryDial}
        autoComplete="off"
        autoCapitalize="none"
        spellcheck={false}
        maxLength={160}
        readOnly={waiting}
        value={handset.entry.value}
        onInput={(event) => {
          handset.entry.value = event.currentTarget.value
        }}
      />
      {waiting && <span class="lcd-dots" aria-hidden="true" />}
    </form>
  )
}

/** The text that the screen shows for good or until the next key; undefined where it is only a dial. */
function textOf(handset: Handset): string | undefined {
  const say = words.value
  const stage = handset.stage.value
  switch (stage.at) {
    case 'idle':
    case 'calling':
      return undefined
    case 'asked':
    case 'over':
      return stage.screen.text
    case 'cut':
      return `${say.cut[stage.why]}\n\n${say.cutAdvice(handset.line.code)}`
    case 'unknown-code':
      return say.unknownCode(stage.dialled, handset.line.code)
    case 'reading':
      return stage.message.text
  }
}

/** Scrolls when the text is longer than the screen, and says so with a mark at its foot. */
function Text({ children, waiting }: { children: string; waiting: boolean }) {
  const place = useRef<HTMLElement>(null)
  const more = useSignal(false)
  const look = () => {
    const at = place.current
    more.value = at !== null && at.scrollHeight - at.scrollTop - at.clientHeight > 4
  }
  // A new text starts at its top.
  useLayoutEffect(() => {
    place.current?.scrollTo(0, 0)
    look()
  }, [children])
  return (
    <div class="lcd-scroll">
      <section
        class={waiting ? 'lcd-text waiting' : 'lcd-text'}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a text that scrolls must be reachable without a mouse
        tabIndex={0}
        aria-label={words.value.screen}
        ref={place}
        onScroll={look}
      >
        {children}
      </section>
      {more.value && (
        <span class="lcd-more" aria-hidden="true">
          ▼
        </span>
      )}
    </div>
  )
}

export function Lcd({ handset }: { handset: Handset }) {
  const say = words.value
  const stage = handset.stage.value
  const text = textOf(handset)
  const waiting = stage.at === 'calling' || (stage.at === 'asked' && stage.waiting)
  const types =
    stage.at === 'calling' || stage.at === 'asked' || (stage.at === 'idle' && handset.entry.value !== '')
  const seconds = handset.answerSecondsLeft.value
  const hurry = seconds !== undefined && seconds <= hurrySeconds

  const screen = useRef<HTMLDivElement>(null)
  const onKeyboard = useRef(false)
  // A finger on the glass asks for no cursor: on a small phone that would open its own keyboard over ours.
  onKeyboard.current = screen.current?.querySelector(':focus-visible') != null
  // What had the cursor may have left the screen: it goes to what took its place.
  useLayoutEffect(() => {
    if (!onKeyboard.current || screen.current?.contains(document.activeElement)) return
    screen.current?.querySelector<HTMLElement>('input, .lcd-text, .lcd-news, .lcd-code')?.focus()
  }, [stage.at, types])

  return (
    <div class="lcd" data-at={stage.at} ref={screen}>
      <Status handset={handset} />
      {stage.at === 'idle' && !types && <Idle handset={handset} />}
      {stage.at === 'reading' && (
        <p class="lcd-from">
          <Envelope /> {stage.message.from} · {clockTime(stage.message.at)}
        </p>
      )}
      {text !== undefined && <Text waiting={waiting}>{text}</Text>}
      {stage.at === 'calling' && <p class="lcd-calling">{say.calling}</p>}
      {hurry && (
        <p class="lcd-hurry" aria-hidden="true">
          {say.hurry(seconds)}
        </p>
      )}
      {types && <Entry handset={handset} waiting={waiting} />}
      <div class="lcd-soft" aria-hidden="true">
        {softKeys(handset).map((label, place) => (
          <span key={`${place} ${label}`}>{label}</span>
        ))}
      </div>
      <p class="aside" aria-live="polite">
        {text ?? (stage.at === 'calling' ? say.calling : '')}
      </p>
      <p class="aside" role="status">
        {hurry ? say.hurryAloud(hurrySeconds) : ''}
      </p>
    </div>
  )
}
