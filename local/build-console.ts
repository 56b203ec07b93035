/** With the install (`npm ci`): the console is built, so that the first `npm start` need not wait for it. */
import { builtConsole } from './built-console.ts'

await builtConsole()
