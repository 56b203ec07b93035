import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type Gateway, startGateway } from '../../conformance/gateway.ts'
import { runKit } from '../../conformance/kit.ts'
import { referenceProfile, startReference } from '../../conformance/reference/service.ts'
import { type Way, wrongWayOf } from '../../conformance/reference/ways.ts'
import { readScenarios, type Scenario } from '../../conformance/scenario.ts'
import { readDialect } from '../../conformance/service.ts'

const scenarios = readScenarios()
const dialect = { ...readDialect('africas-talking'), answerWithinSeconds: 60 }
let gateway: Gateway

beforeAll(async () => {
  gateway = await startGateway()
})
afterAll(() => gateway.stop())

/** Who is slow takes 400 ms here, and the gateway waits for less. */
const hasty = { ...dialect, answerWithinSeconds: 0.3 }

async function outcomesOf(played: readonly Scenario[], wrong?: Way) {
  const service = await startReference(gateway.url, wrong)
  try {
    const results = await runKit({
      base: service.base,
      profile: referenceProfile,
      dialect: wrong === 'slow' ? hasty : dialect,
      scenarios: played,
      adapter: service,
      gateway,
      patience: true,
      pace: 0.1,
    })
    return results.map(({ scenario, outcome, why }) => ({ id: scenario.id, outcome, why }))
  } finally {
    await service.stop()
  }
}

describe('the conformance kit', () => {
  it('has nothing to say against a service that gets everything right', async () => {
    const wrong = (await outcomesOf(scenarios)).filter(({ outcome }) => outcome !== 'pass')
    expect(wrong).toEqual([])
  }, 120_000)

  it.each(scenarios.map((scenario) => [scenario.id, scenario] as const))(
    'sees who gets it wrong: %s',
    async (id, scenario) => {
      const [result] = await outcomesOf([scenario], wrongWayOf[id])
      expect(result?.outcome).toBe('fail')
    },
  )

  it('says of each scenario who is hurt, and where it is known from', () => {
    expect(new Set(scenarios.map(({ id }) => id)).size).toBe(scenarios.length)
    for (const { hurts, holds, gateway: does } of scenarios) {
      expect([hurts, holds, does].every((said) => said.length > 5)).toBe(true)
    }
  })

  it('does not judge what a service does not offer', async () => {
    const service = await startReference(gateway.url)
    const results = await runKit({
      base: `${service.base}/ussd`,
      profile: { name: 'bare' },
      dialect,
      scenarios,
    })
    await service.stop()
    const judged = results.filter(({ outcome }) => outcome !== 'not-applicable')
    expect(judged.length).toBeGreaterThan(25)
    expect(judged.filter(({ outcome }) => outcome === 'fail')).toEqual([])
    expect(judged.some(({ uncounted }) => uncounted)).toBe(true)
    expect(results.find(({ scenario }) => scenario.id === 'sms')?.outcome).toBe('not-applicable')
  })
})
