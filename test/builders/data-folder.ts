/** A data folder of a test's own, and waiting for what happens in its own time. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

export const newDataFolder = async () => {
  const path = await mkdtemp(join(tmpdir(), 'jigikan-test-'))
  return { path, remove: () => rm(path, { recursive: true, force: true, maxRetries: 3 }) }
}

/** Resolves with the first truthy answer; gives up after a long while so that a test fails with what it waited for. */
export const eventually = async <T>(what: string, look: () => T | Promise<T>): Promise<NonNullable<T>> => {
  const giveUpAt = Date.now() + 30_000
  while (Date.now() < giveUpAt) {
    const seen = await look()
    if (seen) return seen
    await pause(15)
  }
  throw new Error(`waited in vain until ${what}`)
}
