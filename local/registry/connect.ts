/**
 * What an administrator does once for a new consumer, done for the demonstration: the consumer is made, and its key and
 * secret are kept where the module finds them again.
 */
import { existsSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import type { ConsumerChanged, ConsumerDetail } from '../../shared/contracts/registry-api.ts'

export interface Connected {
  readonly key: string
  readonly pushSecret?: string
}
export interface ConnectOptions {
  readonly origin: string
  /** Of an administrator. */
  readonly token: string
  readonly consumerId: string
  readonly way: 'pull' | 'push'
  readonly receiverUrl: string
  readonly keptAt: string
}

export async function connect(options: ConnectOptions): Promise<Connected> {
  const { origin, token, consumerId, way, receiverUrl, keptAt } = options
  const ask = async <T>(
    method: string,
    path: string,
    body?: object,
  ): Promise<{ status: number; body: T }> => {
    const answer = await fetch(`${origin}/api/consumers${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body ? { 'content-type': 'application/json' } : {}) },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    return { status: answer.status, body: (await answer.json()) as T }
  }
  const settings = {
    name: 'Registre de démonstration',
    programmes: ['*'],
    ways: ['pull', ...(way === 'push' ? ['push'] : [])],
    writes: ['households', 'decisions', 'lists'],
    push: { url: receiverUrl, batch: 100 },
  }
  const known = await ask<ConsumerDetail>('GET', `/${consumerId}`)
  const kept: Connected | undefined = existsSync(keptAt)
    ? JSON.parse(await readFile(keptAt, 'utf8'))
    : undefined
  const order = async (command: object): Promise<ConsumerChanged> =>
    (await ask<ConsumerChanged>('POST', `/${consumerId}/commands`, command)).body
  if (known.status === 200 && kept) {
    await order({ type: 'change', ...settings })
    return kept
  }
  const made =
    known.status === 200
      ? {
          ...(await order({ type: 'new_key' })).shownOnce,
          ...(await order({ type: 'change', ...settings })).shownOnce,
          ...(await order({ type: 'new_push_secret' })).shownOnce,
        }
      : (await ask<ConsumerChanged>('POST', '', { consumerId, ...settings })).body.shownOnce
  if (!made?.key) throw new Error('Jigikan gave no key: is the signed-in officer an administrator?')
  const connected = { key: made.key, ...(made.pushSecret ? { pushSecret: made.pushSecret } : {}) }
  await writeFile(keptAt, JSON.stringify(connected), { mode: 0o600 })
  return connected
}
