/** The CDK app: the stacks of every stage. It needs no account and no Docker; the console must have been built. */
import { existsSync } from 'node:fs'
import { App } from 'aws-cdk-lib'
import { layOut } from './lay-out.ts'
import { projectRoot } from './parts/bundling.ts'
import { stages } from './stages.ts'

const webFolder = `${projectRoot}web/dist`
if (!existsSync(`${webFolder}/index.html`) || !existsSync(`${webFolder}/api/openapi.json`)) {
  console.error('The console is not built. `npm run synth` builds it and then synthesises.')
  process.exit(1)
}

const app = new App()
for (const stage of Object.values(stages)) layOut(app, stage, { webFolder })
