/** What the sign-in must remember (sessions, grants, refresh tokens), in one file, so that a restart signs nobody out. */

import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Adapter, AdapterPayload } from 'oidc-provider'
import * as z from 'zod'
import { replaceFile } from '../replace-file.ts'

const entrySchema = z.object({
  payload: z.record(z.string(), z.unknown()),
  expiresAtSeconds: z.number().optional(),
})
type Entry = z.infer<typeof entrySchema>

const nowSeconds = () => Math.floor(Date.now() / 1000)

export interface SessionFile {
  readonly adapter: (model: string) => Adapter
  /** Resolves when all that was remembered so far is on disk. */
  saved(): Promise<void>
}

export const openSessionFile = async (dataFolder: string): Promise<SessionFile> => {
  const file = join(dataFolder, 'sign-in-sessions.json')
  const text = await readFile(file, 'utf8').catch(() => '{}')
  let entries = new Map<string, Entry>()
  try {
    entries = new Map(Object.entries(z.record(z.string(), entrySchema).parse(JSON.parse(text))))
  } catch {
    // Sessions that cannot be read are only a sign-in more for each officer.
  }
  const isAlive = (entry: Entry) => (entry.expiresAtSeconds ?? Number.POSITIVE_INFINITY) > nowSeconds()

  let saving: Promise<void> | undefined
  let dirty = false
  /** Changes made while a write is under way go out together in the next one. */
  const save = (): Promise<void> => {
    dirty = true
    saving ??= (async () => {
      while (dirty) {
        dirty = false
        for (const [key, entry] of entries) if (!isAlive(entry)) entries.delete(key)
        await replaceFile(file, JSON.stringify(Object.fromEntries(entries)))
      }
    })().finally(() => {
      saving = undefined
    })
    return saving
  }

  const adapter = (model: string): Adapter => {
    const key = (id: string) => `${model}:${id}`
    const findBy = (field: 'uid' | 'userCode', value: string): AdapterPayload | undefined => {
      for (const [name, entry] of entries)
        if (name.startsWith(key('')) && entry.payload[field] === value && isAlive(entry)) return entry.payload
      return undefined
    }
    return {
      upsert: async (id, payload, expiresInSeconds) => {
        const expiresAtSeconds = expiresInSeconds && nowSeconds() + expiresInSeconds
        entries.set(key(id), { payload, ...(expiresAtSeconds && { expiresAtSeconds }) })
        await save()
      },
      find: async (id) => {
        const entry = entries.get(key(id))
        return entry && isAlive(entry) ? entry.payload : undefined
      },
      findByUid: async (uid) => findBy('uid', uid),
      findByUserCode: async (userCode) => findBy('userCode', userCode),
      consume: async (id) => {
        const entry = entries.get(key(id))
        if (entry) entry.payload.consumed = nowSeconds()
        await save()
      },
      destroy: async (id) => {
        entries.delete(key(id))
        await save()
      },
      revokeByGrantId: async (grantId) => {
        for (const [name, entry] of entries)
          if (name !== `Grant:${grantId}` && entry.payload.grantId === grantId) entries.delete(name)
        await save()
      },
    }
  }
  return { adapter, saved: async () => saving }
}
