/**
 * `npm run smoke -- <stage>`: knocks at every door of a deployed stage as the gateway, an officer and a stranger would, and
 * dials the line once. It writes nothing but that one call, which is forgotten after a day; nobody is called or written to.
 * The address and a token are asked of AWS with the deployer's own leave.
 */
import { execFileSync } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { parseArgs } from 'node:util'
import { named, secretNamed } from './parts/names.ts'
import { type StageName, stageNames, stages } from './stages.ts'

export interface Deployed {
  /** `https://plaintes.example.org` */
  readonly address: string
  readonly stage: string
  readonly ussdCode: string
  readonly callbackToken: string
  /** On one machine there is no CloudFront to look at. */
  readonly isBehindCloudFront: boolean
}
export interface Check {
  readonly says: string
  /** What went wrong; undefined: nothing. */
  readonly wrong?: string
}

/** Well formed, and of a range that no network of Mali has been given. */
const nobodysNumber = '+22300000000'

type Doing = (deployed: Deployed, ask: typeof fetch) => Promise<void>

function expectThat(isSo: boolean, otherwise: string): asserts isSo {
  if (!isSo) throw new Error(otherwise)
}

const everywhere: Readonly<Record<string, Doing>> = {
  'health answers, for this stage': async ({ address, stage }, ask) => {
    const answer = await ask(`${address}/health`)
    expectThat(answer.status === 200, `it answers ${answer.status}`)
    const said = (await answer.json()) as { stage?: string }
    expectThat(said.stage === stage, `another stage answers: ${said.stage}`)
  },
  'the API is shut without a token': async ({ address }, ask) => {
    for (const path of ['/api/me', '/private/complaints']) {
      const { status } = await ask(`${address}${path}`)
      expectThat(status === 401, `${path} answers ${status}`)
    }
  },
  'a callback with a wrong token finds nothing': async ({ address }, ask) => {
    const { status } = await ask(`${address}/callbacks/${'0'.repeat(48)}/ussd`, {
      method: 'POST',
      body: hop('*000#'),
    })
    expectThat(status === 404, `it answers ${status}`)
  },
  'a caller sees the menu': async ({ address, callbackToken, ussdCode }, ask) => {
    const answer = await ask(`${address}/callbacks/${callbackToken}/ussd`, {
      method: 'POST',
      body: hop(ussdCode),
    })
    expectThat(answer.status === 200, `the line answers ${answer.status}`)
    const screen = await answer.text()
    expectThat(screen.startsWith('CON '), 'the caller hears an apology')
  },
}

const behindCloudFront: Readonly<Record<string, Doing>> = {
  'the console is there, and runs no code but its own': async ({ address }, ask) => {
    for (const path of ['/', '/plaintes/none']) {
      const answer = await ask(`${address}${path}`)
      expectThat(answer.status === 200, `${path} answers ${answer.status}`)
      const policy = answer.headers.get('content-security-policy') ?? ''
      expectThat(policy.includes("script-src 'self'"), `${path} has no content security policy`)
    }
  },
  'officers can sign in': async ({ address }, ask) => {
    const { issuer } = (await (await ask(`${address}/config.json`)).json()) as { issuer: string }
    const answer = await ask(`${issuer}/.well-known/openid-configuration`)
    expectThat(answer.status === 200, `the issuer answers ${answer.status}`)
  },
  'nothing of one machine is on the air': async ({ address }, ask) => {
    const { status } = await ask(`${address}/phone.html`)
    expectThat(status === 403 || status === 404, `the demonstration phone answers ${status}`)
  },
}

const hop = (serviceCode: string): URLSearchParams =>
  new URLSearchParams({
    sessionId: `ATUid_smoke${randomUUID().replaceAll('-', '')}`,
    phoneNumber: nobodysNumber,
    networkCode: '99999',
    serviceCode,
    text: '',
  })

/** All are tried, one after the other, each with fifteen seconds. */
export async function smoke(deployed: Deployed): Promise<Check[]> {
  const ask: typeof fetch = (input, init) =>
    fetch(input, { ...init, redirect: 'manual', signal: AbortSignal.timeout(15_000) })
  const checks: Check[] = []
  for (const [says, doing] of Object.entries({
    ...everywhere,
    ...(deployed.isBehindCloudFront ? behindCloudFront : {}),
  })) {
    try {
      await doing(deployed, ask)
      checks.push({ says })
    } catch (error) {
      checks.push({ says, wrong: error instanceof Error ? error.message : 'something that is no error' })
    }
  }
  return checks
}

/** One word from the AWS CLI, in the stage's region. */
const awsSays = (region: string, ...words: string[]): string =>
  execFileSync('aws', [...words, '--region', region, '--output', 'text'], { encoding: 'utf8' }).trim()

function deployedStage(name: StageName): Deployed {
  const stage = stages[name]
  const address = awsSays(
    stage.region,
    ...['cloudformation', 'describe-stacks', '--stack-name', named(stage, 'web')],
    ...['--query', "Stacks[0].Outputs[?OutputKey=='address'].OutputValue"],
  )
  const tokens = awsSays(
    stage.region,
    ...['secretsmanager', 'get-secret-value', '--secret-id', secretNamed(stage, 'callback-tokens')],
    ...['--query', 'SecretString'],
  )
  return {
    address,
    stage: name,
    ussdCode: stage.told.ussdCode,
    callbackToken: tokens.split(',')[0]?.trim() ?? '',
    isBehindCloudFront: true,
  }
}

if (import.meta.main) {
  const [name] = parseArgs({ allowPositionals: true }).positionals
  const stage = stageNames.find((each) => each === name)
  if (!stage) {
    console.error(`Which stage? One of ${stageNames.join(', ')}.`)
    process.exit(2)
  }
  const checks = await smoke(deployedStage(stage))
  for (const { says, wrong } of checks)
    console.log(wrong === undefined ? `  ok     ${says}` : `  WRONG  ${says}: ${wrong}`)
  process.exit(checks.some(({ wrong }) => wrong !== undefined) ? 1 : 0)
}
