/**
 * Sign-in for this machine: a real OpenID provider (authorization code with PKCE, refresh, end of session) where one
 * picks a demo officer instead of typing a password. The API checks its tokens by issuer, audience and JWKS exactly as
 * it checks those of any other provider.
 */
import express, { type Request, type Response, Router } from 'express'
import { type Officer, openKeys, signOfficerToken } from './sign-in/keys.ts'
import { choicePage, faultPage, type Page } from './sign-in/pages.ts'
import { openIdProvider } from './sign-in/provider.ts'
import { openSessionFile } from './sign-in/session-file.ts'

export type { Officer }

export interface SignInOptions {
  /** Where the browser finds us, e.g. `http://localhost:3000`. */
  readonly origin: string
  readonly officers: readonly Officer[]
  /** Those who were entered since, asked for whenever somebody comes to the door. */
  readonly entered?: () => Promise<readonly Officer[]>
  readonly redirectUris: readonly string[]
  readonly postLogoutRedirectUris: readonly string[]
  readonly dataFolder: string
  readonly log?: (line: string) => void
}
export interface SignIn {
  /** `${origin}/sign-in` */
  readonly issuer: string
  /** Mount it at `/sign-in`. */
  readonly router: Router
  issueToken(officerId: string): Promise<string>
  /** Waits until all sessions are on disk. */
  stop(): Promise<void>
}

export class UnknownOfficer extends Error {
  override readonly name = 'UnknownOfficer'
  constructor(officerId: string, officers: readonly Officer[]) {
    const known = officers.map((officer) => `  ${officer.officerId}  ${officer.name}, ${officer.title}`)
    super([`There is no demo officer “${officerId}”. Those there are:`, ...known].join('\n'))
  }
}

export const issuerOf = (origin: string) => `${origin.replace(/\/$/, '')}/sign-in`

/** A bearer token for an officer, from the keys of a data folder: the server need not run in this process. */
export const issueToken = async (options: {
  readonly dataFolder: string
  readonly origin: string
  readonly officers: readonly Officer[]
  readonly officerId: string
}): Promise<string> => {
  const officer = options.officers.find(({ officerId }) => officerId === options.officerId)
  if (!officer) throw new UnknownOfficer(options.officerId, options.officers)
  return signOfficerToken(await openKeys(options.dataFolder), issuerOf(options.origin), officer)
}

export const startSignIn = async (options: SignInOptions): Promise<SignIn> => {
  const { dataFolder, log = () => undefined } = options
  // One list for all that know officers: whoever is entered while this runs is added to it.
  const officers = [...options.officers]
  const takeIn = async (): Promise<void> => {
    const known = new Set(officers.map(({ officerId }) => officerId))
    const entered = (await options.entered?.().catch(() => [])) ?? []
    officers.push(...entered.filter(({ officerId }) => !known.has(officerId)))
  }
  const issuer = issuerOf(options.origin)
  const keys = await openKeys(dataFolder)
  const sessions = await openSessionFile(dataFolder)
  const officerOf = (id: unknown) => officers.find(({ officerId }) => officerId === id)
  const formTargets = [
    ...new Set(
      [...options.redirectUris, ...options.postLogoutRedirectUris].map((uri) => new URL(uri).origin),
    ),
  ]
  const provider = openIdProvider({
    ...options,
    officers,
    issuer,
    keys,
    adapter: sessions.adapter,
    formTargets,
  })
  provider.on('server_error', (_context, fault) => log(`sign-in: failed (${fault.name})`))

  const reply = (response: Response, status: number, { html, policy }: Page) => {
    response.status(status).set({
      'content-security-policy': policy,
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
    })
    response.send(html)
  }
  const router = Router()
  const interaction = '/interaction/:uid'
  router.get(interaction, async (request: Request, response: Response) => {
    const asked = await provider.interactionDetails(request, response).catch(() => undefined)
    if (!asked) return reply(response, 400, faultPage('invalid_request'))
    if (asked.prompt.name !== 'login') return provider.interactionFinished(request, response, { consent: {} })
    await takeIn()
    reply(response, 200, choicePage(officers, request.originalUrl, formTargets))
  })
  router.post(
    interaction,
    express.urlencoded({ extended: false, limit: '2kb' }),
    async (request: Request, response: Response) => {
      const officer = officerOf(request.body?.officer)
      const asked = await provider.interactionDetails(request, response).catch(() => undefined)
      if (!asked || !officer) return reply(response, 400, faultPage('invalid_request'))
      await provider.interactionFinished(request, response, { login: { accountId: officer.officerId } })
    },
  )
  router.use(provider.callback())

  return {
    issuer,
    router,
    issueToken: (officerId) => issueToken({ dataFolder, origin: options.origin, officers, officerId }),
    stop: () => sessions.saved(),
  }
}
