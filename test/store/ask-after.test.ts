import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { dueLineItem } from '../../shared/store/due-lines.ts'
import { households, paydayOn, phoneOf, type RemindersDesk, startReminders } from '../builders/reminders.ts'

let desk: RemindersDesk
beforeEach(async () => {
  desk = await startReminders()
  desk.world.at = new Date('2026-11-24T10:00:00Z')
})
afterEach(() => desk.stop())

async function paid(paydayId: string, count: number, more: Parameters<typeof paydayOn>[2] = {}, from = 1) {
  const list = households(count, from)
  await desk.contacts(list.map(({ contact = 0 }) => contact))
  const payday = paydayOn(paydayId, '2026-11-23', more)
  await desk.payday(payday, list)
  return { payday, list }
}

describe('the day after a payday', () => {
  test('everybody on its list is asked once, at ten, in words that tell nothing', async () => {
    await paid('p1', 120)
    await paid('p2', 3, { site: { commune: '71025000', village: 'Wabaria' } }, 501)
    desk.world.at = new Date('2026-11-24T09:59:00Z')
    await desk.tend()
    expect(desk.queued).toEqual([])
    desk.world.at = new Date('2026-11-24T10:00:00Z')
    for (let ring = 0; ring < 3; ring += 1) {
      await desk.tend()
      await desk.pump()
      desk.world.pass(3)
    }
    expect(desk.sent).toHaveLength(123)
    expect(new Set(desk.sent.map(({ phone }) => phone)).size).toBe(123)
    // One text for all paydays of the day: as few calls as there are hundreds of people.
    expect(desk.calls).toHaveLength(2)
    expect(new Set(desk.sent.map(({ text }) => text))).toEqual(
      new Set([
        'Jigikan: avez-vous reçu votre argent ? Répondez 1 tout, 2 une partie, 3 rien. Retirer son argent est gratuit.'
          .normalize('NFC')
          .replaceAll('ç', 'c'),
      ]),
    )
    expect(desk.sent[0]?.text).not.toMatch(/\d{2,}|Gounzour|Wabaria|FCFA/i)
  })

  test('whoever has answered, said STOP or has no number is left alone, and so is a silent commune', async () => {
    const { list } = await paid('p1', 4)
    await paid('quiet', 2, { disclosure: 'silent' }, 101)
    await desk.contacts([2], { optedOutAt: '2026-11-01T00:00:00.000Z' })
    const { payday } = await paid('p3', 0, {}, 201)
    const line = await desk.dueLines.line('p1', list[0]?.household ?? '')
    if (!line) throw new Error('no line')
    await desk.payday(payday, [{ household: 'ML-7102-009999' }])
    const at = '2026-11-23T18:00:00.000Z'
    await desk.putAll([
      dueLineItem(
        { ...line, said: { answer: 'all', at, firstAt: at, channel: 'ussd' } },
        { day: '2026-11-23' },
      ),
    ])
    await desk.tend()
    await desk.pump()
    expect(desk.sent.map(({ phone }) => phone).toSorted()).toEqual([phoneOf(3), phoneOf(4)])
    expect(await desk.reminders.round('2026-11-24.confirmation')).toMatchObject({
      leftOut: { answered: 1, stop: 1, no_phone: 1, policy: 2 },
    })
  })

  test('nobody is asked about a payday that was cancelled, nor told of a change by what was asked', async () => {
    await paid('p1', 2)
    await desk.tend()
    await desk.pump()
    await paid('gone', 2, { state: 'cancelled' }, 301)
    desk.world.pass(3)
    await desk.tend()
    await desk.pump()
    expect(desk.sent).toHaveLength(2)
    await desk.changePayday('p1', { day: '2026-11-30' })
    desk.world.pass(3)
    await desk.tend()
    await desk.pump()
    expect(desk.sent).toHaveLength(2)
  })
})
