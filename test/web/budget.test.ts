import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, constants } from 'node:zlib'
import { beforeAll, describe, expect, test } from 'vitest'
import { builtConsoleFolder } from '../builders/console.ts'

/** Kilobytes of 1000 bytes, brotli at its best, as the CDN keeps them. */
const firstRouteBytes = 40_000
const otherChunkBytes = 20_000

let folder: string
let assets: readonly string[]

const weigh = async (path: string): Promise<number> =>
  brotliCompressSync(await readFile(path), { params: { [constants.BROTLI_PARAM_QUALITY]: 11 } }).length

/** The script files that a built page or script names, in the page itself or on demand. */
const namedIn = async (path: string): Promise<readonly string[]> =>
  [...(await readFile(path, 'utf8')).matchAll(/[\w.-]+-[\w-]{8}\.(?:js|css)/g)].map(([name]) => name)

/** All that a page can come to load, from page to scripts to what those load. */
async function reachableFrom(page: string): Promise<ReadonlySet<string>> {
  const reached = new Set(await namedIn(join(folder, page)))
  for (const name of reached) {
    if (!name.endsWith('.js')) continue
    for (const next of await namedIn(join(folder, 'assets', name)))
      if (assets.includes(next)) reached.add(next)
  }
  return reached
}

beforeAll(async () => {
  folder = builtConsoleFolder
  assets = await readdir(join(folder, 'assets'))
})

describe('what the console costs on a slow line', () => {
  test('its first page, with styles and scripts, is at most 40 kB', async () => {
    const page = join(folder, 'index.html')
    const files = await namedIn(page)
    expect(files.length).toBeGreaterThan(1)
    const weights = await Promise.all([
      weigh(page),
      ...files.map((name) => weigh(join(folder, 'assets', name))),
    ])
    expect(weights.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(firstRouteBytes)
  })

  test('each file that another page adds is at most 20 kB', async () => {
    const first = await namedIn(join(folder, 'index.html'))
    const later = [...(await reachableFrom('index.html'))].filter((name) => !first.includes(name))
    expect(later.length).toBeGreaterThan(5)
    for (const name of later) {
      const bytes = await weigh(join(folder, 'assets', name))
      expect([name, bytes <= otherChunkBytes]).toEqual([name, true])
    }
  })

  test('the first page asks for few files, and for none of the schemas, the sign-in other pages’ texts or the other language', async () => {
    const first = await namedIn(join(folder, 'index.html'))
    expect(first.length).toBeLessThanOrEqual(6)
    const scripts = await Promise.all(
      first
        .filter((name) => name.endsWith('.js'))
        .map((name) => readFile(join(folder, 'assets', name), 'utf8')),
    )
    const all = scripts.join('\n')
    expect(all).not.toContain('ZodMini')
    expect(all).not.toContain('code_challenge_method')
    expect(all).toContain('Rien ici')
    expect(all).not.toContain('Quelqu’un est tombé malade')
    expect(all).not.toContain('Nothing here')
  })

  test('no page carries a script or a style inside itself', async () => {
    for (const page of (await readdir(folder)).filter((name) => name.endsWith('.html'))) {
      const html = await readFile(join(folder, page), 'utf8')
      expect([page, /<style|<script(?![^>]*src=)| style="| on\w+="/i.exec(html)?.[0]]).toEqual([
        page,
        undefined,
      ])
    }
  })
})
