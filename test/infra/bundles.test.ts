/** What is packaged: every function as esbuild makes it for AWS, in a folder of its own with nothing beside it. */
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { build } from 'esbuild'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { variablesOf } from '../../functions/settings.ts'
import { type FunctionName, functionNames, isFunctionName } from '../../functions/triggers.ts'
import { entryOf, esbuildOptions, projectRoot } from '../../infra/parts/bundling.ts'

const run = promisify(execFile)
const { banner, mainFields, ...options } = esbuildOptions

const folder = mkdtempSync(join(tmpdir(), 'jigikan-bundles-'))
const bundleOf = (name: FunctionName): string => join(folder, name, 'index.mjs')
const inputs = new Map<FunctionName, string[]>()

beforeAll(async () => {
  const { metafile } = await build({
    ...options,
    mainFields: [...mainFields],
    banner: { js: banner },
    entryPoints: functionNames.map((name) => ({ in: entryOf(name), out: `${name}/index` })),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    absWorkingDir: projectRoot,
    bundle: true,
    platform: 'node',
    metafile: true,
    logLevel: 'silent',
  })
  for (const [path, { inputs: files }] of Object.entries(metafile.outputs)) {
    const name = basename(dirname(path))
    if (path.endsWith('.mjs') && isFunctionName(name)) inputs.set(name, Object.keys(files))
  }
}, 60_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

describe('bundles', () => {
  test.each(functionNames)('%s has a file of its own, on one machine and in the cloud', (name) => {
    expect(existsSync(entryOf(name))).toBe(true)
  })

  test.each(functionNames)(
    '%s starts from its bundle alone, with an empty environment, and has a handler',
    async (name) => {
      const script = `const { handler } = await import(${JSON.stringify(bundleOf(name))}); process.stdout.write(typeof handler)`
      const { stdout, stderr } = await run(process.execPath, ['--input-type=module', '-e', script], {
        cwd: tmpdir(),
        env: { AWS_REGION: 'eu-west-3', NODE_OPTIONS: '--enable-source-maps' },
      })
      expect({ stdout, stderr }).toEqual({ stdout: 'function', stderr: '' })
    },
  )

  test('nothing that exists on one machine only is packaged: no stand-in, no test, no console', () => {
    expect([...inputs.keys()].toSorted()).toEqual(functionNames.toSorted())
    const strangers = [...inputs].flatMap(([name, files]) =>
      files.filter((file) => /^(local|test|web|infra)\//.test(file)).map((file) => `${name}: ${file}`),
    )
    expect(strangers).toEqual([])
  })

  test('none carries what its start would pay for in vain: a chain of credential sources, a second HTTP client', () => {
    const heavy = [...inputs].flatMap(([name, files]) =>
      files
        .filter((file) => /credential-provider-(node|ini|sso)\//.test(file))
        .map((file) => `${name}: ${file}`),
    )
    expect(heavy).toEqual([])
    const importers = functionNames.filter((name) =>
      /from"node:http"/.test(readFileSync(bundleOf(name), 'utf8')),
    )
    expect(importers).toEqual([])
  })

  test('the SDK of the gateway is in the sender of SMS and nowhere else', () => {
    const holders = [...inputs].filter(([, files]) =>
      files.some((file) => file.includes('node_modules/africastalking/')),
    )
    expect(holders.map(([name]) => name)).toEqual(['sms-sender'])
  })

  test('what writes restricted complaints is packaged with those that are told of their table, and with no other', () => {
    const holders = [...inputs]
      .filter(([, files]) => files.includes('shared/store/restricted.ts'))
      .map(([name]) => name)
    const told = functionNames.filter((name) => variablesOf(name).includes('JIGIKAN_RESTRICTED_TABLE'))
    expect(holders.toSorted()).toEqual(told.toSorted())
  })
})
