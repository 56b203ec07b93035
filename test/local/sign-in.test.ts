import { createHash, randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { createServer, type Server } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import express from 'express'
import { createRemoteJWKSet, decodeProtectedHeader, jwtVerify } from 'jose'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { freePort, listen } from '../../local/ports.ts'
import { issueToken, type Officer, type SignIn, startSignIn, UnknownOfficer } from '../../local/sign-in.ts'

const officers: Officer[] = [
  { officerId: 'aminata', name: 'Aminata Traoré', title: 'Agente de saisie', language: 'fr' },
  { officerId: 'john', name: 'John <Smith>', title: 'Auditeur', language: 'en' },
]

let dataFolder: string
let origin: string
let signIn: SignIn
let server: Server
const redirectUri = () => `${origin}/signed-in`

const start = async (port: number) => {
  signIn = await startSignIn({
    origin,
    officers,
    redirectUris: [redirectUri()],
    postLogoutRedirectUris: [`${origin}/`],
    dataFolder,
  })
  const app = express().disable('x-powered-by').use('/sign-in', signIn.router)
  server = createServer(app)
  await listen(server, port)
}
const stop = async () => {
  server.closeAllConnections()
  await new Promise((done) => server.close(done))
  await signIn.stop()
}

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'jigikan-test-'))
  const port = await freePort()
  origin = `http://localhost:${port}`
  await start(port)
})
afterAll(async () => {
  await stop()
  await rm(dataFolder, { recursive: true, force: true })
})

/** A browser without a screen: keeps cookies, follows redirects until one leaves the sign-in. */
const browser = () => {
  const jar = new Map<string, string>()
  const visit = async (url: string, init: RequestInit = {}): Promise<{ url: string; answer: Response }> => {
    const answer = await fetch(url, {
      ...init,
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        ...init.headers,
        cookie: [...jar].map(([name, value]) => `${name}=${value}`).join('; '),
      },
    })
    for (const cookie of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? []
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    const to = answer.headers.get('location')
    if (!to) return { url, answer }
    const next = new URL(to, url)
    return next.pathname.startsWith('/sign-in/') ? visit(next.href) : { url: next.href, answer }
  }
  return { visit }
}
type Browser = ReturnType<typeof browser>

const authorizationUrl = (verifier: string) => {
  const query = new URLSearchParams({
    client_id: 'jigikan-console',
    response_type: 'code',
    redirect_uri: redirectUri(),
    scope: 'openid profile',
    state: 'here',
    code_challenge: createHash('sha256').update(verifier).digest('base64url'),
    code_challenge_method: 'S256',
  })
  return `${origin}/sign-in/auth?${query}`
}
const choose = (who: Browser, choice: string, officer: string) =>
  who.visit(choice, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    body: `officer=${officer}`,
  })
const tokenRequest = async (fields: Record<string, string>) => {
  const answer = await fetch(`${origin}/sign-in/token`, {
    method: 'POST',
    body: new URLSearchParams({ client_id: 'jigikan-console', ...fields }),
  })
  return { status: answer.status, tokens: (await answer.json()) as Record<string, string> }
}
const redeem = (callback: string, verifier: string) =>
  tokenRequest({
    grant_type: 'authorization_code',
    code: new URL(callback).searchParams.get('code') ?? '',
    redirect_uri: redirectUri(),
    code_verifier: verifier,
  })
const newVerifier = () => randomBytes(32).toString('base64url')
const signInAs = async (who: Browser, officer: string) => {
  const verifier = newVerifier()
  const { url: choice } = await who.visit(authorizationUrl(verifier))
  const { url: callback } = await choose(who, choice, officer)
  return (await redeem(callback, verifier)).tokens
}
const verify = (token: string | undefined) =>
  jwtVerify(token ?? '', createRemoteJWKSet(new URL(`${origin}/sign-in/jwks`)), {
    issuer: signIn.issuer,
    audience: 'jigikan-api',
  })

describe('signing in', () => {
  test('an officer is picked from a page in French that says it is for demonstration only', async () => {
    const { url, answer } = await browser().visit(authorizationUrl(newVerifier()))
    const html = await answer.text()
    expect(new URL(url).pathname).toMatch(/^\/sign-in\/interaction\//)
    expect(html).toContain('lang="fr"')
    expect(html).toContain('démonstration')
    expect(html).toContain('Agente de saisie')
    expect(html).toContain('John &lt;Smith&gt;')
    expect(answer.headers.get('content-security-policy')).toContain("default-src 'none'")
  })

  test('the code and its verifier give an access token that the API can check by JWKS', async () => {
    const tokens = await signInAs(browser(), 'aminata')
    const { payload, protectedHeader } = await verify(tokens.access_token)
    expect(protectedHeader).toMatchObject({ alg: 'RS256', typ: 'at+jwt' })
    expect(payload).toMatchObject({ sub: 'aminata', name: 'Aminata Traoré', client_id: 'jigikan-console' })
    const claims = JSON.parse(Buffer.from(tokens.id_token?.split('.')[1] ?? '', 'base64url').toString())
    expect(claims).toMatchObject({ sub: 'aminata', name: 'Aminata Traoré', locale: 'fr' })
  })

  test('a code without its verifier gives nothing', async () => {
    const who = browser()
    const { url: choice } = await who.visit(authorizationUrl(newVerifier()))
    const { url: callback } = await choose(who, choice, 'aminata')
    const { status, tokens } = await redeem(callback, newVerifier())
    expect({ status, error: tokens.error }).toEqual({ status: 400, error: 'invalid_grant' })
  })

  test('somebody who is not on the list cannot be picked', async () => {
    const who = browser()
    const { url: choice } = await who.visit(authorizationUrl(newVerifier()))
    const { answer } = await choose(who, choice, 'nobody')
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('La connexion n’a pas abouti')
  })

  test('a page kept open too long leads back to the start', async () => {
    const { answer } = await browser().visit(`${origin}/sign-in/interaction/gone`)
    expect(answer.status).toBe(400)
    expect(await answer.text()).toContain('Revenir à l’accueil')
  })

  test('a refresh token gives a new access token for the same API', async () => {
    const { refresh_token } = await signInAs(browser(), 'john')
    const { tokens } = await tokenRequest({
      grant_type: 'refresh_token',
      refresh_token: refresh_token ?? '',
    })
    expect((await verify(tokens.access_token)).payload.sub).toBe('john')
  })

  test('signing out ends the session: the next sign-in asks again, the refresh token is dead', async () => {
    const who = browser()
    const { refresh_token, id_token } = await signInAs(who, 'john')
    const again = await who.visit(authorizationUrl(newVerifier()))
    expect(again.url).toContain('/signed-in?code=')

    const query = new URLSearchParams({
      id_token_hint: id_token ?? '',
      post_logout_redirect_uri: `${origin}/`,
    })
    const { answer } = await who.visit(`${origin}/sign-in/session/end?${query}`)
    const html = await answer.text()
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(html)?.[1] ?? ''
    const action = /action="([^"]+)"/.exec(html)?.[1] ?? ''
    const { url } = await who.visit(action, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: `xsrf=${xsrf}&logout=yes`,
    })
    expect(url).toBe(`${origin}/`)
    expect((await who.visit(authorizationUrl(newVerifier()))).url).toContain('/interaction/')
    const { status } = await tokenRequest({
      grant_type: 'refresh_token',
      refresh_token: refresh_token ?? '',
    })
    expect(status).toBe(400)
  })

  test('a restart signs nobody out', async () => {
    const who = browser()
    const { refresh_token, access_token } = await signInAs(who, 'aminata')
    await stop()
    await start(Number(new URL(origin).port))
    expect((await verify(access_token)).payload.sub).toBe('aminata')
    expect((await who.visit(authorizationUrl(newVerifier()))).url).toContain('/signed-in?code=')
    const { status } = await tokenRequest({
      grant_type: 'refresh_token',
      refresh_token: refresh_token ?? '',
    })
    expect(status).toBe(200)
  })
})

describe('a token for scripts', () => {
  test('has the shape of the console’s own and is checked the same way', async () => {
    const own = (await signInAs(browser(), 'aminata')).access_token ?? ''
    const issued = await issueToken({ dataFolder, origin, officers, officerId: 'aminata' })
    expect(decodeProtectedHeader(issued)).toEqual(decodeProtectedHeader(own))
    const [mine, theirs] = [(await verify(issued)).payload, (await verify(own)).payload]
    const varying = { jti: expect.any(String), iat: expect.any(Number), exp: expect.any(Number) }
    expect(mine).toEqual({ ...theirs, ...varying })
  })

  test('is refused for an unknown officer with the list of those there are', async () => {
    const refused = signIn.issueToken('nobody')
    await expect(refused).rejects.toThrow(UnknownOfficer)
    await expect(refused).rejects.toThrow('aminata')
  })
})
