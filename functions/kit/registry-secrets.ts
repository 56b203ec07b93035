/**
 * What consumers and we prove ourselves with. A consumer's key is kept as a hash; a secret that we sign with is kept
 * sealed; files are signed with a key that is made from the same secret, the same on every machine.
 */
import {
  createCipheriv,
  createDecipheriv,
  createPrivateKey,
  createPublicKey,
  hash,
  hkdfSync,
  type KeyObject,
  randomBytes,
  timingSafeEqual,
} from 'node:crypto'
import { CompactSign } from 'jose'
import type { Consumer } from '../../shared/domain/consumer.ts'

const derived = (secret: string, what: string): Buffer =>
  Buffer.from(hkdfSync('sha256', secret, 'jigikan-registry', what, 32))
const newId = (): string => randomBytes(5).toString('hex')
const hashOf = (secret: string): string => hash('sha256', secret, 'hex')

export interface NewKey {
  readonly kept: { readonly keyId: string; readonly hash: string }
  /** What the consumer carries; shown once. */
  readonly key: string
}
export function newKey(consumerId: string): NewKey {
  const keyId = newId()
  const secret = randomBytes(32).toString('base64url')
  return { kept: { keyId, hash: hashOf(secret) }, key: `${consumerId}.${keyId}.${secret}` }
}

export interface ReadKey {
  readonly consumerId: string
  readonly keyId: string
  readonly secret: string
}
export function readKey(authorization: string | undefined): ReadKey | undefined {
  const [, consumerId, keyId, secret] =
    /^Bearer\s+([a-z][a-z0-9-]{1,30})\.([0-9a-f]{10})\.([\w-]{43})$/i.exec(authorization ?? '') ?? []
  return consumerId && keyId && secret ? { consumerId, keyId, secret } : undefined
}
/** The same time is taken whether there is such a consumer and key or not. */
export function isKeyOf(consumer: Consumer | undefined, { keyId, secret }: ReadKey): boolean {
  const kept = consumer?.keys.find((key) => key.keyId === keyId)
  const same = timingSafeEqual(Buffer.from(hashOf(secret)), Buffer.from(kept?.hash ?? hashOf('nobody')))
  return same && kept !== undefined
}

/** A secret of Standard Webhooks: `whsec_` and 32 bytes. */
export const newPushSecret = (): { readonly secretId: string; readonly secret: string } => ({
  secretId: newId(),
  secret: `whsec_${randomBytes(32).toString('base64')}`,
})

export function seal(secrets: readonly string[], text: string): string {
  const iv = randomBytes(12)
  const cipher = createCipheriv('aes-256-gcm', derived(secrets[0] ?? '', 'seal'), iv)
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]).toString(
    'base64',
  )
}
export function unseal(secrets: readonly string[], sealed: string): string {
  const bytes = Buffer.from(sealed, 'base64')
  for (const secret of secrets) {
    try {
      const decipher = createDecipheriv('aes-256-gcm', derived(secret, 'seal'), bytes.subarray(0, 12))
      decipher.setAuthTag(bytes.subarray(-16))
      return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]).toString('utf8')
    } catch {
      // Sealed with the other one.
    }
  }
  throw new Error('a sealed secret that no key opens')
}

/** How PKCS #8 begins for Ed25519; the 32 bytes of the key follow. */
const ed25519Head = Buffer.from('302e020100300506032b657004220420', 'hex')
interface Signer {
  readonly kid: string
  readonly key: KeyObject
  readonly publicJwk: Record<string, unknown>
}
function signerOf(secret: string): Signer {
  const der = Buffer.concat([ed25519Head, derived(secret, 'sign')])
  const key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  const { crv, kty, x } = createPublicKey(key).export({ format: 'jwk' })
  const kid = hash('sha256', String(x), 'base64url').slice(0, 12)
  return { kid, key, publicJwk: { kty, crv, x, kid, alg: 'EdDSA', use: 'sig' } }
}

export const publicKeys = (secrets: readonly string[]): Record<string, unknown>[] =>
  secrets.map((secret) => signerOf(secret).publicJwk)

export function sign(secrets: readonly string[], text: string): Promise<string> {
  const { kid, key } = signerOf(secrets[0] ?? '')
  return new CompactSign(Buffer.from(text, 'utf8')).setProtectedHeader({ alg: 'EdDSA', kid }).sign(key)
}
