/**
 * One phone: what its keys do and what its screen is at. It behaves as a basic phone on a network does: digits gather
 * until the green key, one answer at a time, the red key hangs up, and the network ends a session that lasts too long.
 */
import { computed, signal } from '@preact/signals'
import { createInbox } from './inbox.ts'
import { createJournal } from './journal.ts'
import {
  carriedSeptets,
  type InboxMessage,
  type Line,
  type PhoneApi,
  PhoneRefusal,
  type Screen,
} from './phone-api.ts'

/** Why the network ended the session: the button, nobody answering the screen, or the session's own length. */
export type CutReason = 'button' | 'silence' | 'long'

export type Stage =
  | { readonly at: 'idle' }
  | { readonly at: 'calling' }
  | { readonly at: 'asked'; readonly screen: Screen; readonly waiting: boolean }
  | { readonly at: 'over'; readonly screen: Screen }
  | { readonly at: 'cut'; readonly why: CutReason }
  | { readonly at: 'unknown-code'; readonly dialled: string }
  | { readonly at: 'reading'; readonly message: InboxMessage }

/** What Safaricom allows, for want of published figures of Mali's operators. */
export const sessionSeconds = 180
export const patienceChoices = [30, 60, 0] as const
/** Seconds to answer a screen; 0 has no limit, and neither has the session then. */
export const patienceSeconds = signal<number>(60)

export interface HandsetOptions {
  readonly api: PhoneApi
  readonly line: Line
  readonly number: string
  readonly nowIso: () => string
  readonly onAway: () => void
}

export function createHandset({ api, line, number, nowIso, onAway }: HandsetOptions) {
  const journal = createJournal()
  const inbox = createInbox(api, number, journal, nowIso)
  const stage = signal<Stage>({ at: 'idle' })
  const entry = signal('')
  const startedAtMs = signal(0)
  const askedAtMs = signal(0)
  const nowMs = signal(Date.now())
  /** Counts what began, so that an answer which comes after its call has ended is known as late. */
  let current = 0

  const inSession = computed(() => stage.value.at === 'calling' || stage.value.at === 'asked')
  const sessionSecondsLeft = computed(() =>
    inSession.value && patienceSeconds.value > 0
      ? Math.max(0, sessionSeconds - Math.floor((nowMs.value - startedAtMs.value) / 1000))
      : undefined,
  )
  const answerSecondsLeft = computed(() => {
    const now = stage.value
    if (now.at !== 'asked' || now.waiting || patienceSeconds.value === 0) return undefined
    return Math.max(0, patienceSeconds.value - Math.floor((nowMs.value - askedAtMs.value) / 1000))
  })

  const show = (next: Stage) => {
    stage.value = next
    entry.value = ''
  }

  /** Tells the network; a phone does not wait for what it says. */
  const tell = (message: Promise<void>) =>
    void message.catch((fault: unknown) => {
      if (!(fault instanceof PhoneRefusal)) onAway()
    })

  const cut = (why: CutReason) => {
    const now = stage.value
    if (!inSession.value) return
    current += 1
    journal.note('cut', '', now.at === 'asked' ? { sessionId: now.screen.sessionId } : {})
    if (now.at === 'asked') tell(api.loseNetwork(now.screen.sessionId))
    show({ at: 'cut', why })
  }

  const hear = async (asking: Promise<Screen>, whenRefused: () => void) => {
    current += 1
    const mine = current
    const beganMs = performance.now()
    try {
      const screen = await asking
      if (mine !== current) {
        if (screen.kind === 'CON') tell(api.loseNetwork(screen.sessionId))
        return
      }
      const tookMs = Math.round(performance.now() - beganMs)
      const { sessionId } = screen
      const septets = carriedSeptets(screen)
      journal.note(screen.kind === 'CON' ? 'con' : 'end', screen.text, { sessionId, septets, tookMs })
      nowMs.value = Date.now()
      askedAtMs.value = nowMs.value
      show(screen.kind === 'CON' ? { at: 'asked', screen, waiting: false } : { at: 'over', screen })
    } catch (fault) {
      if (mine !== current) return
      if (fault instanceof PhoneRefusal) {
        journal.note('refused', fault.message)
        whenRefused()
      } else {
        show({ at: 'idle' })
        onAway()
      }
    }
  }

  const dial = (code: string) => {
    journal.note('dial', code)
    stage.value = { at: 'calling' }
    nowMs.value = Date.now()
    startedAtMs.value = nowMs.value
    return hear(api.dial(number, code), () => show({ at: 'unknown-code', dialled: code }))
  }

  const reply = (screen: Screen, text: string) => {
    journal.note('reply', text, { sessionId: screen.sessionId })
    stage.value = { at: 'asked', screen, waiting: true }
    // The network knows the session no more: it ended it by its own clock.
    return hear(api.reply(screen.sessionId, text), () => show({ at: 'cut', why: 'long' }))
  }

  const handset = {
    number,
    line,
    journal,
    inbox,
    stage,
    entry,
    inSession,
    sessionSecondsLeft,
    answerSecondsLeft,
    dial,

    /** Types digits, `*`, `#`, or any text that a screen asks for. */
    type(text: string) {
      const now = stage.value
      if (now.at === 'calling' || (now.at === 'asked' && now.waiting)) return
      if (now.at !== 'asked') {
        if (now.at !== 'idle') show({ at: 'idle' })
        entry.value += text.replace(/[^\d*#+]/g, '')
      } else entry.value += text
    },
    erase() {
      entry.value = entry.value.slice(0, -1)
    },
    putCode() {
      show({ at: 'idle' })
      entry.value = line.code
    },
    green(): Promise<void> | undefined {
      const now = stage.value
      if (now.at === 'asked') {
        if (!now.waiting && entry.value !== '') return reply(now.screen, entry.value)
      } else if (now.at !== 'calling') {
        if (now.at === 'idle' && entry.value !== '') return dial(entry.value)
        handset.putCode()
      }
      return undefined
    },
    red() {
      const now = stage.value
      if (inSession.value) {
        current += 1
        if (now.at === 'asked') {
          journal.note('hang-up', '', { sessionId: now.screen.sessionId })
          tell(api.hangUp(now.screen.sessionId))
        } else journal.note('hang-up')
      }
      show({ at: 'idle' })
    },
    loseNetwork: () => cut('button'),
    read(message: InboxMessage) {
      if (inSession.value) return
      inbox.markRead(message)
      show({ at: 'reading', message })
    },
    /** Called every second: the network's two clocks run. */
    tick(atMs: number) {
      nowMs.value = atMs
      if (sessionSecondsLeft.value === 0) cut('long')
      else if (answerSecondsLeft.value === 0) cut('silence')
    },
    close() {
      if (inSession.value) cut('button')
      inbox.close()
    },
  }
  return handset
}
export type Handset = ReturnType<typeof createHandset>
