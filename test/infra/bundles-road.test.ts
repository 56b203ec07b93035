/** The main journey through what is deployed: bundles behind the Runtime API, with the variables of their settings alone. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type FunctionName, functionNames } from '../../functions/triggers.ts'
import type { Handler } from '../../local/invoke.ts'
import type { ComplaintRow } from '../../shared/contracts/staff-api.ts'
import { type Bundles, buildBundles } from '../builders/bundles.ts'
import { eventually } from '../builders/data-folder.ts'
import { type Jigikan, startJigikan } from '../builders/jigikan.ts'
import { type DeployedFunction, deployed } from '../builders/runtime-api.ts'

let bundles: Bundles
let jigikan: Jigikan
const all = new Map<FunctionName, DeployedFunction>()

beforeAll(async () => {
  bundles = await buildBundles()
  jigikan = await startJigikan({
    handlers: async () => {
      for (const name of functionNames)
        all.set(name, await deployed(name, bundles.fileOf(name), () => process.env))
      const handlers = [...all].map(([name, { handle }]) => [name, handle] as const)
      return Object.fromEntries(handlers) as unknown as Record<FunctionName, Handler<never>>
    },
  })
}, 60_000)
afterAll(async () => {
  await jigikan.end()
  await Promise.all([...all.values()].map((one) => one.stop()))
  await bundles.remove()
})

describe('what is deployed', () => {
  test('takes a complaint by phone, acknowledges it by SMS, shows it to its officer and brings the answer back', async () => {
    const fatou = jigikan.phone('+22372000001')
    const screen = await fatou.dial('1', '1', '2', '1', '7', '3', '4', '1')
    expect(screen).toMatch(/^END .*\d{4}-\d{4}-\d/s)
    // Every function on the way starts anew: longer than the road takes once they run.
    await eventually('the receipt came', () => fatou.inbox().length > 0)
    expect(fatou.inbox()).toHaveLength(1)

    const officer = await jigikan.officer('boubacar-maiga')
    const { body } = await officer.get<{ items: ComplaintRow[] }>('/api/complaints?view=open&limit=10')
    expect(body.items).toMatchObject([{ category: '1.1', state: 'received' }])
    const id = body.items[0]?.complaintId ?? ''
    expect((await officer.command(id, { type: 'start_review' })).status).toBe(200)
    const answer = 'Vous serez sur la prochaine liste.'
    const decided = { type: 'decide', outcome: 'upheld', summary: 'Liste corrigée', answer }
    expect((await officer.command(id, decided)).status).toBe(200)
    await eventually('the answer came', () => fatou.inbox().at(-1)?.includes(answer))
  }, 60_000)

  test('keeps what asks for privacy where only its own desk looks', async () => {
    await jigikan.phone('+22372000002').dial('1', '6', '1', '1', '1', '2')
    await jigikan.settled()
    const focal = await jigikan.officer('kadidia-diarra')
    const { status, body } = await focal.get<{ items: unknown[] }>('/private/cases')
    expect({ status, cases: body.items.length }).toEqual({ status: 200, cases: 1 })
  }, 60_000)

  test('answers a dropped call, an SMS and a delivery report', async () => {
    const phone = jigikan.phone('+22372000003')
    await phone.drop('1', '1', '2', '1', '7', '3', '4')
    await phone.sms('AIDE')
    await eventually('an answer came', () => phone.inbox().length > 0)
    const played = [
      'ussd-line',
      'ussd-ended',
      'sms-inbound',
      'sms-report',
      'staff-api',
      'private-desk',
    ] as const
    expect(played.filter((name) => !all.get(name)?.started())).toEqual([])
  }, 60_000)
})
