/** Before the first test: the console is built, if a test of its pages is among those asked for and it is not as its sources. */
import { builtConsole } from '../../local/built-console.ts'

export default async function setup(): Promise<void> {
  const files = process.argv.filter((word) => word.includes('test/'))
  if (files.length === 0 || files.some((file) => file.includes('web'))) await builtConsole()
}
