/** What is packaged: every function as esbuild makes it for AWS, in a folder of its own with nothing beside it. */
import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { variablesOf } from '../../functions/settings.ts'
import { type FunctionName, functionNames } from '../../functions/triggers.ts'
import { entryOf } from '../../infra/parts/bundling.ts'
import { type Bundles, buildBundles } from '../builders/bundles.ts'

const run = promisify(execFile)

let bundles: Bundles
beforeAll(async () => {
  bundles = await buildBundles()
}, 60_000)
afterAll(() => bundles.remove())
const bundleOf = (name: FunctionName): string => bundles.fileOf(name)

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
    expect([...bundles.inputs.keys()].toSorted()).toEqual(functionNames.toSorted())
    const strangers = [...bundles.inputs].flatMap(([name, files]) =>
      files.filter((file) => /^(local|test|web|infra)\//.test(file)).map((file) => `${name}: ${file}`),
    )
    expect(strangers).toEqual([])
  })

  test('none carries what its start would pay for in vain: a chain of credential sources, a second HTTP client', () => {
    const heavy = [...bundles.inputs].flatMap(([name, files]) =>
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

  test('the SDK of the gateway is in what sends SMS and nowhere else', () => {
    const holders = [...bundles.inputs].filter(([, files]) =>
      files.some((file) => file.includes('node_modules/africastalking/')),
    )
    expect(holders.map(([name]) => name)).toEqual(['sms-sender', 'reminder-sender'])
  })

  test('what writes restricted complaints is packaged with those that are told of their table, and with no other', () => {
    const holders = [...bundles.inputs]
      .filter(([, files]) => files.includes('shared/store/restricted.ts'))
      .map(([name]) => name)
    const told = functionNames.filter((name) => variablesOf(name).includes('JIGIKAN_RESTRICTED_TABLE'))
    expect(holders.toSorted()).toEqual(told.toSorted())
  })
})
