/** All of Jigikan as a service under the conformance kit: what it is, who counts, and the gateway that it sends to. */

import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb'
import type { Gateway } from '../../conformance/gateway.ts'
import type { Adapter, Profile } from '../../conformance/service.ts'
import { localClientOptions } from '../../local/local-client.ts'
import { tableNames } from '../../local/tables.ts'
import { type Jigikan, startJigikan } from '../builders/jigikan.ts'

export interface UnderTest extends Adapter {
  readonly base: string
  readonly profile: Profile
  readonly jigikan: Jigikan
  end(): Promise<void>
}

const profileFor = (token: string): Profile => ({
  name: 'Jigikan',
  paths: {
    ussd: `/callbacks/${token}/ussd`,
    ended: `/callbacks/${token}/ussd-ended`,
    sms: `/callbacks/${token}/sms`,
    reports: `/callbacks/${token}/sms-reports`,
    optOuts: `/callbacks/${token}/sms-opt-outs`,
  },
  serviceCode: '*384#',
  numbers: '+22370',
  // A language, nothing received, nobody in particular, a region, a cercle, a commune, and sent.
  journey: ['1', '1', '2', '1', '1', '1', '1', '1'],
  words: { inputs: ['1', '8'], next: '1' },
  asks: 'AIDE',
})

/** `minuteMs`: how long a minute of Jigikan's clock takes, so that what waits for a sweep need not be waited for. */
export async function startUnderTest(gateway: Gateway, minuteMs: number): Promise<UnderTest> {
  const jigikan = await startJigikan()
  // Read when the first SMS leaves: from then on the kit is the gateway.
  process.env.JIGIKAN_AT_BASE_URL = gateway.url
  const client = new DynamoDBClient(localClientOptions(jigikan.dynamoDb.endpoint))
  const stopping = new AbortController()
  const ticking = (async () => {
    while (!stopping.signal.aborted) {
      await jigikan.scheduler.pushForward(60_000)
      await new Promise((done) => setTimeout(done, minuteMs))
    }
  })()
  return {
    base: jigikan.origin,
    profile: profileFor(jigikan.callbackToken),
    jigikan,
    async stored() {
      let count = 0
      for (const TableName of [tableNames.main, tableNames.restricted]) {
        for await (const { Items = [] } of paginateScan({ client }, { TableName })) {
          count += Items.filter(({ kind }) => kind?.S === 'complaint' || kind?.S === 'private').length
        }
      }
      return count
    },
    async end() {
      stopping.abort()
      await ticking
      client.destroy()
      await jigikan.end()
    },
  }
}
