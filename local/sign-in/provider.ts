/** The OpenID provider behind the sign-in: one public client (the console), tokens for one API, officers as accounts. */
import Provider, { type Adapter, type KoaContextWithOIDC } from 'oidc-provider'
import { accessTokenSeconds, audience, clientId, type Officer, type SignInKeys } from './keys.ts'
import { faultPage, type Page, signedOutPage, signOutPage } from './pages.ts'

export interface ProviderOptions {
  readonly issuer: string
  readonly officers: readonly Officer[]
  readonly redirectUris: readonly string[]
  readonly postLogoutRedirectUris: readonly string[]
  readonly keys: SignInKeys
  readonly adapter: (model: string) => Adapter
  /** Origins that a form of ours may lead to. */
  readonly formTargets: readonly string[]
}

const resource = 'urn:jigikan:api'
const scopes = 'openid profile offline_access'
const daySeconds = 24 * 3600

export const openIdProvider = (options: ProviderOptions): Provider => {
  const { issuer, officers, keys, formTargets } = options
  const officerOf = (id: string) => officers.find(({ officerId }) => officerId === id)
  const show = (
    context: Pick<KoaContextWithOIDC, 'set' | 'status' | 'type' | 'body'>,
    { html, policy }: Page,
  ) => {
    context.type = 'html'
    context.set('content-security-policy', policy)
    context.body = html
  }

  return new Provider(issuer, {
    adapter: options.adapter,
    jwks: { keys: [keys.signing] },
    cookies: { keys: keys.cookies },
    clients: [
      {
        client_id: clientId,
        application_type: 'web',
        token_endpoint_auth_method: 'none',
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        redirect_uris: options.redirectUris,
        post_logout_redirect_uris: options.postLogoutRedirectUris,
      },
    ],
    scopes: scopes.split(' '),
    claims: { openid: ['sub'], profile: ['name', 'locale'] },
    // The console reads the officer's name from the ID token, without one more request.
    conformIdTokenClaims: false,
    pkce: { required: () => true },
    // A browser names its origin even to its own server.
    clientBasedCORS: (_context, origin) => options.formTargets.includes(origin),
    features: {
      devInteractions: { enabled: false },
      userinfo: { enabled: true },
      revocation: { enabled: true, allowedPolicy: async () => true },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: async (context, form) => show(context, signOutPage(form, formTargets)),
        postLogoutSuccessSource: async (context) => show(context, signedOutPage()),
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: async () => resource,
        useGrantedResource: async () => true,
        getResourceServerInfo: async () => ({
          scope: '',
          audience,
          accessTokenTTL: accessTokenSeconds,
          accessTokenFormat: 'jwt',
          jwt: { sign: { alg: 'RS256' } },
        }),
      },
    },
    interactions: { url: (_context, { uid }) => `${new URL(issuer).pathname}/interaction/${uid}` },
    ttl: {
      AccessToken: accessTokenSeconds,
      AuthorizationCode: 60,
      IdToken: 3600,
      Interaction: 3600,
      Session: 14 * daySeconds,
      Grant: 14 * daySeconds,
      RefreshToken: 14 * daySeconds,
    },
    // Two tabs may refresh at the same moment with the same token; neither must sign the other out.
    rotateRefreshToken: false,
    issueRefreshToken: async () => true,
    expiresWithSession: async () => true,
    findAccount: async (_context, id) => {
      const officer = officerOf(id)
      return (
        officer && {
          accountId: id,
          claims: async () => ({ sub: id, name: officer.name, locale: officer.language }),
        }
      )
    },
    // The only client is our own console: nobody is asked whether it may act for them.
    loadExistingGrant: async ({ oidc }) => {
      const { client, session } = oidc
      if (!client || !session) return undefined
      const grantId = session.grantIdFor(client.clientId)
      const existing = grantId ? await oidc.provider.Grant.find(grantId) : undefined
      if (existing) return existing
      const grant = new oidc.provider.Grant({
        clientId: client.clientId,
        ...(session.accountId ? { accountId: session.accountId } : {}),
      })
      grant.addOIDCScope(scopes)
      await grant.save()
      return grant
    },
    extraTokenClaims: async (_context, token) => ({
      name: 'accountId' in token ? officerOf(token.accountId)?.name : undefined,
    }),
    renderError: async (context, { error }) => show(context, faultPage(error)),
  })
}
