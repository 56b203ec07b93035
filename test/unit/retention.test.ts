import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { keepDays } from '../../shared/domain/keep-days.ts'
import { retention } from '../../shared/domain/retention.ts'

const sources = readdirSync('shared/store').map((file) => readFileSync(`shared/store/${file}`, 'utf8'))
const written = new Set(
  sources.flatMap((source) =>
    [
      ...source.matchAll(/kind: '([a-z_-]+)',\s+v: /g),
      ...source.matchAll(/made\('([a-z_-]+)'/g),
      ...source.matchAll(/'(reminder-[a-z]+)'/g),
    ].map(([, kind = '']) => kind),
  ),
)
const classed = new Set(retention.flatMap(({ kinds }) => kinds))

describe('what is kept', () => {
  test('every kind of item has a class that says how long and why', () => {
    expect(written.size).toBeGreaterThan(35)
    expect([...written].filter((kind) => !classed.has(kind))).toEqual([])
  })

  test('what ends by itself says after how many days, and the days stand in one file', () => {
    for (const { name, by, days } of retention) expect(days !== undefined, name).toBe(by !== 'event')
    const own = sources.flatMap((source) => [...source.matchAll(/secondsOf\([^()]*, \d+\)|Days = [1-9]/g)])
    expect(own.map(([found]) => found)).toEqual([])
    expect(Object.values(keepDays).every((days) => days > 0)).toBe(true)
  })

  test('no duration is called official, and no authorisation is claimed', () => {
    const page = readFileSync('docs/privacy.md', 'utf8')
    expect(page).toContain('à fixer par le programme')
    expect(page).toContain('n’est pas une\nautorisation')
  })
})
