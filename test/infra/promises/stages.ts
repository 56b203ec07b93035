/** What stages have in common, and what keeps a half-filled one from being deployed. */
import { describe, expect, test } from 'vitest'
import { stageNames, stages, stillUnknown } from '../../../infra/stages.ts'
import { parts } from '../laid-out.ts'
import type { Live } from './live.ts'

export function stagePromises({ laid }: Live): void {
  describe('stages', () => {
    test('differ in their sheets alone: the same resources stand in all of them', () => {
      const typesOf = (stage: (typeof stageNames)[number]) =>
        new Set(
          parts.flatMap((part) =>
            Object.values(laid.template(stage, part).Resources).map(({ Type }) => Type),
          ),
        )
      expect([...typesOf('staging')].toSorted()).toEqual([...typesOf('live')].toSorted())
    })

    test.each(stageNames)(
      '%s is refused by CloudFormation while its sheet holds example values, and says which',
      (name) => {
        const unknown = stillUnknown(stages[name])
        for (const part of parts) {
          const rule = JSON.stringify(laid.template(name, part).Rules ?? {})
          for (const what of unknown) expect(rule).toContain(what)
          expect(rule.includes('infra/stages.ts')).toBe(unknown.length > 0)
        }
      },
    )
  })
}
