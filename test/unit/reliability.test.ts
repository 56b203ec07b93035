import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { reliabilityPage } from '../worst-days/report.ts'
import { doubledIn, lostIn, type Outcome } from '../worst-days/scenario.ts'
import { scenarios } from '../worst-days/scenarios.ts'

const page = readFileSync('docs/reliability.md', 'utf8')
const outcome: Outcome = {
  done: '10 calls',
  heard: { screens: 60, references: 9, kindEnds: 1, timeOuts: 0, broken: 0 },
  account: { promised: 9, lost: 0, doubled: 0, unheard: 0, kept: 1 },
  recoveryMs: 1200,
}

describe('the page on bad days', () => {
  test.each(scenarios.map(({ name }) => name))('tells of the day when %s', (name) => {
    expect(page).toContain(`## ${name}\n`)
    expect(page).toContain(`[${name}](#`)
  })

  test('tells of no day that is not played any more, and of no loss', () => {
    const told = [...page.matchAll(/^## (.+)$/gm)].map(([, name]) => name)
    expect(told).toEqual(scenarios.map(({ name }) => name))
    expect(page).toMatch(/complaints were promised to callers; 0 were lost and 0 doubled/)
  })

  test('names the machine by its cores and memory alone', () => {
    const [scenario] = scenarios
    if (!scenario) throw new Error('no day is played')
    const written = reliabilityPage([{ scenario, outcome }], new Date('2026-11-22T12:00:00Z'))
    expect(written).toMatch(/Played on 2026-11-22, on a machine with \d+ cores and \d+ GB/)
    expect(`${page}${written}`).not.toMatch(/\/(tmp|home|root|usr)\/|127\.0\.0\.1|localhost|\+223/)
  })

  test('what is due and not there is lost; what is there twice is doubled', () => {
    const others = { reminders: { due: 5, there: 3, twice: 1 } }
    expect([lostIn(outcome), doubledIn(outcome)]).toEqual([0, 0])
    expect([lostIn({ ...outcome, others }), doubledIn({ ...outcome, others })]).toEqual([2, 1])
  })
})
