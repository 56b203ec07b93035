/**
 * Every page of the console with true-looking data on it, as everybody needs it: no accessibility fault and no sideways
 * scroll, by day and by night, in both languages, on a phone and on a desk. For the thorough run alone: it takes its time.
 */
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../builders/browser.ts'
import { builtConsoleFolder } from '../builders/console.ts'
import { addressOf, lookerOf, routes } from '../builders/every-page.ts'
import { type Jigikan, startJigikan } from '../builders/jigikan.ts'
import { thorough } from '../builders/thorough.ts'

const narrow = { width: 360, height: 740 }
const wide = { width: 1280, height: 800 }
const looks = [
  { viewport: narrow, scheme: 'light', language: 'fr' },
  { viewport: wide, scheme: 'dark', language: 'en' },
  { viewport: wide, scheme: 'light', language: 'fr' },
  { viewport: narrow, scheme: 'dark', language: 'fr' },
  { viewport: narrow, scheme: 'light', language: 'en' },
  { viewport: wide, scheme: 'dark', language: 'fr' },
  { viewport: wide, scheme: 'light', language: 'en' },
  { viewport: narrow, scheme: 'dark', language: 'en' },
] as const

let jigikan: Jigikan
let browser: Browser
const signedIn = new Map<string, Page>()
const faults: string[] = []

beforeAll(async () => {
  if (!thorough) return
  ;[jigikan, browser] = await Promise.all([
    startJigikan({ seed: 'demo', webFolder: builtConsoleFolder }),
    openBrowser(),
  ])
})
afterAll(async () => {
  await browser?.close()
  await jigikan?.end()
})

async function pageOf(officerId: string): Promise<Page> {
  const before = signedIn.get(officerId)
  if (before) return before
  const context = await browser.newContext({ reducedMotion: 'reduce', locale: 'fr-FR' })
  const page = await context.newPage()
  page.setDefaultTimeout(12_000)
  page.on('pageerror', (fault) => faults.push(fault.message))
  await page.goto(`${jigikan.origin}/`)
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.locator(`button[value="${officerId}"]`).click()
  await page.locator('main h1').waitFor()
  signedIn.set(officerId, page)
  return page
}

const violationsOf = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}

describe.runIf(thorough)('every page', () => {
  test.each([...routes])(
    '%s can be read by everybody',
    {
      timeout: 180_000,
    },
    async (route) => {
      const officerId = lookerOf(route)
      const address = await addressOf(jigikan, route)
      const page = await pageOf(officerId)
      if (!address) return
      for (const look of looks) {
        await page.setViewportSize(look.viewport)
        await page.emulateMedia({ colorScheme: look.scheme })
        await page.evaluate((language) => localStorage.setItem('jigikan.language', language), look.language)
        await page.goto(`${jigikan.origin}${address}`)
        await page.locator('main h1').waitFor()
        await page.waitForLoadState('networkidle')
        await page.locator('main').evaluate((main) => {
          for (const details of main.querySelectorAll('details')) details.open = true
        })
        const tooWide = await page.locator('html').evaluate((html) => html.scrollWidth - html.clientWidth)
        expect({ look, tooWide, faults: await violationsOf(page) }).toEqual({ look, tooWide: 0, faults: [] })
      }
      expect(faults.splice(0)).toEqual([])
    },
  )
})
