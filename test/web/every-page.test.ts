/**
 * Every page of the console with true-looking data on it, as everybody needs it: no accessibility fault and no sideways
 * scroll. The thorough run looks at each by day and by night, in both languages, on a phone and on a desk.
 */
import { readFile } from 'node:fs/promises'
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../builders/browser.ts'
import { builtConsoleFolder } from '../builders/console.ts'
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

/** Who looks at a page when it is not the national supervisor. */
const lookers: Record<string, string> = {
  '/espace-reserve/personnes/:complaintId': 'kadidia-diarra',
  '/operations': 'yacouba-fofana',
  '/empreintes': 'yacouba-fofana',
  '/registres': 'yacouba-fofana',
  '/administration': 'nana-kone',
  '/administration/delais': 'nana-kone',
  '/paiements': 'modibo-sangare',
  '/paiements/nouveau': 'modibo-sangare',
  '/paiements/discretion': 'modibo-sangare',
  '/paiements/rappels': 'modibo-sangare',
  '/paiements/fichiers': 'modibo-sangare',
}
/** Which one of many a page shows: the first of a list. A page whose list may be empty in the demonstration says so itself. */
const firstOne: Record<string, readonly [list: string, field: string]> = {
  '/plaintes/:complaintId': ['/api/complaints?view=open', 'complaintId'],
  '/espace-reserve/plaintes/:complaintId': ['/private/complaints', 'complaintId'],
  '/espace-reserve/personnes/:complaintId': ['/private/cases', 'complaintId'],
  '/paiements/jours/:paydayId': [`/api/paydays?month=${new Date().toISOString().slice(0, 7)}`, 'paydayId'],
  '/paiements/rappels/:roundId': ['/api/reminders/rounds', 'roundId'],
  '/incidents/:incidentId': ['/api/incidents', 'incidentId'],
  '/paiements/fichiers/:importId': ['/api/imports', 'importId'],
}

const routes = [...(await readFile('web/src/app.tsx', 'utf8')).matchAll(/<Route path="([^"]+)"/g)].map(
  ([, path = '']) => path,
)

let jigikan: Jigikan
let browser: Browser
const signedIn = new Map<string, Page>()
const faults: string[] = []

beforeAll(async () => {
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

async function addressOf(route: string, officerId: string): Promise<string | undefined> {
  const one = firstOne[route]
  if (!one) return route
  const [list, field] = one
  const { body } = await (await jigikan.officer(officerId)).get<{ items: Record<string, string>[] }>(list)
  const id = body.items?.[0]?.[field]
  return id && route.replace(/:\w+/, id)
}

const violationsOf = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}

/** In the short run those where most of the day is spent. */
const daily = [
  '/',
  '/plaintes/:complaintId',
  '/nouvelle-plainte',
  '/espace-reserve',
  '/paiements/jours/:paydayId',
  '/tableau',
]
const looked = thorough ? routes : routes.filter((route) => daily.includes(route))

describe('every page', () => {
  test.each(looked.map((route, index) => [route, index] as const))(
    '%s can be read by everybody',
    {
      timeout: thorough ? 180_000 : 30_000,
    },
    async (route, index) => {
      const officerId = lookers[route] ?? 'adama-coulibaly'
      const address = await addressOf(route, officerId)
      const page = await pageOf(officerId)
      if (!address) return
      const chosen = thorough ? looks : [looks[index % looks.length] ?? looks[0]]
      for (const look of chosen) {
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
