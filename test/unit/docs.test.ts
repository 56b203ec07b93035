import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { pages } from '../../local/draw-docs.ts'

describe('the pages drawn from the code', () => {
  test.each(Object.entries(pages))(
    '%s says what the code says (npm run docs draws it again)',
    (path, draw) => {
      expect(readFileSync(path, 'utf8')).toBe(draw())
    },
  )
})
