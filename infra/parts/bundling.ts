/**
 * How a function becomes one file: everything in it, the AWS SDK too, so that what was tested is what runs. The tests
 * bundle with these same options.
 */
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type BundlingOptions, LogLevel, OutputFormat } from 'aws-cdk-lib/aws-lambda-nodejs'
import type { FunctionName } from '../../functions/triggers.ts'

export const projectRoot = fileURLToPath(new URL('../..', import.meta.url))

/** A function is one file, or a folder with its handler. */
export function entryOf(name: FunctionName): string {
  const folder = `${projectRoot}functions/${name}/handler.ts`
  return existsSync(folder) ? folder : `${projectRoot}functions/${name}.ts`
}

/** esbuild's own words. Packages that still `require` find a `require` in the banner, under a name that nobody else uses. */
export const esbuildOptions = {
  target: 'node24',
  format: 'esm',
  minify: true,
  sourcemap: true,
  sourcesContent: false,
  mainFields: ['module', 'main'],
  /** What a function never needs and every start would pay for; each file says why. */
  alias: {
    '@aws-sdk/credential-provider-node': `${projectRoot}functions/kit/lambda-credentials.ts`,
    'node:http': `${projectRoot}functions/kit/lambda-http.ts`,
  },
  banner:
    "import{createRequire as jigikanRequire}from'node:module';const require=jigikanRequire(import.meta.url);",
} as const

export const bundling: BundlingOptions = {
  target: esbuildOptions.target,
  format: OutputFormat.ESM,
  minify: esbuildOptions.minify,
  sourceMap: esbuildOptions.sourcemap,
  sourcesContent: esbuildOptions.sourcesContent,
  mainFields: [...esbuildOptions.mainFields],
  banner: esbuildOptions.banner,
  esbuildArgs: Object.fromEntries(
    Object.entries(esbuildOptions.alias).map(([name, file]) => [`--alias:${name}`, file]),
  ),
  bundleAwsSDK: true,
  logLevel: LogLevel.ERROR,
}
