import { defineConfig } from 'vitest/config'
import { thorough } from './test/builders/thorough.ts'

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts'],
    exclude: ['test/bench/**'],
    globalSetup: ['test/builders/built-first.ts'],
    testTimeout: thorough ? 180_000 : 30_000,
    hookTimeout: 60_000,
    // One more than the cores of a small machine: tests of pages and of gateways wait for a good part of their time.
    maxWorkers: 3,
    reporters: ['default'],
  },
})
