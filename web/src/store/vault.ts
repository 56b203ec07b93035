/**
 * What lies on this device, sealed: one key an officer, made here, which the browser uses but never gives out. Each entry is
 * sealed with its own address, so that none can be put in the place of another. The addresses themselves are ids.
 *
 * Whoever has the device unlocked has the key; it keeps a stolen disk or a copied profile silent, and makes wiping certain.
 */
import { clear, createStore, del, delMany, get, keys, set } from 'idb-keyval'

export interface Vault {
  /** Undefined when there is none, and when it was sealed by somebody else's key. */
  read<T>(address: string): Promise<T | undefined>
  write(address: string, value: unknown): Promise<void>
  remove(...addresses: readonly string[]): Promise<void>
  /** Addresses that begin so, in their order. */
  list(prefix: string): Promise<readonly string[]>
}

interface Sealed {
  readonly iv: Uint8Array<ArrayBuffer>
  readonly data: ArrayBuffer
  /** When it was sealed. */
  readonly at: number
}
/** Who was here last, without saying who. */
interface Last {
  readonly owner: string
  readonly at: number
}

const database = () => createStore('jigikan-device', 'sealed')
let opened: ReturnType<typeof database> | undefined
const store = () => {
  opened ??= database()
  return opened
}

const lastName = 'last'
/** What is known goes after so long without anybody; what somebody has not sent yet waits longer. */
export const idleMs = 7 * 24 * 3_600_000
const hourMs = 3_600_000
export const unsentForMs = 30 * 24 * 3_600_000
export const unsentPrefix = 'job/'
export const draftPrefix = 'draft/'

/** Words of the officer's own: they wait for them also when another one signs in. */
const written: readonly string[] = [unsentPrefix, draftPrefix]

const encoder = new TextEncoder()
const decoder = new TextDecoder()

async function markOf(subject: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', encoder.encode(`jigikan/${subject}`)))
  return [...digest.slice(0, 9)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

const allKeys = async (): Promise<string[]> =>
  (await keys<string>(store())).filter((key) => typeof key === 'string')

/** Takes away what is known; what was written and not sent stays unless it is too old, and its key with it. */
async function forget(owners: (owner: string) => boolean, unsentToo: boolean): Promise<void> {
  const all = (await allKeys()).filter((key) => key !== lastName && owners(key.split('/')[0] ?? ''))
  const isUnsent = (key: string) => written.includes(`${key.split('/')[1]}/`)
  const waiting = new Set(unsentToo ? [] : all.filter(isUnsent).map((key) => key.split('/')[0]))
  await delMany(
    all.filter((key) => {
      if (!unsentToo && isUnsent(key)) return false
      return !(key.endsWith('/key') && waiting.has(key.split('/')[0]))
    }),
    store(),
  )
}

/** What was never sent does not lie here for ever, whoever else uses the device. */
async function forgetOld(now: number): Promise<void> {
  for (const key of await allKeys()) {
    if (!written.includes(`${key.split('/')[1]}/`)) continue
    const sealed = await get<Sealed>(key, store())
    const forMs = `${key.split('/')[1]}/` === unsentPrefix ? unsentForMs : idleMs
    if (sealed && now - sealed.at > forMs) await del(key, store())
  }
}

/** The browser's own kind of key, which it never gives out. */
type SealingKey = Parameters<typeof crypto.subtle.decrypt>[1]

const keyAt = (owner: string): string => `${owner}/key`

/** Made once, also when two windows open at the same moment. */
const keyOf = (owner: string): Promise<SealingKey> =>
  navigator.locks.request(`jigikan.key/${owner}`, () => makeKey(keyAt(owner))) as Promise<SealingKey>

async function makeKey(name: string): Promise<SealingKey> {
  const kept = await get<SealingKey>(name, store())
  if (kept) return kept
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ])
  await set(name, made, store())
  return made
}

/** Opens what this officer has here, and takes away what others knew, or what nobody came back to. */
export async function openVault(subject: string, clock = () => Date.now()): Promise<Vault> {
  const now = clock()
  const owner = await markOf(subject)
  const last = await get<Last>(lastName, store())
  if (last && now - last.at > idleMs) await forget(() => true, false)
  else if (last && last.owner !== owner) await forget((each) => each !== owner, false)
  await forgetOld(now)
  let usedAt = now
  const use = (): Promise<void> => {
    usedAt = clock()
    return set(lastName, { owner, at: usedAt } satisfies Last, store())
  }
  await use()
  const key = await keyOf(owner)
  const about = (address: string) => encoder.encode(`${owner}/${address}`)
  return {
    async read<T>(address: string) {
      const sealed = await get<Sealed>(`${owner}/${address}`, store())
      if (!sealed) return undefined
      try {
        const plain = await crypto.subtle.decrypt(
          { name: 'AES-GCM', iv: sealed.iv, additionalData: about(address) },
          key,
          sealed.data,
        )
        return JSON.parse(decoder.decode(plain)) as T
      } catch {
        return undefined
      }
    },
    async write(address, value) {
      // Signed out, here or in another window: what is still on its way is not kept.
      if (!(await get(keyAt(owner), store()))) throw new Error('This officer signed out.')
      if (clock() - usedAt > hourMs) await use()
      const iv = crypto.getRandomValues(new Uint8Array(12))
      const data = await crypto.subtle.encrypt(
        { name: 'AES-GCM', iv, additionalData: about(address) },
        key,
        encoder.encode(JSON.stringify(value)),
      )
      await set(`${owner}/${address}`, { iv, data, at: clock() } satisfies Sealed, store())
    },
    async remove(...addresses) {
      if (addresses.length === 1) await del(`${owner}/${addresses[0]}`, store())
      else
        await delMany(
          addresses.map((address) => `${owner}/${address}`),
          store(),
        )
    },
    async list(prefix) {
      const from = `${owner}/${prefix}`
      return (await allKeys())
        .filter((key) => key.startsWith(from))
        .map((key) => key.slice(owner.length + 1))
        .sort()
    },
  }
}

/** At sign-out: all of it, and the keys. What another officer has not sent stays sealed until they are back. */
export async function wipeVault(subject: string): Promise<void> {
  const owner = await markOf(subject)
  await forget((each) => each === owner, true)
  const rest = await allKeys()
  if (rest.every((key) => key === lastName)) await clear(store())
}
