/** The console as it was built from its sources before the first test (test/builders/built-first.ts); one for all. */
import { resolve } from 'node:path'

export const builtConsoleFolder = resolve('web/dist')
