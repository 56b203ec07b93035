/**
 * A consumer's receiver: somebody else's server, at an address that somebody typed. It is spoken to over TLS, at public
 * addresses only, proved at the very moment of connecting, so that a name that changes its mind leads nowhere inside.
 * No redirect is followed, nothing of its answer is read but the status, and it has ten seconds.
 */
import { type LookupAddress, lookup } from 'node:dns'
import { request } from 'node:https'
import type { LookupFunction } from 'node:net'
import type { Receiver } from '../actions/registry-ports.ts'
import { isPublicAddress, problemOfUrl } from './registry-address.ts'

const answerWithinMs = 10_000

const publicLookup: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    const addresses: LookupAddress[] = error ? [] : found
    const refused =
      error ?? (addresses.every(({ address }) => isPublicAddress(address)) ? null : new Error('not-public'))
    const [first] = addresses
    if (refused || !first) return done(refused ?? new Error('nowhere'), '', 0)
    return options.all ? done(null, addresses) : done(null, first.address, first.family)
  })
}

const byStatus = (status: number) =>
  status >= 200 && status < 300 ? ({ ok: true } as const) : ({ ok: false, why: `HTTP ${status}` } as const)
const kindOf = (fault: unknown): string => {
  const { code, name, message } = fault as NodeJS.ErrnoException
  return message === 'not-public' ? 'not-public' : (code ?? name ?? 'failed')
}

function postOutside(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): ReturnType<Receiver['post']> {
  return new Promise((done) => {
    const asked = request(url, {
      method: 'POST',
      headers: { ...headers, 'content-length': String(Buffer.byteLength(body)) },
      lookup: publicLookup,
      signal: AbortSignal.timeout(answerWithinMs),
    })
    asked.on('response', (answer) => {
      answer.destroy()
      done(byStatus(answer.statusCode ?? 0))
    })
    asked.on('error', (fault) => done({ ok: false, why: kindOf(fault) }))
    asked.end(body)
  })
}

async function postOnThisMachine(
  url: string,
  headers: Readonly<Record<string, string>>,
  body: string,
): ReturnType<Receiver['post']> {
  try {
    const signal = AbortSignal.timeout(answerWithinMs)
    const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal })
    await answer.body?.cancel()
    return byStatus(answer.status)
  } catch (fault) {
    return { ok: false, why: kindOf((fault as Error).cause ?? fault) }
  }
}

/** `toLoopback`: on one machine receivers stand on loopback, and nowhere else. */
export function createReceiver({ toLoopback }: { readonly toLoopback: boolean }): Receiver {
  return {
    async post(url, headers, body) {
      const problem = problemOfUrl(url, toLoopback)
      if (problem) return { ok: false, why: problem }
      return toLoopback ? postOnThisMachine(url, headers, body) : postOutside(url, headers, body)
    },
  }
}
