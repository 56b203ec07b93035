/** The smoke test, tried on one machine, and on one where something is wrong. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Deployed, smoke } from '../../infra/smoke.ts'
import { ussdCode } from '../../local/run.ts'
import { type Jigikan, startJigikan } from '../builders/jigikan.ts'

let jigikan: Jigikan
let deployed: Deployed
beforeAll(async () => {
  jigikan = await startJigikan()
  deployed = {
    address: jigikan.origin,
    stage: 'local',
    ussdCode,
    callbackToken: jigikan.callbackToken,
    isBehindCloudFront: false,
  }
})
afterAll(() => jigikan.end())

const wrongOf = async (of: Deployed) =>
  (await smoke(of)).filter(({ wrong }) => wrong !== undefined).map(({ says }) => says)

describe('smoke', () => {
  test('finds nothing wrong where all is well, and leaves no complaint and no SMS behind', async () => {
    expect(await wrongOf(deployed)).toEqual([])
    await jigikan.settled()
    expect(jigikan.phones.allNumbers()).toEqual([])
    const national = await jigikan.officer('adama-coulibaly')
    const { body } = await national.get<{ items: unknown[] }>('/api/complaints?view=open')
    expect(body.items).toEqual([])
  })

  test('says that the line does not know the gateway’s token', async () => {
    expect(await wrongOf({ ...deployed, callbackToken: 'another' })).toEqual(['a caller sees the menu'])
  })

  test('says that another stage answers at this address', async () => {
    expect(await wrongOf({ ...deployed, stage: 'live' })).toEqual(['health answers, for this stage'])
  })

  test('says of every door that nobody answers', async () => {
    expect(
      await wrongOf({ ...deployed, address: 'http://127.0.0.1:9', isBehindCloudFront: true }),
    ).toHaveLength(7)
  })
})
