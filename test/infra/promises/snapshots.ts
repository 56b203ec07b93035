/** What would be deployed, whole, one file a stage: a change of it is seen and meant (`vitest run -u` writes it anew). */
import { describe, expect, test } from 'vitest'
import { stageNames } from '../../../infra/stages.ts'
import { type LaidOut, parts } from '../laid-out.ts'

/** Names of deployed files follow from what is in them: every change of a line of code would change them. */
const blanked = (text: string): string => text.replace(/\b[0-9a-f]{64}\b/g, '…')

export function snapshotPromises(laid: LaidOut): void {
  describe('snapshots', () => {
    test.each(stageNames)('%s is what it was', async (stage) => {
      const stacks = Object.fromEntries(parts.map((part) => [part, laid.template(stage, part)]))
      const text = `${blanked(JSON.stringify(stacks, null, 1))}\n`
      await expect(text).toMatchFileSnapshot(`snapshots/${stage}.snap`)
    })
  })
}
