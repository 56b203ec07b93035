/** What the three keys below the screen do now, as the screen's last line says it: green, clear, red. */
import type { Handset } from './handset.ts'
import { words } from './page.ts'

export function softKeys(handset: Handset): readonly [green: string, clear: string, red: string] {
  const say = words.value
  const stage = handset.stage.value
  const typed = handset.entry.value !== ''
  switch (stage.at) {
    case 'idle':
      return typed ? [say.call, say.erase, say.cancel] : ['', '', '']
    case 'calling':
      return ['', '', say.hangUp]
    case 'asked':
      return stage.waiting ? ['', '', say.hangUp] : [say.send, typed ? say.erase : '', say.hangUp]
    case 'over':
      return ['', '', say.close]
    case 'cut':
    case 'unknown-code':
      return [say.callAgain, '', say.close]
    case 'reading':
      return [say.answer, '', say.close]
  }
}
