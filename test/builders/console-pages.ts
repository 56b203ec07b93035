/** The console's pages as their sources tell them: which packs each names, and which texts it and its parts ask for. */
import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type PackName, packNames } from '../../shared/i18n/console-packs.ts'

const source = fileURLToPath(new URL('../../web/src/', import.meta.url))

export interface PageTexts {
  readonly file: string
  readonly packs: readonly PackName[]
}

/** Every page that is fetched on demand, and what is there from the start. */
export async function textsOfPages(): Promise<readonly PageTexts[]> {
  const lines = await readFile(join(source, 'on-demand-pages.tsx'), 'utf8')
  const named = [...lines.matchAll(/onDemand\(\[([^\]]*)\],\s*\(\) =>\s*import\('([^']+)'\)/g)]
  return [
    { file: 'app.tsx', packs: [] },
    ...named.map(([, packs = '', file = '']) => ({
      file,
      packs: packNames.filter((name) => packs.includes(`'${name}'`)),
    })),
  ]
}

/** First words of the texts that a file and all that it imports ask for; what is only looked up, as it may be absent, is not counted. */
export async function textsAskedBy(file: string): Promise<readonly string[]> {
  const words = new Set<string>()
  const seen = new Set<string>([join(source, file)])
  for (const path of seen) {
    const code = await readFile(path, 'utf8')
    const asked = code.replaceAll(/textIfAny\([^)]*/g, '')
    for (const [, word = ''] of asked.matchAll(/['`](\w+)\.[\w$.{}]+['`]/g)) words.add(word)
    for (const [, next = ''] of code.matchAll(/^import (?!type )[^']*'(\.[^']+\.tsx?)'/gm)) {
      const at = join(dirname(path), next)
      if (at.startsWith(source) && !at.endsWith('on-demand-pages.tsx')) seen.add(at)
    }
  }
  return [...words].sort()
}
