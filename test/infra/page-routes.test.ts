/** The few lines that run at CloudFront before the bucket is asked. */
import { readFileSync } from 'node:fs'
import { runInNewContext } from 'node:vm'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../../infra/parts/bundling.ts'

const source = readFileSync(`${projectRoot}infra/parts/page-routes.js`, 'utf8')
const asked = (uri: string): string =>
  runInNewContext(`${source}; handler({ request: { uri } }).uri`, { uri })

describe('addresses of pages', () => {
  test.each([
    '/',
    '/signed-in',
    '/plaintes/01k9z',
    '/espace-reserve/personnes/01k9z',
    '/operations',
    '/paiements/jours/jigisemejiri.2026-t4.71025000.bara.2026-12-03',
    '/incidents/jigisemejiri.2026-t4.71025000.2026-12-03.nothing',
  ])('%s is answered by the page that finds its own way', (uri) => expect(asked(uri)).toBe('/index.html'))

  test.each([
    '/assets/shell-abc.js',
    '/icon.svg',
    '/sw.js',
    '/manifest.webmanifest',
    '/config.json',
    '/api/openapi.json',
  ])('%s is a file, there or not', (uri) => expect(asked(uri)).toBe(uri))

  test('the API is read at /api/docs', () => expect(asked('/api/docs')).toBe('/api-docs.html'))
})
