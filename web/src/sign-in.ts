/**
 * Sign-in with any OpenID provider: authorization code with PKCE, refresh, end of session. Loaded when it is needed;
 * nothing here knows who the provider is.
 */
import * as oauth from 'oauth4webapi'
import { Failure } from './failure.ts'

/** What the deployment says in /config.json. */
export interface Settings {
  readonly issuer: string
  readonly clientId: string
  /** Named to the provider as the resource when it is an address; others know it by the client. */
  readonly audience: string
}
/** The provider as far as we need it again after a reload. */
export type Provider = Pick<
  oauth.AuthorizationServer,
  'issuer' | 'authorization_endpoint' | 'token_endpoint' | 'end_session_endpoint'
>
/** Kept while the browser is at the provider's. */
export interface Pending {
  readonly settings: Settings
  readonly provider: Provider
  readonly verifier: string
  readonly state: string
  readonly nonce: string
  readonly returnTo: string
  /** The officer is asked who they are, whatever the provider remembers. */
  readonly fresh: boolean
}
export interface Tokens {
  readonly accessToken: string
  /** In milliseconds of this device's own clock. */
  readonly expiresAt: number
  readonly refreshToken?: string
  readonly idToken?: string
  readonly subject?: string
}

const fallbackSeconds = 300
/** Signed in anew is signed in within this; it covers a slow road back from the provider. */
const freshSeconds = 120
const scope = 'openid profile'

/** A provider without TLS is one on this machine. */
const insecurely = (issuer: string) => ({
  [oauth.allowInsecureRequests]: new URL(issuer).protocol === 'http:',
})
const clientOf = ({ clientId }: Settings): oauth.Client => ({ client_id: clientId })
const resourceOf = ({ audience }: Settings): Record<string, string> =>
  audience.includes(':') ? { resource: audience } : {}

async function discover({ issuer }: Settings): Promise<Provider> {
  const url = new URL(issuer)
  const answer = await oauth.discoveryRequest(url, { algorithm: 'oidc', ...insecurely(issuer) })
  const found = await oauth.processDiscoveryResponse(url, answer)
  return {
    issuer: found.issuer,
    ...(found.authorization_endpoint && { authorization_endpoint: found.authorization_endpoint }),
    ...(found.token_endpoint && { token_endpoint: found.token_endpoint }),
    ...(found.end_session_endpoint && { end_session_endpoint: found.end_session_endpoint }),
  }
}

function tokensOf(answer: oauth.TokenEndpointResponse): Tokens {
  const subject = oauth.getValidatedIdTokenClaims(answer)?.sub
  return {
    accessToken: answer.access_token,
    expiresAt: Date.now() + (answer.expires_in ?? fallbackSeconds) * 1000,
    ...(answer.refresh_token && { refreshToken: answer.refresh_token }),
    ...(answer.id_token && { idToken: answer.id_token }),
    ...(subject && { subject }),
  }
}

/** By the provider's own clock: this device's may be wrong. A session that the provider still had does not do. */
function isFresh(answer: oauth.TokenEndpointResponse): boolean {
  const { iat, auth_time: at } = oauth.getValidatedIdTokenClaims(answer) ?? {}
  return iat !== undefined && at !== undefined && iat - at <= freshSeconds
}

/** Where to send the browser, and what to keep until it comes back. */
export async function leave(settings: Settings, redirectUri: string, returnTo: string, fresh: boolean) {
  const provider = await discover(settings)
  if (!provider.authorization_endpoint) throw new Failure('fault')
  const pending: Pending = {
    settings,
    provider,
    verifier: oauth.generateRandomCodeVerifier(),
    state: oauth.generateRandomState(),
    nonce: oauth.generateRandomNonce(),
    returnTo,
    fresh,
  }
  const url = new URL(provider.authorization_endpoint)
  url.search = new URLSearchParams({
    client_id: settings.clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    scope,
    state: pending.state,
    nonce: pending.nonce,
    code_challenge: await oauth.calculatePKCECodeChallenge(pending.verifier),
    code_challenge_method: 'S256',
    ...resourceOf(settings),
    ...(fresh ? { prompt: 'login', max_age: '0' } : {}),
  }).toString()
  return { url: url.href, pending }
}

export async function arrive(pending: Pending, callback: URL, redirectUri: string): Promise<Tokens> {
  const { settings, provider, verifier, state, nonce } = pending
  const client = clientOf(settings)
  const parameters = oauth.validateAuthResponse(provider, client, callback, state)
  const answer = await oauth.authorizationCodeGrantRequest(
    provider,
    client,
    oauth.None(),
    parameters,
    redirectUri,
    verifier,
    { additionalParameters: resourceOf(settings), ...insecurely(settings.issuer) },
  )
  const proved = await oauth.processAuthorizationCodeResponse(provider, client, answer, {
    expectedNonce: nonce,
    requireIdToken: true,
  })
  if (pending.fresh && !isFresh(proved)) throw new Failure('signed-out')
  return tokensOf(proved)
}

/** A new access token; a Failure `signed-out` when the provider will not give one, `offline` when it was not reached. */
export async function refresh(settings: Settings, provider: Provider, refreshToken: string): Promise<Tokens> {
  const client = clientOf(settings)
  try {
    const answer = await oauth.refreshTokenGrantRequest(provider, client, oauth.None(), refreshToken, {
      additionalParameters: resourceOf(settings),
      ...insecurely(settings.issuer),
    })
    return tokensOf(await oauth.processRefreshTokenResponse(provider, client, answer))
  } catch (fault) {
    if (fault instanceof oauth.ResponseBodyError) throw new Failure('signed-out', {}, fault)
    if (fault instanceof TypeError && !('code' in fault)) throw new Failure('offline', {}, fault)
    throw new Failure('fault', {}, fault)
  }
}

/** Where to end the provider's own session; undefined when it has no such door. */
export function farewell(
  { settings, provider, idToken }: { settings: Settings; provider: Provider; idToken?: string },
  afterwards: string,
): string | undefined {
  if (!provider.end_session_endpoint) return undefined
  const url = new URL(provider.end_session_endpoint)
  url.searchParams.set('client_id', settings.clientId)
  url.searchParams.set('post_logout_redirect_uri', afterwards)
  // Cognito's own name for it; others pass over it.
  url.searchParams.set('logout_uri', afterwards)
  if (idToken) url.searchParams.set('id_token_hint', idToken)
  return url.href
}

/** Whether the officer turned back at the provider's page. */
export const turnedBack = (fault: unknown): boolean =>
  fault instanceof oauth.AuthorizationResponseError && fault.error === 'access_denied'
