/**
 * Who holds the key: its tokens live as long as the tab, so that a reload on a slow network asks nobody for new ones. When neither opens the door
 * any more, whatever was being sent waits for the officer to sign in again in another window, and then goes on.
 */
import { signal } from '@preact/signals'
import { Failure } from './failure.ts'
import type { Pending, Provider, Settings, Tokens } from './sign-in.ts'
import { contact, lost } from './store/contact.ts'
import { remember, remembered } from './store/remembered.ts'

interface Kept {
  readonly settings: Settings
  readonly provider: Provider
  readonly refreshToken?: string
  readonly idToken?: string
  readonly subject?: string
  /** Worth less than the refresh token beside it, and for an hour at most. */
  readonly access?: { readonly token: string; readonly expiresAt: number }
}

/** What the device remembers of who is signed in: no token, and no name. */
interface OnDevice extends Pick<Kept, 'settings' | 'provider'> {
  readonly subject: string | undefined
  readonly at: number
}

/** `out`: nobody is signed in. `ended`: somebody was, and what they are doing waits. */
export const session = signal<'in' | 'out' | 'ended'>('out')

const keptName = 'jigikan.session'
const pendingName = 'jigikan.signing-in'
const deviceName = 'signed-in'
/** Asked for a little before its time, so that no request meets a door that closes. */
const marginMs = 30_000
/** Without a network, in a tab that has no session of its own. */
const readableForMs = 12 * 3_600_000
/** Who left without a network could not tell the provider: the next one here is asked who they are. */
const provingName = 'prove-next'
const again = 'again'
/** In another window too, and with the provider asking who it is. */
export const anew = 'anew'
const windowName = 'jigikan-sign-in'
const channelName = 'jigikan.session'
export const provedChannelName = 'jigikan.proved'
/** The private desk of this tab is shut until its officer has signed in anew. */
export const privateLockName = 'jigikan.private-lock'

const home = (): string => `${location.origin}/`
const redirectUri = (): string => `${location.origin}/signed-in`
const signInCode = () => import('./sign-in.ts')

function readKept<T>(name: string): T | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(name) ?? '') as T
  } catch {
    return undefined
  }
}

let kept = readKept<Kept>(keptName)
let held: Pick<Tokens, 'accessToken' | 'expiresAt'> | undefined = kept?.access && {
  accessToken: kept.access.token,
  expiresAt: kept.access.expiresAt,
}

function hold(tokens: Tokens, settings: Settings, provider: Provider): void {
  held = tokens
  kept = {
    settings,
    provider,
    ...(kept?.subject === tokens.subject || !tokens.subject ? kept : {}),
    ...(tokens.refreshToken && { refreshToken: tokens.refreshToken }),
    ...(tokens.idToken && { idToken: tokens.idToken }),
    ...(tokens.subject && { subject: tokens.subject }),
    access: { token: tokens.accessToken, expiresAt: tokens.expiresAt },
  }
  sessionStorage.setItem(keptName, JSON.stringify(kept))
  const { subject } = kept
  remember(deviceName, JSON.stringify({ settings, provider, subject, at: Date.now() } satisfies OnDevice))
  session.value = 'in'
}

/** Whose the things are that are kept on this device. */
export const subjectOfSession = (): string | undefined => kept?.subject

/** Takes up the session of this tab; in a new tab of a device where somebody is signed in, goes and gets one. */
export function resume(): void {
  if (kept?.refreshToken) session.value = 'in'
  else if (remembered(deviceName) && location.pathname !== '/signed-in') {
    beginSignIn(location.pathname + location.search).catch((fault: unknown) => {
      if (!isAway(fault)) remember(deviceName, null)
      else readWithoutNetwork()
    })
  }
}

const isAway = (fault: unknown): boolean =>
  fault instanceof TypeError || (fault instanceof Failure && ['offline', 'slow'].includes(fault.code))

/** A new tab has no tokens, and without a network gets none: for a working day what is on the device is read all the same. */
function readWithoutNetwork(): void {
  try {
    const { at, subject, ...last }: OnDevice = JSON.parse(remembered(deviceName) ?? '')
    if (!subject || Date.now() - at > readableForMs) return
    kept = { ...last, subject }
    session.value = 'in'
  } catch {
    // Nobody was signed in, or an older version was.
  }
}

async function readSettings(): Promise<Settings> {
  const answer = await fetch('/config.json', { cache: 'no-cache' })
  if (!answer.ok) throw new Failure('fault')
  return answer.json()
}

export async function beginSignIn(returnTo: string, fresh = false): Promise<void> {
  const { leave } = await signInCode()
  const settings = kept?.settings ?? (await readSettings())
  const proving = fresh || remembered(provingName) !== null
  const { url, pending } = await leave(settings, redirectUri(), returnTo, proving)
  sessionStorage.setItem(pendingName, JSON.stringify(pending))
  location.assign(url)
}

export type Arrival =
  /** To the provider's: this page is about to go. */
  | { readonly kind: 'leaving' }
  | { readonly kind: 'go'; readonly to: string }
  /** This window was opened to sign in again; the other one goes on. */
  | { readonly kind: 'done' }
  | { readonly kind: 'turned-back' }

/** At /signed-in: trades the code for tokens. The same code is never traded twice. */
export async function completeSignIn(): Promise<Arrival> {
  const search = new URLSearchParams(location.search)
  if (search.has(again) || search.has(anew)) {
    await beginSignIn(again, search.has(anew))
    return { kind: 'leaving' }
  }
  const pending = readKept<Pending>(pendingName)
  sessionStorage.removeItem(pendingName)
  if (!pending) return { kind: 'go', to: '/' }
  const { arrive, turnedBack } = await signInCode()
  try {
    const tokens = await arrive(pending, new URL(location.href), redirectUri())
    if (pending.returnTo === again) {
      const channel = new BroadcastChannel(pending.fresh ? provedChannelName : channelName)
      channel.postMessage(tokens)
      channel.close()
      return { kind: 'done' }
    }
    remember(provingName, null)
    hold(tokens, pending.settings, pending.provider)
    if (pending.fresh) sessionStorage.removeItem(privateLockName)
    return { kind: 'go', to: pending.returnTo }
  } catch (fault) {
    if (turnedBack(fault)) return { kind: 'turned-back' }
    throw fault
  }
}

let renewing: Promise<string> | undefined

/** An access token that will still be good when the request arrives. */
export async function bearer(): Promise<string> {
  if (held && held.expiresAt - marginMs > Date.now()) return held.accessToken
  return renew()
}

/** A new access token, however many ask at once. */
export function renew(): Promise<string> {
  renewing ??= renewOnce().finally(() => {
    renewing = undefined
  })
  return renewing
}

async function renewOnce(): Promise<string> {
  if (!kept?.refreshToken) {
    // Nobody is asked to sign in where there is nobody to sign in with.
    await readSettings().catch((fault: unknown) => {
      if (!isAway(fault)) throw fault
      lost()
      throw new Failure('offline', {}, fault)
    })
    return signInAgain()
  }
  try {
    const { refresh } = await signInCode()
    hold(await refresh(kept.settings, kept.provider, kept.refreshToken), kept.settings, kept.provider)
    return held?.accessToken ?? ''
  } catch (fault) {
    if (fault instanceof Failure && fault.code === 'signed-out') return signInAgain()
    const failure = fault instanceof Failure ? fault : new Failure('offline', {}, fault)
    if (isAway(failure)) lost()
    throw failure
  }
}

let giveUp: (() => void) | undefined

/** Waits for the tokens that the other window brings. */
function signInAgain(): Promise<string> {
  session.value = 'ended'
  return new Promise((resolve, reject) => {
    const channel = new BroadcastChannel(channelName)
    giveUp = () => {
      channel.close()
      session.value = 'in'
      reject(new Failure('signed-out'))
    }
    channel.onmessage = ({ data }: MessageEvent<Tokens>) => {
      if (!kept) return
      channel.close()
      if (adopt(data) === 'same') resolve(data.accessToken)
    }
  })
}

/** Takes over what another window brought; somebody else's session begins from the start. */
export function adopt(tokens: Tokens): 'same' | 'other' {
  if (!kept) return 'other'
  const isOther = kept.subject !== undefined && tokens.subject !== kept.subject
  hold(tokens, kept.settings, kept.provider)
  if (isOther) location.assign(home())
  return isOther ? 'other' : 'same'
}

/** On a tap, so that no browser takes the window for an unasked one. Where windows are refused the whole page goes. */
export function openSignInWindow(): void {
  const opened = window.open(`/signed-in?${again}`, windowName, 'popup,width=520,height=760')
  if (!opened) beginSignIn(location.pathname + location.search).catch(() => giveUp?.())
}

export const stopWaiting = (): void => giveUp?.()

/** Forgets everything on this device, then ends the provider's own session. */
export async function signOut(): Promise<void> {
  const last = kept
  held = undefined
  kept = undefined
  sessionStorage.clear()
  remember(deviceName, null)
  const { reachable } = contact.value
  if (!reachable) remember(provingName, 'yes')
  const url = last && reachable && (await signInCode()).farewell(last, home())
  location.assign(url || home())
}
