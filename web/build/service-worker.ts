/**
 * Makes of the built service worker the file /sw.js: tells it which files the build has, which of them are the console
 * itself, and which are needed to work without a network. The demonstration phone and the reader of the API stay out.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'vite'

export const workerEntry = 'service-worker'
export const workerFile = 'sw.js'

/** Pages and parts that an officer needs where there is no network, and the texts that they name. */
const offlineWork = [
  /web\/src\/(sign-in|new-version)\.ts$/,
  /web\/src\/pages\/(complaint|file|outbox|register)\.tsx$/,
  /web\/src\/parts\/(search-results|keys-help|triage-bar|preparing)\.tsx$/,
  /web\/src\/store\/(known|outgoing|together|first-sync|search)\.ts$/,
  /shared\/i18n\/console\/(core|complaint|person|file|triage|outbox|register|search)\.(fr|en)\.json$/,
  /shared\/(i18n\/(replies|texts)|domain\/(places|units))\.ts$/,
]

/** Files beside the built ones that the console's page names. */
const folder = fileURLToPath(new URL('../public/', import.meta.url))
const besides = readdirSync(folder)
const page = fileURLToPath(new URL('../index.html', import.meta.url))

interface Chunk {
  readonly type: 'chunk'
  readonly fileName: string
  readonly name: string
  readonly isEntry: boolean
  readonly imports: readonly string[]
  readonly dynamicImports: readonly string[]
  readonly moduleIds: readonly string[]
  code: string
  readonly viteMetadata?: {
    readonly importedCss: ReadonlySet<string>
    readonly importedAssets: ReadonlySet<string>
  }
}

/** A chunk with all that it loads at once. */
function withNeeds(
  chunks: ReadonlyMap<string, Chunk>,
  first: readonly Chunk[],
  lazily: boolean,
): Set<string> {
  const found = new Set<string>()
  const seen = new Set(first)
  for (const chunk of seen) {
    found.add(chunk.fileName)
    for (const css of chunk.viteMetadata?.importedCss ?? []) found.add(css)
    for (const asset of chunk.viteMetadata?.importedAssets ?? []) found.add(asset)
    for (const next of [...chunk.imports, ...(lazily ? chunk.dynamicImports : [])]) {
      const needed = chunks.get(next)
      if (needed) seen.add(needed)
    }
  }
  return found
}

export const serviceWorker = (): Plugin => ({
  name: 'jigikan-service-worker',
  apply: 'build',
  // Where it is not built there is no worker to keep it.
  config: () => ({ define: { 'import.meta.env.HAS_WORKER': 'true' } }),
  generateBundle: {
    order: 'post',
    handler(_options, bundle) {
      const chunks = new Map(
        Object.values(bundle)
          .filter((file) => file.type === 'chunk')
          .map((file) => [file.fileName, file as unknown as Chunk]),
      )
      const all = [...chunks.values()]
      const worker = chunks.get(workerFile)
      const entry = all.find(({ isEntry, name }) => isEntry && name === 'console')
      if (!worker || !entry) throw new Error('The console or its service worker was not built.')
      const paths = (names: Iterable<string>) => [...names].map((name) => `/${name}`).sort()
      const shell = paths(withNeeds(chunks, [entry], false))
      const pages = all.filter(({ moduleIds }) =>
        moduleIds.some((id) => offlineWork.some((path) => path.test(id))),
      )
      const files = paths(withNeeds(chunks, [entry], true))
      const work = paths(withNeeds(chunks, pages, false)).filter((path) => !shell.includes(path))
      const lists = { shell, work, files: [...files, ...besides.map((name) => `/${name}`)] }
      const build = [page, ...besides.map((name) => `${folder}${name}`)]
        .reduce(
          (hash, path) => hash.update(readFileSync(path)),
          createHash('sha256').update(JSON.stringify(lists)),
        )
        .digest('hex')
        .slice(0, 12)
      worker.code = `const JIGIKAN_FILES=${JSON.stringify({ build, ...lists })};\n${worker.code}`
    },
  },
})
