/** Writes a file so that a reader, or a crash, finds either the old text or the new one, never half of it. */
import { randomUUID } from 'node:crypto'
import { rename, writeFile } from 'node:fs/promises'

export const replaceFile = async (path: string, text: string): Promise<void> => {
  const draft = `${path}.${process.pid}-${randomUUID().slice(0, 8)}.tmp`
  await writeFile(draft, text, { mode: 0o600 })
  await rename(draft, path)
}
