import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

const page = readFileSync('docs/security.md', 'utf8')
const rows = page.split('\n').filter((line) => line.startsWith('| ') && !/^\| (---|threat)/.test(line))

describe('the page on security', () => {
  test('names for each threat what stands against it, and a test that is there', () => {
    expect(rows.length).toBeGreaterThan(15)
    for (const row of rows) {
      const [, threat = '', answer = '', proof = ''] =
        row.split(' | ').length === 3 ? ['', ...row.split(' | ')] : []
      expect(threat.length, row).toBeGreaterThan(20)
      expect(answer.length, row).toBeGreaterThan(20)
      const files = [...proof.matchAll(/`([^`]+)`/g)].map(([, file = '']) => file)
      expect(files.length, row).toBeGreaterThan(0)
      expect(files.filter((file) => !existsSync(file))).toEqual([])
    }
  })

  test('says what is not held', () => {
    const limits = page.slice(page.indexOf('## What we do not hold'))
    expect(limits.split('\n').filter((line) => line.startsWith('- ')).length).toBeGreaterThan(3)
  })
})
