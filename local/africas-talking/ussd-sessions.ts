/**
 * USSD as a caller and the application see it through the gateway: each turn is posted with all inputs so far, `CON`
 * goes on and `END` ends, an answer must come within ten seconds, and however a session ends the application is told
 * so exactly once.
 */
import { randomBytes } from 'node:crypto'
import type { PhoneNumber } from '../../shared/domain/phone-number.ts'
import { type CallbackAddresses, type Form, formDate, postForm } from './callbacks.ts'
import { networkCodeOf } from './mobile-network.ts'

/** What the caller's phone shows. */
export interface Screen {
  readonly kind: 'CON' | 'END'
  readonly text: string
}
export interface UssdSession {
  readonly sessionId: string
  /** The screen shown now. */
  screen(): Screen
  isOver(): boolean
  /** Settles when the session is over and the application was told. */
  readonly whenOver: Promise<void>
  /** Sends an input and gives the next screen. */
  reply(text: string): Promise<Screen>
  /** The caller presses the red key. */
  hangUp(): Promise<void>
  /** The network drops, perhaps while a turn is under way: its answer never reaches the phone. */
  loseNetwork(): Promise<void>
}
export interface UssdOptions {
  readonly callbacks: () => CallbackAddresses
  readonly now: () => Date
  /** The code that the application rents, `*384#`; what is dialled after it arrives as input. */
  readonly serviceCode: string
  readonly answerTimeoutMs: number
  /** The network ends a session that lasts longer. */
  readonly sessionLimitMs: number
}
export interface Dialling {
  readonly number: PhoneNumber
  /** As dialled: `*384#`, or `*384*1*2#` to go straight to an input. */
  readonly serviceCode: string
  readonly networkCode?: string
}

export class NoSuchCode extends Error {
  override readonly name = 'NoSuchCode'
}
export class SessionBusy extends Error {
  override readonly name = 'SessionBusy'
}
export class SessionOver extends Error {
  override readonly name = 'SessionOver'
}

const userAgent = { 'User-Agent': 'at-ussd-api/1.0' }
const metadataHeader = 'at-ussd-hop-metadata'
/** What phones show when a session breaks. */
const brokenOff: Screen = { kind: 'END', text: 'Problème de connexion ou code IHM non valide.' }

/** `*384*1*2#` on the rented code `*384#` is `1*2`; undefined when the code is somebody else's. */
const dialledInput = (dialled: string, serviceCode: string): string | undefined => {
  if (dialled === serviceCode) return ''
  const stem = `${serviceCode.replace(/#$/, '')}*`
  return dialled.startsWith(stem) && dialled.endsWith('#') ? dialled.slice(stem.length, -1) : undefined
}

export const dialUssd = async (options: UssdOptions, dialling: Dialling): Promise<UssdSession> => {
  const { callbacks, now, serviceCode, answerTimeoutMs, sessionLimitMs } = options
  const dialled = dialledInput(dialling.serviceCode, serviceCode)
  if (dialled === undefined) throw new NoSuchCode('nobody rents that code')

  const sessionId = `ATUid_${randomBytes(16).toString('hex')}`
  const { number: phoneNumber, networkCode = networkCodeOf(dialling.number) } = dialling
  const session = { sessionId, serviceCode, networkCode, phoneNumber }
  const startedAt = Date.now()
  const inputs = dialled === '' ? [] : [dialled]
  const hopsMetadata: string[] = []
  let hops = 0
  let lastAppResponse = ''
  let screen: Screen = brokenOff
  let isOver = false
  let isWaiting = false
  const told = Promise.withResolvers<void>()

  const tellEnd = async (status: string, errorMessage: string | undefined): Promise<void> => {
    const event: Form = {
      ...session,
      date: formDate(now()),
      status,
      cost: 'XOF 0.0000',
      durationInMillis: String(Date.now() - startedAt),
      hopsCount: String(hops),
      hopsMetadata: hopsMetadata.join('|'),
      input: inputs.join('*'),
      lastAppResponse,
      ...(errorMessage && { errorMessage }),
    }
    try {
      const answer = await postForm(
        callbacks().ussdEnded,
        event,
        userAgent,
        AbortSignal.timeout(answerTimeoutMs),
      )
      await answer.body?.cancel()
    } catch {
      // Told once, heard or not.
    }
  }
  const end = (status: 'Success' | 'Incomplete' | 'Failed', errorMessage?: string) => {
    if (isOver) return
    isOver = true
    clearTimeout(limit)
    if (status !== 'Success') screen = brokenOff
    told.resolve(tellEnd(status, errorMessage))
  }
  const breakOff = () => {
    end('Incomplete')
    return told.promise
  }
  const limit = setTimeout(() => end('Incomplete'), sessionLimitMs).unref()

  /** The application's body, or what was wrong with its answer. */
  const ask = async (): Promise<{ body: string } | { wrong: string }> => {
    const form = { phoneNumber, serviceCode, text: inputs.join('*'), sessionId, networkCode }
    const echoed = hopsMetadata.at(-1)
    const headers = { ...userAgent, ...(echoed && { [metadataHeader]: echoed }) }
    try {
      const answer = await postForm(callbacks().ussd, form, headers, AbortSignal.timeout(answerTimeoutMs))
      const body = await answer.text()
      if (answer.status !== 200) return { wrong: `HTTP status ${answer.status}` }
      const metadata = answer.headers.get(metadataHeader)
      if (metadata && metadata.length <= 99 && !metadata.includes('|')) hopsMetadata.push(metadata)
      return { body }
    } catch (fault) {
      return { wrong: fault instanceof Error && fault.name === 'TimeoutError' ? 'Timed out' : 'No answer' }
    }
  }

  const hop = async (): Promise<Screen> => {
    if (isWaiting) throw new SessionBusy('the last input has no answer yet')
    isWaiting = true
    hops += 1
    const answer = await ask()
    isWaiting = false
    // The phone was gone before the answer came.
    if (isOver) return brokenOff
    if ('body' in answer) lastAppResponse = answer.body
    const [, kind, text = ''] = ('body' in answer && /^(CON|END) (.*)$/s.exec(answer.body)) || []
    if (kind === 'CON' || kind === 'END') screen = { kind, text }
    if (kind === 'END') end('Success')
    if (kind === undefined)
      end('Failed', 'wrong' in answer ? answer.wrong : 'The response starts with neither CON nor END')
    return screen
  }

  await hop()
  return {
    sessionId,
    screen: () => screen,
    isOver: () => isOver,
    whenOver: told.promise,
    reply: async (text) => {
      if (isOver) throw new SessionOver('the session is over')
      if (isWaiting) throw new SessionBusy('the last input has no answer yet')
      inputs.push(text)
      return hop()
    },
    hangUp: async () => breakOff(),
    loseNetwork: async () => breakOff(),
  }
}
