/** The console built from its sources, in a folder of its own. */
import { build } from 'vite'
import webConfig from '../../web/vite.config.ts'
import { newDataFolder } from './data-folder.ts'

export async function buildConsole() {
  const folder = await newDataFolder()
  await build({
    ...webConfig,
    configFile: false,
    logLevel: 'error',
    build: { ...webConfig.build, outDir: folder.path },
  })
  return folder
}
