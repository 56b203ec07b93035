import { describe, expect, test } from 'vitest'
import { command, privateCommand } from '../../shared/contracts/staff-api.ts'
import { commandFrom } from '../../web/src/store/command-from.ts'

const words = (name: string) => ({ name, kind: 'words' }) as const

describe('a command out of what was typed', () => {
  test('leaves out what was left empty, and the contract takes it', () => {
    const decide = {
      type: 'decide',
      fields: [{ name: 'outcome', kind: 'radio' } as const, words('summary'), words('answer')],
    }
    const made = commandFrom(decide, { outcome: 'upheld', summary: ' Liste corrigée. ', answer: '  ' })
    expect(made).toEqual({ type: 'decide', outcome: 'upheld', summary: 'Liste corrigée.' })
    expect(command.safeParse(made).success).toBe(true)
  })

  test('a pause lasts to the closing hour of its day, a remedy is due on a day', () => {
    const day = (name: string) => ({ name, kind: 'day' }) as const
    const pause = commandFrom(
      { type: 'pause', fields: [day('until'), words('reason')] },
      { until: '2026-12-09', reason: 'Zone fermée' },
    )
    expect(pause).toEqual({ type: 'pause', until: '2026-12-09T16:30:00.000Z', reason: 'Zone fermée' })
    expect(command.safeParse(pause).success).toBe(true)
    const remedy = commandFrom(
      { type: 'plan_remedy', fields: [words('what'), day('dueOn')] },
      { what: 'Paiement', dueOn: '2026-12-15' },
    )
    expect(command.safeParse(remedy).success).toBe(true)
  })

  test('yes and no are said as true and false', () => {
    const consent = { name: 'consent', kind: 'yes-no' } as const
    const made = commandFrom(
      { type: 'hand_over', fields: [words('to'), consent] },
      { to: 'Centre de santé', consent: 'no' },
    )
    expect(made).toEqual({ type: 'hand_over', to: 'Centre de santé', consent: false })
    expect(privateCommand.safeParse(made).success).toBe(true)
  })
})
