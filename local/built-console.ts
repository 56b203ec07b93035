/** Builds the console when it is missing or older than its sources; a second start does not build again. */
import { spawn } from 'node:child_process'
import { existsSync, readdirSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const dist = 'web/dist'
const sources = ['web', 'shared/contracts', 'shared/domain', 'shared/i18n']

function newest(folder: string): number {
  let latest = 0
  for (const entry of readdirSync(folder, { withFileTypes: true })) {
    if (entry.name === 'dist' || entry.name === 'node_modules') continue
    const path = join(folder, entry.name)
    latest = Math.max(latest, entry.isDirectory() ? newest(path) : statSync(path).mtimeMs)
  }
  return latest
}

const isBuilt = (): boolean =>
  existsSync(join(dist, 'api/openapi.json')) &&
  statSync(join(dist, 'api/openapi.json')).mtimeMs > Math.max(...sources.map(newest))

function runScript(script: string, ...words: string[]): Promise<void> {
  return new Promise((done, fail) => {
    const child = spawn(process.execPath, [script, ...words], { stdio: ['ignore', 'ignore', 'inherit'] })
    child.on('error', fail)
    child.on('exit', (code) =>
      code === 0 ? done() : fail(new Error(`the console could not be built (${script})`)),
    )
  })
}

/** What it did, in a word for the one who waits. */
export async function builtConsole(): Promise<string> {
  if (isBuilt()) return 'already built'
  const vite = join(dirname(createRequire(import.meta.url).resolve('vite/package.json')), 'bin/vite.js')
  await runScript(vite, 'build', 'web', '--logLevel', 'warn')
  await runScript('local/write-openapi.ts', dist)
  return 'built'
}
