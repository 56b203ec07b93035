import { afterAll, beforeAll, expect, test } from 'vitest'
import { officers } from '../../local/demo/officers.ts'
import { type Jigikan, startJigikan } from '../builders/jigikan.ts'

let jigikan: Jigikan
beforeAll(async () => {
  jigikan = await startJigikan()
})
afterAll(() => jigikan.end())

const to = officers.find(({ alertPhone }) => alertPhone !== undefined)?.officerId ?? ''

interface Roots {
  readonly roots: readonly { readonly day: string; readonly short: string; readonly events: number }[]
}
interface Lines {
  readonly lines: readonly { readonly kind: string; readonly shown?: { readonly type: string } }[]
}

test('what people said yesterday is sealed this morning, and can be proved, written down and sent', async () => {
  const day = jigikan.clock.now().toISOString().slice(0, 10)
  await jigikan.phone('+22370555001').dial('1', '1', '2', '1', '1', '1', '1', '1')
  await jigikan.phone('+22370555002').dial('1', '6', '1', '1', '1', '2')
  await jigikan.settled()
  const tomorrow = new Date(`${day}T00:00:00Z`).getTime() + 86_400_000 + 3 * 3_600_000
  await jigikan.scheduler.pushForward(tomorrow - jigikan.clock.now().getTime())

  const national = await jigikan.officer('adama-coulibaly')
  const { body } = await national.get<Roots>(`/api/history/roots?month=${day.slice(0, 7)}`)
  const root = body.roots.find((one) => one.day === day)
  expect(root).toMatchObject({ events: 1, short: expect.stringMatching(/^([0-9A-F]{4} ?){4}$/) })

  const { lines } = (await national.get<Lines>(`/api/history/days/${day}`)).body
  expect(lines.map(({ kind, shown }) => [kind, shown?.type])).toEqual([
    ['root', undefined],
    ['event', 'filed'],
  ])

  const key = { 'idempotency-key': 'the-same-key-twice' }
  const send = () => national.post(`/api/history/roots/${day}/send`, { officerId: to }, key)
  const [sent, again] = [await send(), await send()]
  expect([sent.status, again.status]).toEqual([200, 200])
  await jigikan.settled()
  expect(sent.body.short).toBe(root?.short)
  const number = officers.find(({ officerId }) => officerId === to)?.alertPhone ?? ''
  const told = jigikan
    .phone(number)
    .inbox()
    .filter((text) => text.includes('empreinte'))
  expect(told).toEqual([expect.stringContaining(`empreinte du ${day}: ${root?.short}.`)])
}, 120_000)

test('a root is shown to those who look over everything, and exists for nobody else', async () => {
  const relay = await jigikan.officer('aminata-traore')
  const focal = await jigikan.officer('kadidia-diarra')
  for (const hands of [relay, focal]) {
    expect((await hands.get('/api/history/roots?month=2026-11')).status).toBe(404)
    expect((await hands.get('/api/history/days/2026-11-22')).status).toBe(404)
    expect((await hands.post('/api/history/roots/2026-11-22/send', { officerId: 'x' })).status).toBe(404)
  }
})

test('a day that is not over has no root, and what is no day neither', async () => {
  const national = await jigikan.officer('adama-coulibaly')
  const today = jigikan.clock.now().toISOString().slice(0, 10)
  for (const day of [today, '1999-01-01', 'yesterday', '..']) {
    expect((await national.get(`/api/history/days/${encodeURIComponent(day)}`)).status).toBe(404)
  }
})
