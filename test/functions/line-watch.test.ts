import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { dialOwnLine } from '../../shared/gateways/own-line.ts'
import { type Jigikan, startJigikan } from '../builders/jigikan.ts'
import { listenOnce } from '../builders/small-server.ts'

let jigikan: Jigikan
beforeAll(async () => {
  jigikan = await startJigikan()
})
afterAll(() => jigikan.end())

describe('the watch over the line', () => {
  test('dials it from outside, is answered, and leaves nothing that staff could see', async () => {
    expect(await jigikan.scheduler.fire('line-watch')).toMatchObject({ succeeded: true })
    const officer = await jigikan.officer('boubacar-maiga')
    const { body } = await officer.get<{ items: unknown[] }>('/api/complaints?view=open&limit=10')
    expect(body.items).toEqual([])
  })

  test.each([
    ['an apology', { status: 200, body: 'END Service indisponible' }, /apology/],
    ['a fault', { status: 500, body: 'x' }, /answers 500/],
    ['a wrong token', { status: 404, body: 'Not found' }, /answers 404/],
  ])('rings when callers get %s, without telling what they saw', async (_what, answer, says) => {
    const server = await listenOnce(answer)
    const dialled = dialOwnLine(
      { address: server.origin, callbackToken: 'secret', ussdCode: '*384#' },
      'watch_1',
    )
    await expect(dialled).rejects.toThrow(says)
    await expect(dialled).rejects.not.toThrow(/secret|indisponible/)
    await server.stop()
  })

  test('rings when nobody answers, and does not tell the address', async () => {
    const line = { address: 'http://127.0.0.1:9', callbackToken: 'secret', ussdCode: '*384#' }
    const dialled = dialOwnLine(line, 'watch_2')
    await expect(dialled).rejects.toThrow(/no answer/)
    await expect(dialled).rejects.not.toThrow(/secret/)
  })
})
