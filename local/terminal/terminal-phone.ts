/**
 * A phone played line by line: what is typed goes in, what the phone shows comes out through `show`. It keeps what was
 * played, so that a session can become a test journey.
 */
import { smsParts } from '../../shared/i18n/gsm7.ts'
import { readTypedNumber, spokenNumber } from '../../web/src/phone/address.ts'
import type { JourneyStep } from '../../web/src/phone/journey.ts'
import {
  carriedSeptets,
  type InboxMessage,
  type Line,
  type PhoneApi,
  PhoneRefusal,
  type ReadyPerson,
  roomSeptets,
  type Screen,
} from '../../web/src/phone/phone-api.ts'
import { drawBox, drawScreen } from './screen-box.ts'
import type { TerminalWords } from './words.ts'

export interface TerminalPhoneOptions {
  readonly api: PhoneApi
  readonly line: Line
  readonly people: readonly ReadyPerson[]
  readonly number: string
  readonly words: TerminalWords
  readonly show: (text: string) => void
}

const code = /^\*[\d*]+#?$/

export const sizeOf = (text: string): string => {
  const { units, roomUnits, parts } = smsParts(text)
  return `${units}/${roomUnits} · ${parts} SMS`
}

export function createTerminalPhone({ api, line, people, words, show, ...options }: TerminalPhoneOptions) {
  let number = options.number
  let screen: Screen | undefined
  let steps: JourneyStep[] = []

  const showScreen = (next: Screen) => {
    const used = carriedSeptets(next)
    const size = used === undefined ? words.outsideGsm7 : `${used}/${roomSeptets}`
    screen = next.kind === 'CON' ? next : undefined
    steps.push({ kind: next.kind === 'CON' ? 'con' : 'end', text: next.text })
    show(drawScreen(next.text, next.kind === 'CON' ? size : `${words.over} · ${size}`))
  }
  const dial = async (typed: string) => {
    const dialled = typed.endsWith('#') ? typed : `${typed}#`
    try {
      const first = await api.dial(number, dialled)
      steps.push({ kind: 'dial', text: dialled })
      showScreen(first)
    } catch (fault) {
      if (!(fault instanceof PhoneRefusal)) throw fault
      show(words.unknownCode(dialled, line.code))
    }
  }
  const reply = async (open: Screen, text: string) => {
    steps.push({ kind: 'reply', text })
    try {
      showScreen(await api.reply(open.sessionId, text))
    } catch (fault) {
      if (!(fault instanceof PhoneRefusal)) throw fault
      screen = undefined
      show(words.sessionGone)
    }
  }
  const leave = async (how: 'cut' | 'hang-up') => {
    if (screen === undefined) return show(words.notInCall)
    const { sessionId } = screen
    screen = undefined
    steps.push({ kind: how, text: '' })
    await (how === 'cut' ? api.loseNetwork(sessionId) : api.hangUp(sessionId))
    show(how === 'cut' ? words.dropped : words.hungUp)
  }
  const printSms = ({ from, text }: Pick<InboxMessage, 'from' | 'text'>) =>
    show(`✉ ${words.sms(from, sizeOf(text))}\n${drawBox(text)}`)

  const known = new Set<string>()
  const showSms = (message: InboxMessage) => {
    if (known.has(message.gatewayId)) return
    known.add(message.gatewayId)
    printSms(message)
  }

  const commands: Record<string, (rest: string) => void | Promise<void>> = {
    '/help': () => show(words.commands),
    '/drop': () => leave('cut'),
    '/hang-up': () => leave('hang-up'),
    '/numbers': () =>
      show(people.map((one) => `  ${spokenNumber(one.number)}  ${one.label}, ${one.about}`).join('\n')),
    '/number': (typed) => {
      const next = readTypedNumber(typed)
      if (screen !== undefined) return show(words.endFirst)
      if (next === undefined) return show(words.wrongNumber(typed))
      number = next
      steps = []
    },
    '/inbox': async () => {
      const received = await api.inbox(number)
      if (received.length === 0) show(words.noSms)
      for (const message of received) printSms(message)
    },
    '/sms': async (text) => {
      if (text === '') return show(words.smsEmpty)
      const taken = await api.sendSms(number, text)
      show(taken ? words.smsSent(sizeOf(text)) : words.smsUnheard)
    },
  }

  return {
    number: () => number,
    inCall: () => screen !== undefined,
    steps: (): readonly JourneyStep[] => steps,
    showSms,
    leave,
    /** What the phone already holds is no news. */
    async lookThroughInbox() {
      for (const { gatewayId } of await api.inbox(number)) known.add(gatewayId)
    },
    /** Shows what came while nobody was told. */
    async catchUp() {
      for (const message of await api.inbox(number)) showSms(message)
    },
    /** One line as typed: an answer when a screen waits for one, else a code, nothing (the line), or a command. */
    async type(typed: string): Promise<void> {
      const text = typed.trim()
      const [command = '', ...rest] = text.split(' ')
      if (text.startsWith('/')) {
        const run = commands[command]
        if (run === undefined) return show(words.unknownCommand(command))
        await run(rest.join(' ').trim())
      } else if (screen !== undefined) {
        if (text === '') show(words.emptyReply)
        else await reply(screen, text)
      } else if (text === '') await dial(line.code)
      else if (code.test(text)) await dial(text)
      else show(words.notACode(line.code))
    },
  }
}
export type TerminalPhone = ReturnType<typeof createTerminalPhone>
