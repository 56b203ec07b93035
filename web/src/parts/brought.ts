/** A part that is fetched, with its texts, when it is first wanted; nothing stands in its place until then. */
import type { ComponentType } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { PackName } from '../../../shared/i18n/console-packs.ts'
import { bringTexts } from '../store/language.ts'

export function useBrought<Props>(
  wanted: boolean,
  packs: readonly PackName[],
  load: () => Promise<ComponentType<Props>>,
): ComponentType<Props> | undefined {
  const [part, setPart] = useState<{ readonly of: ComponentType<Props> }>()
  useEffect(() => {
    if (!wanted || part) return
    // Without a network it stays away, and comes when it is wanted again.
    Promise.all([load(), bringTexts(packs)]).then(
      ([of]) => setPart({ of }),
      () => undefined,
    )
  }, [wanted])
  return wanted ? part?.of : undefined
}
