/**
 * `npm run verify-file -- <manifest.json> <keys.json or its address> <file…>`: says whether a file is the one that Jigikan
 * signed, whole and unchanged. The files are the parts in order, or the one that they were joined to. Needs nothing of ours.
 */
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { compactVerify, createLocalJWKSet, type JSONWebKeySet } from 'jose'
import type { Manifest } from '../../shared/contracts/registry-api.ts'

export type Verdict =
  | { readonly ok: true; readonly entries: number; readonly complete: boolean }
  | { readonly ok: false; readonly why: string }

export interface Signed {
  readonly manifest: Manifest
  readonly signature: string
}

export async function verifyFile(
  { manifest, signature }: Signed,
  keys: JSONWebKeySet,
  paths: readonly string[],
): Promise<Verdict> {
  let signed: string
  try {
    const { payload } = await compactVerify(signature, createLocalJWKSet(keys), { algorithms: ['EdDSA'] })
    signed = Buffer.from(payload).toString('utf8')
  } catch {
    return { ok: false, why: 'the signature is not of one of these keys' }
  }
  const told = JSON.parse(signed) as Manifest
  if (JSON.stringify(told) !== JSON.stringify(manifest))
    return { ok: false, why: 'the manifest is not the one that was signed' }
  const hash = createHash('sha256')
  let bytes = 0
  for (const path of paths) {
    for await (const piece of createReadStream(path) as AsyncIterable<Buffer>) {
      hash.update(piece)
      bytes += piece.length
    }
  }
  const wanted = told.parts.reduce((sum, part) => sum + part.bytes, 0)
  if (bytes < wanted) return { ok: false, why: `the file was cut: ${bytes} of ${wanted} bytes` }
  if (hash.digest('hex') !== told.sha256) return { ok: false, why: 'the file was changed' }
  return { ok: true, entries: told.entries, complete: told.complete }
}

const readJson = async <T>(from: string): Promise<T> =>
  /^https?:/.test(from)
    ? ((await (await fetch(from)).json()) as T)
    : (JSON.parse(await readFile(from, 'utf8')) as T)

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [manifestPath, keysAt, ...files] = process.argv.slice(2)
  if (!manifestPath || !keysAt || files.length === 0) {
    console.error('npm run verify-file -- manifest.json keys.json file…')
    process.exit(2)
  }
  const verdict = await verifyFile(
    await readJson<Signed>(manifestPath),
    await readJson<JSONWebKeySet>(keysAt),
    files,
  )
  console.log(
    verdict.ok
      ? `Genuine and whole: ${verdict.entries} entries${verdict.complete ? '' : ', and the period is not over'}.`
      : `Do not use it: ${verdict.why}.`,
  )
  process.exitCode = verdict.ok ? 0 : 1
}
