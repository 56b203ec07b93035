/**
 * How long an officer waits for the queue on a slow network and a slow phone: Chromium holds back its network and its
 * processor as asked, files are compressed as the CDN compresses them, and nothing of a visit before is known.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliCompressSync } from 'node:zlib'
import type { CDPSession, Page } from 'playwright-core'
import { builtConsole } from '../../local/built-console.ts'
import { openBrowser } from '../builders/browser.ts'
import { builtConsoleFolder } from '../builders/console.ts'
import { startJigikan } from '../builders/jigikan.ts'
import { heading, hold, median, printTable, say } from './figures.ts'

const rounds = 5
const networks = {
  'slow 3G, processor ÷ 4': { kbits: 400, latencyMs: 400, slower: 4 },
  'EDGE, processor ÷ 6': { kbits: 240, latencyMs: 840, slower: 6 },
} as const
/** The fastest of the prototypes that were built before the console, on a machine of this kind. */
const prototypeSeconds = { 'slow 3G, processor ÷ 4': 2.4, 'EDGE, processor ÷ 6': 4.5 } as const
const mostOverPrototype = 1.3

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript',
  css: 'text/css',
  svg: 'image/svg+xml',
}

/** Address → the file as the CDN would send it. */
function compressedFiles(): ReadonlyMap<string, { readonly body: Buffer; readonly type: string }> {
  const assets = readdirSync(join(builtConsoleFolder, 'assets')).map((name) => `/assets/${name}`)
  return new Map(
    assets.flatMap((address) => {
      const type = types[address.split('.').at(-1) ?? '']
      return type
        ? [[address, { type, body: brotliCompressSync(readFileSync(join(builtConsoleFolder, address))) }]]
        : []
    }),
  )
}

async function holdBack(
  cdp: CDPSession,
  { kbits, latencyMs, slower }: (typeof networks)[keyof typeof networks],
) {
  await cdp.send('Network.enable')
  await cdp.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: latencyMs,
    downloadThroughput: (kbits * 1000) / 8,
    uploadThroughput: (kbits * 1000) / 8,
  })
  await cdp.send('Emulation.setCPUThrottlingRate', { rate: slower })
}

/** Seconds from the start of the visit to the first row of the queue. */
async function visit(page: Page, cdp: CDPSession, cold: boolean): Promise<number> {
  if (cold) await cdp.send('Network.clearBrowserCache')
  await cdp.send('Network.setBypassServiceWorker', { bypass: cold })
  await page.reload({ waitUntil: 'commit', timeout: 60_000 })
  await page.locator('.row-link').first().waitFor({ timeout: 60_000 })
  return (await page.evaluate<number>('performance.now()')) / 1000
}

export async function waitForQueue(): Promise<void> {
  await builtConsole()
  const files = compressedFiles()
  const [jigikan, browser] = await Promise.all([
    startJigikan({
      seed: 'demo',
      webFolder: builtConsoleFolder,
      extend: (app) => {
        app.use((request, response, next) => {
          const file = files.get(request.path)
          if (!file) return next()
          response
            .set('content-type', file.type)
            .set('content-encoding', 'br')
            .set('cache-control', 'public, max-age=31536000, immutable')
            .end(file.body)
        })
      },
    }),
    openBrowser(),
  ])
  try {
    heading(`The queue on a slow network, middle of ${rounds} visits each`)
    const rows: string[][] = []
    const found = new Map<string, number>()
    for (const [name, network] of Object.entries(networks)) {
      const page = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage()
      await page.goto(jigikan.origin)
      await page.getByRole('button', { name: 'Se connecter' }).click()
      await page.locator('button[value="boubacar-maiga"]').click()
      await page.locator('.row-link').first().waitFor()
      const cdp = await page.context().newCDPSession(page)
      await holdBack(cdp, network)
      await visit(page, cdp, true)
      const cold: number[] = []
      const later: number[] = []
      for (let round = 0; round < rounds; round += 1) {
        cold.push(await visit(page, cdp, true))
        later.push(await visit(page, cdp, false))
      }
      found.set(name, median(cold))
      rows.push([name, `${median(cold).toFixed(1)} s`, `${median(later).toFixed(1)} s`])
      await page.context().close()
    }
    printTable(['', 'first visit', 'a later one'], rows)
    say('The page itself is not compressed here.')
    for (const [name, seconds] of Object.entries(prototypeSeconds))
      hold({
        what: `${name}: the first visit over the ${seconds} s of the fastest prototype`,
        found: (found.get(name) ?? Number.NaN) / seconds,
        atMost: mostOverPrototype,
        unit: '×',
      })
  } finally {
    await browser.close()
    await jigikan.end()
  }
}
