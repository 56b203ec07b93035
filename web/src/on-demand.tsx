/**
 * Pages that are fetched when they are asked for, each with its texts. Where the file is gone because a new release took its place, one reload
 * brings the new one; where the network is gone, it is said, and nothing is reloaded into a blank screen.
 */
import type { ComponentType } from 'preact'
import lazy from 'preact-iso/lazy'
import type { PackName } from '../../shared/i18n/console-packs.ts'
import { Notice } from './parts/notice.tsx'
import { reloadOnce } from './reload-once.ts'
import { bringTexts, text } from './store/language.ts'

export function BrokenPage() {
  return (
    <div class="page">
      <Notice tone="bad" title={text('app.brokenPage')}>
        <p>{text('app.brokenPageWords')}</p>
        <button type="button" class="button" onClick={() => location.reload()}>
          {text('app.reload')}
        </button>
      </Notice>
    </div>
  )
}

const never = new Promise<never>(() => undefined)

export const onDemand = <Props,>(packs: readonly PackName[], load: () => Promise<ComponentType<Props>>) =>
  lazy(() =>
    Promise.all([load(), bringTexts(packs)]).then(
      ([page]) => page,
      async (): Promise<ComponentType<Props>> => ((await reloadOnce()) ? never : BrokenPage),
    ),
  )
