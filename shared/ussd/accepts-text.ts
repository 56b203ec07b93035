/** Whether the screen asks for words or numbers of the caller's own: then a `*` in the input is theirs. */
import { menu } from './menu.ts'
import type { LineState } from './state.ts'

export const acceptsText = (state: LineState): boolean => menu[state.on].kind === 'input'
