import { ScanCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { receiveSms, type SmsDesk } from '../../shared/actions/receive-sms.ts'
import type { PhoneNumber } from '../../shared/domain/phone-number.ts'
import { parseReference, referenceFrom, spokenReference } from '../../shared/domain/reference.ts'
import { createAnswers } from '../../shared/store/confirmations.ts'
import { createShield } from '../../shared/store/shield.ts'
import { createQuarantine } from '../../shared/store/staff.ts'
import { startLine } from '../builders/line.ts'

let line: Awaited<ReturnType<typeof startLine>>
let desk: SmsDesk
beforeAll(async () => {
  line = await startLine()
  const { tables } = line
  desk = { ...line.line, answers: createAnswers(tables), shield: createShield(tables), code: '*384#' }
})
afterAll(() => line.stop())

let calls = 0
const phoneOf = (count: number) => `+2237120${String(count).padStart(4, '0')}` as PhoneNumber
async function dial(phone: PhoneNumber, ...inputs: string[]): Promise<string> {
  calls += 1
  let screen = ''
  for (let count = 0; count <= inputs.length; count += 1) {
    screen = await line.hop(`ATUid_${calls}`, phone, inputs.slice(0, count).join('*'))
  }
  return screen
}
/** A number that the line knows, and a complaint of its own. */
async function somebody(count: number): Promise<{ phone: PhoneNumber; reference: string }> {
  const phone = phoneOf(count)
  const screen = await dial(phone, '1', '1', '2', '1', '1', '1', '1', '1')
  return { phone, reference: parseReference(/\d{4}-\d{4}-\d/.exec(screen)?.[0] ?? '') ?? '' }
}
const guess = (count: number) => spokenReference(referenceFrom(String(70_000_000 + count)))

describe('whoever tries references', () => {
  test('finds nobody’s complaint on the line after a few that lead nowhere, and still their own', async () => {
    const [victim, guesser] = [await somebody(1), await somebody(2)]
    const spoken = spokenReference(victim.reference as never)
    expect(await dial(guesser.phone, victim.reference)).toContain(spoken)
    for (let count = 0; count < 5; count += 1) {
      expect(await dial(guesser.phone, guess(count))).toContain('CON')
    }
    const shut = await dial(guesser.phone, victim.reference)
    expect(shut).not.toContain(spoken)
    expect(shut).toBe(await dial(guesser.phone, guess(99)))
    expect(await dial(guesser.phone, guesser.reference)).not.toBe(shut)

    // Another phone is not shut for what this one did; and a day later it is open again.
    const other = await somebody(3)
    expect(await dial(other.phone, victim.reference)).toContain(spoken)
    line.world.pass(25 * 60)
    expect(await dial(guesser.phone, victim.reference)).toContain(spoken)
  })

  test('is told by SMS, too, that nothing is known, and cannot write to another’s complaint', async () => {
    const [victim, guesser] = [await somebody(4), await somebody(5)]
    const sms = (text: string, at = 0) => {
      line.world.pass(at)
      calls += 1
      return receiveSms(desk, { from: guesser.phone, text, gatewayId: `guess-${calls}` })
    }
    expect(await sms(`${spokenReference(victim.reference as never)} je sais quelque chose`)).toBe('threaded')
    for (let count = 0; count < 5; count += 1) await sms(`SUIVI ${guess(count)}`, 11)
    // Kept as words of their own, beside nobody's complaint.
    expect(await sms(`${spokenReference(victim.reference as never)} encore moi`, 11)).toBe('filed')
    expect(await sms(`${spokenReference(guesser.reference as never)} le mien`, 11)).toBe('threaded')
  })

  test('a wrong digit is no guess', async () => {
    const [victim, clumsy] = [await somebody(6), await somebody(7)]
    const last = (Number(victim.reference[8]) + 1) % 10
    const wrong = `${victim.reference.slice(0, 8)}${last}`
    for (let count = 0; count < 8; count += 1) await dial(clumsy.phone, wrong)
    const told = await dial(clumsy.phone, victim.reference)
    expect(told).toContain(spokenReference(victim.reference as never))
  })
})

describe('a flood of SMS from one phone', () => {
  test('is kept aside together, every word of it, and shown to staff as one', async () => {
    const quarantine = createQuarantine(line.tables)
    const before = await quarantine.count()
    const from = phoneOf(900)
    const texts = Array.from({ length: 30 }, (_, count) => `flot ${count} ${'x'.repeat(40)}`)
    const came: string[] = []
    for (const [count, text] of texts.entries()) {
      came.push(await receiveSms(desk, { from, text, gatewayId: `flood-${count}` }))
    }
    expect(came.filter((what) => what === 'loop')).toHaveLength(18)
    expect(await quarantine.count()).toBe(before + 1)
    expect(await quarantine.newest(1)).toMatchObject([{ door: 'sms', problem: 'many from one phone' }])
    const { Items = [] } = await line.tables.client.send(new ScanCommand({ TableName: line.tables.main }))
    const kept = Items.flatMap((item) =>
      item.kind === 'quarantine' && Array.isArray(item.texts) ? item.texts.map(({ text }) => text) : [],
    )
    expect(kept).toEqual(texts.slice(12))
  })

  test('makes room for more when a group is full', async () => {
    const shield = createShield(line.tables)
    const at = '2026-11-25T10:00:00.000Z'
    for (let count = 0; count < 70; count += 1) {
      await shield.group({ contactId: 'somebody', gatewayId: `g${count}`, at, text: 'é'.repeat(2000) })
    }
    const { Items = [] } = await line.tables.client.send(new ScanCommand({ TableName: line.tables.main }))
    const groups = Items.filter(({ quarantineId }) => String(quarantineId).startsWith('somebody.'))
    expect(groups).toHaveLength(2)
    expect(groups.flatMap(({ texts }) => texts)).toHaveLength(70)
  })
})
