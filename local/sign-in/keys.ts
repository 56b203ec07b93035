/** The keys of this machine's sign-in, kept in the data folder so that what they signed stays good after a restart. */

import { randomBytes, randomUUID } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { exportJWK, generateKeyPair, importJWK, type JWK, SignJWT } from 'jose'
import * as z from 'zod'
import { replaceFile } from '../replace-file.ts'

export interface SignInKeys {
  /** Private, RS256, with `kid`. */
  readonly signing: JWK
  readonly cookies: readonly string[]
}
export interface Officer {
  readonly officerId: string
  readonly name: string
  readonly title: string
  readonly language: string
}

export const clientId = 'jigikan-console'
export const audience = 'jigikan-api'
export const accessTokenSeconds = 3600

const keysSchema = z.object({
  signing: z.looseObject({ kty: z.literal('RSA'), kid: z.string(), d: z.string() }),
  cookies: z.array(z.string().min(32)).min(1),
})

export const openKeys = async (dataFolder: string): Promise<SignInKeys> => {
  const file = join(dataFolder, 'sign-in-keys.json')
  const text = await readFile(file, 'utf8').catch(() => undefined)
  if (text !== undefined) {
    try {
      return keysSchema.parse(JSON.parse(text))
    } catch (fault) {
      throw new Error(`The sign-in keys cannot be read; remove ${file} to make new ones.`, { cause: fault })
    }
  }
  const { privateKey } = await generateKeyPair('RS256', { extractable: true })
  const kid = randomUUID()
  const keys = {
    signing: { ...(await exportJWK(privateKey)), kid, alg: 'RS256', use: 'sig' },
    cookies: [randomBytes(32).toString('base64url')],
  }
  await mkdir(dataFolder, { recursive: true })
  await replaceFile(file, JSON.stringify(keys))
  return keys
}

/** An access token such as the console gets, for scripts and tests. */
export const signOfficerToken = async (
  keys: SignInKeys,
  issuer: string,
  officer: Officer,
): Promise<string> => {
  const nowSeconds = Math.floor(Date.now() / 1000)
  return new SignJWT({ client_id: clientId, name: officer.name })
    .setProtectedHeader({ alg: 'RS256', typ: 'at+jwt', ...(keys.signing.kid && { kid: keys.signing.kid }) })
    .setIssuer(issuer)
    .setAudience(audience)
    .setSubject(officer.officerId)
    .setJti(randomUUID())
    .setIssuedAt(nowSeconds)
    .setExpirationTime(nowSeconds + accessTokenSeconds)
    .sign(await importJWK(keys.signing, 'RS256'))
}
