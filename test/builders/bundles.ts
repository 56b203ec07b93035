/** Every function as esbuild makes it for AWS, each in a folder of its own with nothing beside it. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { build } from 'esbuild'
import { type FunctionName, functionNames, isFunctionName } from '../../functions/triggers.ts'
import { entryOf, esbuildOptions, projectRoot } from '../../infra/parts/bundling.ts'

export interface Bundles {
  fileOf(name: FunctionName): string
  /** The sources that went into each. */
  readonly inputs: ReadonlyMap<FunctionName, readonly string[]>
  remove(): Promise<void>
}

export async function buildBundles(): Promise<Bundles> {
  const { banner, mainFields, ...options } = esbuildOptions
  const folder = await mkdtemp(join(tmpdir(), 'jigikan-bundles-'))
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
  const inputs = new Map<FunctionName, readonly string[]>()
  for (const [path, { inputs: files }] of Object.entries(metafile.outputs)) {
    const name = basename(dirname(path))
    if (path.endsWith('.mjs') && isFunctionName(name)) inputs.set(name, Object.keys(files))
  }
  return {
    fileOf: (name) => join(folder, name, 'index.mjs'),
    inputs,
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}
