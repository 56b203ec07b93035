import { expect, it } from 'vitest'
import { startGateway } from '../../conformance/gateway.ts'
import { runKit } from '../../conformance/kit.ts'
import { readScenarios } from '../../conformance/scenario.ts'
import { readDialect } from '../../conformance/service.ts'
import { startUnderTest } from './jigikan-under-test.ts'

it('holds against every gateway of the conformance kit', { timeout: 180_000 }, async () => {
  const gateway = await startGateway()
  const jigikan = await startUnderTest(gateway, 250)
  try {
    const results = await runKit({
      base: jigikan.base,
      profile: jigikan.profile,
      // What is held here is what is answered; how fast is the report's and the bench's.
      dialect: { ...readDialect('africas-talking'), answerWithinSeconds: 60 },
      scenarios: readScenarios(),
      adapter: jigikan,
      gateway,
      pace: 0.3,
    })
    const wrong = results.filter(({ outcome }) => outcome === 'fail')
    expect(wrong.map(({ scenario, why }) => [scenario.id, why])).toEqual([])
    const skipped = results.filter(({ outcome }) => outcome === 'not-applicable')
    expect(skipped.map(({ scenario }) => scenario.id)).toEqual(['silence'])
  } finally {
    await jigikan.end()
    await gateway.stop()
  }
})
