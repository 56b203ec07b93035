import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readSettings } from '../../functions/kit/environment.ts'
import { settingsOf, variablesOf } from '../../functions/settings.ts'
import { functionNames, functions, queues } from '../../functions/triggers.ts'
import { type Jigikan, startJigikan } from '../builders/jigikan.ts'

let jigikan: Jigikan
beforeAll(async () => {
  jigikan = await startJigikan()
})
afterAll(() => jigikan.end())

const rooms = ['kit']
const notFunctions = ['settings.ts', 'triggers.ts', 'bundling.ts']

describe('the functions', () => {
  test('that are woken by something are the files that are there, and each has its settings', () => {
    const files = readdirSync('functions', { withFileTypes: true })
      .filter((entry) => !rooms.includes(entry.name) && !notFunctions.includes(entry.name))
      .map((entry) => entry.name.replace(/\.ts$/, ''))
    expect(files.sort()).toEqual([...functionNames].sort())
    expect(Object.keys(settingsOf).sort()).toEqual([...functionNames].sort())
  })

  test.each(functionNames)('%s finds all its variables on one machine', (name) => {
    expect(() => readSettings(name)).not.toThrow()
    expect(variablesOf(name)).toContain('JIGIKAN_STAGE')
  })

  test('wire nothing when they are imported, and name what is missing when they start without it', () => {
    const kept = process.env.JIGIKAN_PEPPER
    delete process.env.JIGIKAN_PEPPER
    expect(() => readSettings('ussd-line')).toThrow('ussd-line cannot start: JIGIKAN_PEPPER missing or wrong')
    process.env.JIGIKAN_PEPPER = kept
  })

  test('that a queue wakes answer within the time that the queue hides its messages', () => {
    for (const sheet of Object.values(functions)) {
      if (sheet.trigger.kind !== 'queue') continue
      expect(sheet.timeoutSeconds).toBeLessThan(queues[sheet.trigger.queue].visibilitySeconds)
    }
  })

  test('each say who is hurt when they fail', () => {
    for (const sheet of Object.values(functions)) expect(sheet.hurts).toMatch(/^[A-Z].{20,}\.$/)
  })
})

describe('what is open on one machine', () => {
  test('is the callbacks by their token, the staff by theirs, and health', async () => {
    expect((await fetch(`${jigikan.origin}/health`)).status).toBe(200)
    for (const path of [
      '/api/me',
      '/api/complaints',
      '/api/operations',
      '/private/cases',
      '/private/complaints',
      '/api/nowhere',
    ]) {
      expect([401, 404]).toContain((await fetch(`${jigikan.origin}${path}`)).status)
    }
  })
})

describe('the package', () => {
  const manifest = JSON.parse(readFileSync('package.json', 'utf8'))

  test('brings its own Node 24, and this runs on it', () => {
    expect(manifest.devDependencies.node).toMatch(/^24\./)
    expect(manifest.allowScripts.node).toBe(true)
    expect(process.versions.node).toBe(manifest.devDependencies.node)
  })

  test('installs on machines for which the engine has no binary', () => {
    const lock = JSON.parse(readFileSync('package-lock.json', 'utf8'))
    const engine = lock.packages['node_modules/@dynoxide/linux-x64']
    expect(engine).toMatchObject({ optional: true, os: ['linux'], cpu: ['x64'] })
  })

  test('has every room at its top', () => {
    for (const room of [
      'infra',
      'functions',
      'shared',
      'test',
      'web',
      'local',
      'conformance',
      'docs',
      'cdk.json',
      'tsconfig.json',
      'README.md',
    ]) {
      expect({ room, there: existsSync(room) }).toEqual({ room, there: true })
    }
  })
})
