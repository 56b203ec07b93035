/** What came of a run: a table for people, JSON for machines. */
import type { Result } from './kit.ts'

const marks = { pass: '✓', fail: '✗', 'not-applicable': '–' } as const

export const lineOf = ({ scenario, outcome, why, uncounted }: Result): string => {
  const more = uncounted && outcome === 'pass' ? ' (what is stored was not counted)' : ''
  const because = why.length > 0 ? `\n    ${why.join('\n    ')}` : ''
  return `${marks[outcome]} ${scenario.id.padEnd(30)} ${scenario.gateway}${more}${because}`
}

export const counted = (results: readonly Result[]) => ({
  pass: results.filter(({ outcome }) => outcome === 'pass').length,
  fail: results.filter(({ outcome }) => outcome === 'fail').length,
  notApplicable: results.filter(({ outcome }) => outcome === 'not-applicable').length,
})

export const jsonOf = (name: string, dialect: string, results: readonly Result[]) => ({
  service: name,
  dialect,
  counted: counted(results),
  results: results.map(({ scenario, outcome, why, uncounted }) => ({
    id: scenario.id,
    group: scenario.group,
    source: scenario.source,
    outcome,
    ...(why.length > 0 ? { why } : {}),
    ...(uncounted ? { uncounted } : {}),
  })),
})
