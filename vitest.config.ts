import { defineConfig } from 'vitest/config'
import { thorough } from './test/builders/thorough.ts'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/bench/**'],
    globalSetup: ['test/builders/built-first.ts'],
    testTimeout: thorough ? 180_000 : 30_000,
    hookTimeout: 60_000,
    maxWorkers: 2,
    reporters: ['default'],
  },
})
