/** Proves a bearer token against its issuer's published keys: any OpenID provider, Cognito among them. */
import { createRemoteJWKSet, errors, type JWTPayload, jwtVerify } from 'jose'

export interface SignInSettings {
  readonly JIGIKAN_ISSUER: string
  readonly JIGIKAN_AUDIENCE: string
  readonly JIGIKAN_JWKS_URL?: string
}

export type Proved =
  | { readonly ok: true; readonly subject: string }
  | { readonly ok: false; readonly why: string }

/** Cognito's access tokens name the client instead of an audience. */
const isForUs = (payload: JWTPayload, audience: string): boolean => {
  const audiences = Array.isArray(payload.aud) ? payload.aud : [payload.aud]
  return audiences.includes(audience) || (payload.aud === undefined && payload.client_id === audience)
}

async function keysUrl({ JIGIKAN_ISSUER, JIGIKAN_JWKS_URL }: SignInSettings): Promise<URL> {
  if (JIGIKAN_JWKS_URL) return new URL(JIGIKAN_JWKS_URL)
  const answer = await fetch(`${JIGIKAN_ISSUER}/.well-known/openid-configuration`, {
    signal: AbortSignal.timeout(5000),
  })
  if (!answer.ok) throw new Error('the issuer does not publish its configuration')
  const { jwks_uri: uri } = (await answer.json()) as { jwks_uri?: string }
  return new URL(uri ?? '')
}

export function createSignIn(
  settings: SignInSettings,
): (authorization: string | undefined) => Promise<Proved> {
  let keys: Promise<ReturnType<typeof createRemoteJWKSet>> | undefined
  return async (authorization) => {
    const token = /^Bearer\s+(\S+)$/i.exec(authorization ?? '')?.[1]
    if (!token) return { ok: false, why: 'no token' }
    keys ??= keysUrl(settings).then((url) => createRemoteJWKSet(url))
    try {
      const { payload } = await jwtVerify(token, await keys, {
        issuer: settings.JIGIKAN_ISSUER,
        algorithms: ['RS256', 'ES256', 'PS256'],
        clockTolerance: 60,
      })
      if (!isForUs(payload, settings.JIGIKAN_AUDIENCE)) return { ok: false, why: 'for somebody else' }
      if (!payload.sub) return { ok: false, why: 'nobody in it' }
      return { ok: true, subject: payload.sub }
    } catch (error) {
      if (error instanceof errors.JOSEError) return { ok: false, why: error.code }
      // The issuer could not be asked: the next request asks again.
      keys = undefined
      throw error
    }
  }
}
