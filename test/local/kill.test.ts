/** kill -9 in the middle of a burst, and a restart: what was acknowledged is there, once, with its SMS. */
import { type ChildProcess, spawn } from 'node:child_process'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { officers } from '../../local/demo/officers.ts'
import { freePort } from '../../local/ports.ts'
import { issueToken } from '../../local/sign-in.ts'
import { parseReference } from '../../shared/domain/reference.ts'
import { eventually, newDataFolder } from '../builders/data-folder.ts'
import { often } from '../builders/thorough.ts'

const sessions = often(120, 500)
const atOnce = 40
const killedAfter = sessions / 2
/** French, Paiement, rien reçu, nobody, region unknown, send. */
const inputs = ['1', '1', '2', '1', '8', '1']

let folder: Awaited<ReturnType<typeof newDataFolder>>
let port: number
let origin: string
let child: ChildProcess | undefined

beforeAll(async () => {
  folder = await newDataFolder()
  port = await freePort()
  origin = `http://localhost:${port}`
})
afterAll(async () => {
  child?.kill('SIGKILL')
  await folder.remove()
})

const numberOf = (session: number) => `+223750${String(session).padStart(5, '0')}`

async function start(): Promise<void> {
  child = spawn(process.execPath, ['test/local/run-jigikan.ts'], {
    env: { ...process.env, PORT: String(port), JIGIKAN_DATA: folder.path, NODE_ENV: 'test' },
    stdio: ['ignore', 'ignore', 'inherit'],
  })
  await eventually('it is up', async () => {
    try {
      return (await fetch(`${origin}/health`)).ok
    } catch {
      return false
    }
  })
}

const tokenOf = async (): Promise<string> =>
  JSON.parse(await readFile(join(folder.path, 'secrets.json'), 'utf8')).callbackToken

async function callThrough(token: string, session: number): Promise<string | undefined> {
  let heard = ''
  for (let count = 0; count <= inputs.length; count += 1) {
    const body = new URLSearchParams({
      sessionId: `ATUid_${session}`,
      phoneNumber: numberOf(session),
      networkCode: '61002',
      serviceCode: '*384#',
      text: inputs.slice(0, count).join('*'),
    })
    const answer = await fetch(`${origin}/callbacks/${token}/ussd`, { method: 'POST', body })
    heard = await answer.text()
  }
  return parseReference(/\d{4}-\d{4}-\d/.exec(heard)?.[0] ?? '')
}

test('every session that got its END with a reference is there once, with its SMS', {
  timeout: 120_000,
}, async () => {
  await start()
  const token = await tokenOf()
  const acknowledged = new Map<number, string>()
  let next = 0
  let killed = false
  const caller = async (): Promise<void> => {
    while (next < sessions && !killed) {
      next += 1
      const session = next
      try {
        const reference = await callThrough(token, session)
        if (reference) acknowledged.set(session, reference)
      } catch {
        // The line went dead under this caller.
      }
      if (acknowledged.size >= killedAfter && !killed) {
        killed = true
        child?.kill('SIGKILL')
      }
    }
  }
  await Promise.all(Array.from({ length: atOnce }, caller))
  expect(acknowledged.size).toBeGreaterThanOrEqual(killedAfter)

  await start()
  const later = async (minutes: number): Promise<void> => {
    await fetch(`${origin}/local/clock`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ advanceMinutes: minutes }),
    })
    await fetch(`${origin}/settled`)
  }
  for (const minutes of [3, 16, 3, 16, 3]) await later(minutes)

  const bearer = await issueToken({ dataFolder: folder.path, origin, officers, officerId: 'adama-coulibaly' })
  const missing: number[] = []
  const silent: number[] = []
  const doubled: number[] = []
  for (const [session, reference] of acknowledged) {
    const found = await fetch(`${origin}/api/complaints?q=${reference}`, {
      headers: { authorization: `Bearer ${bearer}` },
    })
    const { items } = (await found.json()) as { items: { reference: string }[] }
    if (items.length !== 1) missing.push(session)
    const inbox = (await (
      await fetch(`${origin}/local/phone/inbox?number=${encodeURIComponent(numberOf(session))}`)
    ).json()) as { text: string }[]
    const receipts = inbox.filter(
      ({ text }) => parseReference(/\d{4}-\d{4}-\d/.exec(text)?.[0] ?? '') === reference,
    )
    if (receipts.length === 0) silent.push(session)
    if (inbox.length > 1) doubled.push(session)
  }
  expect({ missing, silent, doubled }).toEqual({ missing: [], silent: [], doubled: [] })
})
