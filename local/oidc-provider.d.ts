/** The part of oidc-provider 9 that the sign-in of this machine uses; the package carries no types of its own. */
declare module 'oidc-provider' {
  import type { IncomingMessage, ServerResponse } from 'node:http'
  import type { JWK } from 'jose'

  export type Payload = Record<string, unknown> & {
    readonly grantId?: string
    readonly uid?: string
    readonly userCode?: string
  }
  export interface Adapter {
    upsert(id: string, payload: Payload, expiresInSeconds?: number): Promise<void>
    find(id: string): Promise<Payload | undefined>
    findByUid(uid: string): Promise<Payload | undefined>
    findByUserCode(userCode: string): Promise<Payload | undefined>
    consume(id: string): Promise<void>
    destroy(id: string): Promise<void>
    revokeByGrantId(grantId: string): Promise<void>
  }
  export interface Grant {
    addOIDCScope(scope: string): void
    addResourceScope(resource: string, scope: string): void
    save(): Promise<string>
  }
  export interface Context {
    type: string
    body: unknown
    readonly path: string
    set(header: string, value: string): void
    readonly oidc: {
      readonly provider: Provider
      readonly client: { readonly clientId: string }
      readonly session: {
        readonly accountId: string
        grantIdFor(clientId: string): string | undefined
      }
    }
  }
  export interface Account {
    readonly accountId: string
    claims(): Promise<Record<string, unknown> & { sub: string }>
  }
  export interface Configuration {
    readonly adapter: (model: string) => Adapter
    readonly clients: readonly Record<string, unknown>[]
    readonly jwks: { readonly keys: readonly JWK[] }
    readonly cookies: { readonly keys: readonly string[] }
    readonly claims: Record<string, readonly string[]>
    readonly scopes: readonly string[]
    readonly conformIdTokenClaims: boolean
    readonly features: Record<string, Record<string, unknown> & { readonly enabled: boolean }>
    readonly interactions: { url(context: Context, interaction: { readonly uid: string }): string }
    readonly pkce: { required(): boolean }
    readonly ttl: Record<string, number>
    readonly rotateRefreshToken: boolean
    issueRefreshToken(): Promise<boolean>
    expiresWithSession(): Promise<boolean>
    clientBasedCORS(): boolean
    findAccount(context: Context, id: string): Promise<Account | undefined>
    loadExistingGrant(context: Context): Promise<Grant | undefined>
    extraTokenClaims(
      context: Context,
      token: { readonly accountId: string },
    ): Promise<Record<string, unknown> | undefined>
    renderError(context: Context, out: { readonly error: string }, fault: Error): Promise<void>
  }
  export interface Interaction {
    readonly uid: string
    readonly prompt: { readonly name: string }
  }
  export default class Provider {
    constructor(issuer: string, configuration: Configuration)
    readonly Grant: {
      new (of: { readonly clientId: string; readonly accountId: string }): Grant
      find(id: string): Promise<Grant | undefined>
    }
    callback(): (request: IncomingMessage, response: ServerResponse) => Promise<void>
    interactionDetails(request: IncomingMessage, response: ServerResponse): Promise<Interaction>
    interactionFinished(
      request: IncomingMessage,
      response: ServerResponse,
      result: Record<string, unknown>,
    ): Promise<void>
    on(event: 'server_error', listener: (context: Context, fault: Error) => void): this
  }
}
