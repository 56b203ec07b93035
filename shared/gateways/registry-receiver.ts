/**
 * A consumer's receiver: somebody else's server, at an address that somebody typed. It is spoken to over TLS, at public
 * addresses only, proved at the very moment of connecting, so that a name that changes its mind leads nowhere inside.
 * No redirect is followed, nothing of its answer is read but the status, and it has ten seconds.
 */
import { type LookupAddress, lookup } from 'node:dns'
import { request } from 'node:https'
import { BlockList, isIP, type LookupFunction } from 'node:net'
import type { Receiver } from '../actions/registry-ports.ts'

const answerWithinMs = 10_000

const inside = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const) {
  inside.addSubnet(net, bits, 'ipv4')
}
const outside6 = new BlockList()
outside6.addSubnet('2000::', 3, 'ipv6')
const inside6 = new BlockList()
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const) {
  inside6.addSubnet(net, bits, 'ipv6')
}

/** Whether an address is one of the open internet: not this machine, not its network, not the platform's own services. */
export function isPublicAddress(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !inside.check(address, 'ipv4')
  // Of the sixth version only what is given out as global; what wraps an address of the fourth is none of it.
  return family === 6 && outside6.check(address, 'ipv6') && !inside6.check(address, 'ipv6')
}

/** Why an address may not be pushed to; undefined: it may. */
export function problemOfUrl(url: string, toLoopback: boolean): string | undefined {
  if (!URL.canParse(url)) return 'not-an-address'
  const { protocol, hostname, username, password } = new URL(url)
  if (username || password) return 'credentials-in-it'
  const host = hostname.replace(/^\[|\]$/g, '')
  if (toLoopback) return ['localhost', '127.0.0.1', '::1'].includes(host) ? undefined : 'loopback-only'
  if (protocol !== 'https:') return 'not-https'
  if (isIP(host) !== 0 && !isPublicAddress(host)) return 'not-public'
  if (!host.includes('.') && isIP(host) === 0) return 'not-public'
  return undefined
}

const publicLookup: LookupFunction = (hostname, options, done) => {
  lookup(hostname, { ...options, all: true }, (error, found) => {
    const addresses: LookupAddress[] = error ? [] : found
    const refused = error ?? (addresses.every(({ address }) => isPublicAddress(address)) ? null : new Error('not-public'))
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

function postOutside(url: string, headers: Readonly<Record<string, string>>, body: string): ReturnType<Receiver['post']> {
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
