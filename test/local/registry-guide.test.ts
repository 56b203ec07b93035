/** The guide for a registry's engineers: its lines run, in their order, against a Jigikan as `npm start` runs it. */
import { execFile, spawnSync } from 'node:child_process'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Jigikan, startJigikan } from '../builders/jigikan.ts'

const run = promisify(execFile)
const root = fileURLToPath(new URL('../../', import.meta.url))

let jigikan: Jigikan
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'jigikan-guide-'))
  jigikan = await startJigikan()
  const relay = await jigikan.officer('aminata-traore')
  for (const category of ['2.1', '3.3']) {
    await relay.post('/api/complaints', {
      category,
      about: 'nobody',
      commune: '71025000',
      programme: 'jigisemejiri',
      channel: 'walk_in',
      language: 'fr',
      callBack: false,
    })
  }
  await jigikan.settled()
})
afterAll(async () => {
  await jigikan.end()
  await rm(folder, { recursive: true, force: true })
})

/** The guide asks its reader for both. */
const hasTools = ['curl', 'jq'].every((tool) => spawnSync(tool, ['--version']).status === 0)

test.skipIf(!hasTools)('every line of the ten minutes does what it says', { timeout: 90_000 }, async () => {
  const guide = await readFile(join(root, 'docs/registry.md'), 'utf8')
  const blocks = [...guide.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, lines = '']) => lines)
  expect(blocks.length).toBeGreaterThan(6)
  const { port } = new URL(jigikan.origin)
  const script = blocks
    .join('\n')
    .replaceAll('http://localhost:3000', jigikan.origin)
    .replace(/npm run -s token/g, `npm --prefix '${root}' run -s token`)
    .replace(
      /npm run -s verify-file -- (\S+) (\S+) (\S+)/g,
      `npm --prefix '${root}' run -s verify-file -- "$PWD/$1" "$PWD/$2" "$PWD/$3"`,
    )
  const { stdout } = await run('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: folder,
    env: { ...process.env, PORT: port, JIGIKAN_DATA: jigikan.dataFolder },
  })
  expect(stdout).toContain('Genuine and whole')
})
