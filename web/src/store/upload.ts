/**
 * A file on its way to where the server said: how much of it is there, tried again by itself while the network comes and
 * goes. It goes on when the page is left for another; the file itself is kept in memory alone.
 */
import { type Signal, signal } from '@preact/signals'
import { asFailure, Failure } from '../failure.ts'
import { type Body, call } from '../payments-api.ts'
import { lost, reached } from './contact.ts'

export type Announcement = Body<'startImport'>

export interface Upload {
  readonly file: File
  readonly announcement: Announcement
  readonly importId?: string
  readonly state: 'announcing' | 'sending' | 'waiting' | 'sent' | 'failed' | 'given_up'
  readonly sentBytes: number
  readonly failure?: Failure
}

/** The newest one; one at a time is enough on any network that needs this page to be patient. */
export const upload: Signal<Upload | undefined> = signal(undefined)

const waitsMs = [2_000, 5_000, 10_000, 20_000, 30_000]
/** Nothing moved for so long: the connection is dead, whatever the browser believes. */
const silenceMs = 60_000

let request: XMLHttpRequest | undefined
/** Which upload is the newest: what comes of an older one is nobody's business any more. */
let turn = 0

const change = (mine: number, next: Partial<Upload>): void => {
  if (mine === turn && upload.value) upload.value = { ...upload.value, ...next }
}

type Target = Awaited<ReturnType<typeof announce>>['upload']
const announce = (announcement: Announcement, idempotencyKey: string) =>
  call('startImport', { body: announcement, idempotencyKey })

function put(mine: number, { url, headers }: Target, file: File): Promise<void> {
  return new Promise((resolve, reject) => {
    const asked = new XMLHttpRequest()
    request = asked
    let silence: ReturnType<typeof setTimeout> | undefined
    const listen = () => {
      clearTimeout(silence)
      silence = setTimeout(() => asked.abort(), silenceMs)
    }
    const end = (failure?: Failure) => {
      clearTimeout(silence)
      if (failure) reject(failure)
      else resolve()
    }
    asked.upload.addEventListener('progress', ({ loaded }) => {
      listen()
      change(mine, { sentBytes: loaded })
    })
    asked.addEventListener('load', () => {
      const went = asked.status >= 200 && asked.status < 300
      end(went ? undefined : new Failure(asked.status === 413 ? 'too-large' : 'fault'))
    })
    asked.addEventListener('error', () => end(new Failure('offline')))
    asked.addEventListener('abort', () => end(new Failure('slow')))
    asked.open('PUT', url)
    for (const [name, value] of Object.entries(headers)) {
      // The browser counts the bytes itself.
      if (name.toLowerCase() !== 'content-length') asked.setRequestHeader(name, value)
    }
    listen()
    asked.send(file)
  })
}

const passes = new Set(['offline', 'slow', 'fault', 'too-many'])
const nap = (ms: number) => new Promise((done) => setTimeout(done, ms))

/** Announced with one key, so that however often it is tried it is one import. Gives its id once the file is there. */
export async function sendFile(file: File, announcement: Announcement): Promise<string | undefined> {
  request?.abort()
  turn += 1
  const mine = turn
  const key = crypto.randomUUID()
  upload.value = { file, announcement, state: 'announcing', sentBytes: 0 }
  for (let tries = 0; mine === turn; tries += 1) {
    try {
      // Anew each time: an address of an hour ago is closed.
      const { importId, upload: target } = await announce(announcement, key)
      change(mine, { importId, state: 'sending', sentBytes: 0 })
      await put(mine, target, file)
      reached()
      change(mine, { state: 'sent', sentBytes: file.size })
      return mine === turn ? importId : undefined
    } catch (fault) {
      const failure = asFailure(fault)
      if (failure.code === 'offline' || failure.code === 'slow') lost()
      const wait = passes.has(failure.code) ? waitsMs[tries] : undefined
      if (wait === undefined) {
        change(mine, { state: 'failed', failure })
        return undefined
      }
      change(mine, { state: 'waiting', failure })
      await nap(wait)
    }
  }
  return undefined
}

export function giveUp(): void {
  turn += 1
  request?.abort()
  if (upload.value) upload.value = { ...upload.value, state: 'given_up' }
}

/** The same file once more, for good this time, while it is still in memory. */
export const fileOf = (importId: string): File | undefined =>
  upload.value?.importId === importId ? upload.value.file : undefined
