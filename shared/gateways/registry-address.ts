/** Which addresses a receiver may have: TLS, the open internet, nothing that stands inside. */
import { BlockList, isIP } from 'node:net'

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
