/** The app as it would be deployed, laid out once a test file: no account, no bundling, a console of a few files. */
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { App } from 'aws-cdk-lib'
import type { CloudAssembly } from 'aws-cdk-lib/cx-api'
import { afterAll } from 'vitest'
import { layOut, type Stacks } from '../../infra/lay-out.ts'
import { projectRoot } from '../../infra/parts/bundling.ts'
import { type StageName, stageNames, stages } from '../../infra/stages.ts'

export interface Resource {
  readonly Type: string
  // biome-ignore lint/suspicious/noExplicitAny: a template is whatever CloudFormation takes
  readonly Properties: any
  readonly DeletionPolicy?: string
  readonly UpdateReplacePolicy?: string
  readonly DependsOn?: readonly string[]
}
export interface Template {
  readonly Resources: Readonly<Record<string, Resource>>
  readonly Rules?: Readonly<Record<string, unknown>>
  readonly Outputs?: Readonly<Record<string, unknown>>
}

export const parts = ['data', 'edge', 'web', 'service'] as const
export type Part = (typeof parts)[number]

const consoleFiles = {
  'index.html': '<!doctype html><title>Jigikan</title>',
  'api-docs.html': '<!doctype html><title>API</title>',
  'phone.html': '<!doctype html><title>demonstration</title>',
  'icon.svg': '<svg/>',
  'api/openapi.json': '{}',
  'assets/shell-abc.js': 'export {}',
  'assets/phone-abc.js': 'fetch("/local/phones")',
}

/** A folder that is gone when the file's tests are done. */
export function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'jigikan-infra-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

function builtConsole(): string {
  const folder = newFolder()
  for (const [name, text] of Object.entries(consoleFiles)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), text)
  }
  return folder
}

export interface LaidOut {
  readonly app: App
  readonly assembly: CloudAssembly
  readonly stacks: Readonly<Record<StageName, Stacks>>
  template(stage: StageName, part: Part): Template
}

export interface LaidOutOptions {
  /** Fewer stages are laid out faster. */
  readonly of?: readonly StageName[]
  /** May hang checks on the app before it is synthesised. */
  readonly before?: (app: App) => void
}

export function laidOut({ of = stageNames, before }: LaidOutOptions = {}): LaidOut {
  const { context } = JSON.parse(readFileSync(`${projectRoot}cdk.json`, 'utf8'))
  const app = new App({
    context: { ...context, 'aws:cdk:bundling-stacks': [] },
    analyticsReporting: false,
    outdir: newFolder(),
  })
  const webFolder = builtConsole()
  const stacks = Object.fromEntries(
    of.map((name) => [name, layOut(app, stages[name], { webFolder })]),
  ) as Record<StageName, Stacks>
  before?.(app)
  const assembly = app.synth()
  return {
    app,
    assembly,
    stacks,
    template: (stage, part) => assembly.getStackByName(`jigikan-${stage}-${part}`).template,
  }
}

/** Resources of a type, by their logical id. */
export const ofType = (template: Template, type: string): [string, Resource][] =>
  Object.entries(template.Resources).filter(([, resource]) => resource.Type === type)
