/** Figures, report and export as a coordinator meets them, in a real browser, on a phone and on a desk. */
import { readFile } from 'node:fs/promises'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../builders/browser.ts'
import { builtConsoleFolder } from '../builders/console.ts'
import { type Jigikan, startJigikan } from '../builders/jigikan.ts'

let jigikan: Jigikan
let browser: Browser
const faults: string[] = []
/** Open from one test to the next. */
const kept = new Set<BrowserContext>()
const wide = { width: 1280, height: 800 }

beforeAll(async () => {
  ;[jigikan, browser] = await Promise.all([startJigikan({ webFolder: builtConsoleFolder }), openBrowser()])
  const relay = await jigikan.officer('aminata-traore')
  for (const [index, category] of ['1.1', '2.1', '2.1', '7.2', '4.2', '2.1', '8'].entries()) {
    await relay.post('/api/complaints', {
      category,
      about: 'nobody',
      commune: '71025000',
      programme: 'jigisemejiri',
      channel: 'walk_in',
      language: 'fr',
      callBack: false,
      text: index === 1 ? '=2+3' : 'Je veux savoir',
    })
  }
  await jigikan.settled()
})
afterAll(async () => {
  await browser?.close()
  await jigikan?.end()
})
afterEach(async () => {
  const over = browser.contexts().filter((context) => !kept.has(context))
  await Promise.all(over.map((context) => context.close()))
  expect(faults.splice(0)).toEqual([])
})

async function signIn(
  path: string,
  { name = 'Adama Coulibaly', viewport = wide, english = false } = {},
): Promise<Page> {
  const context = await browser.newContext({
    viewport,
    reducedMotion: 'reduce',
    locale: 'fr-FR',
  })
  const page = await context.newPage()
  page.setDefaultTimeout(12_000)
  page.on('pageerror', (fault) => faults.push(fault.message))
  await page.goto(`${jigikan.origin}/`)
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.getByRole('button', { name }).click()
  await page.getByRole('heading', { name: 'Plaintes', exact: true }).waitFor()
  if (english) await page.evaluate(() => localStorage.setItem('jigikan.language', 'en'))
  await page.goto(`${jigikan.origin}${path}`)
  return page
}

const isTooWide = (page: Page) => page.locator('html').evaluate((html) => html.scrollWidth > html.clientWidth)

describe('the dashboard', () => {
  test('tells what was received, shows it on the map, and names the sources', async () => {
    const page = await signIn('/tableau?time=week')
    const received = page.locator('.key-received .key-number')
    await received.waitFor()
    expect(await received.textContent()).toBe('6')
    await page.getByRole('link', { name: 'Carte perdue, abîmée' }).waitFor()
    await page.locator('.commune-map .map-commune').waitFor()
    await page.getByText('OCHA / DNCT Mali').first().waitFor()
    // The restricted one is in no category; in the country it is one of few.
    await page.getByText('Plaintes réservées reçues dans le pays').waitFor()
    expect(await page.locator('.apart dd').allTextContents()).toEqual(['moins de 5', 'moins de 5'])
    expect(await page.getByText('Part prise').count()).toBe(0)
  })

  test('keeps what was chosen in its address, and a category leads to the queue', async () => {
    const page = await signIn('/tableau')
    await page.getByLabel('Période').selectOption('year')
    await page.getByLabel('Région').selectOption({ label: 'Gao' })
    await page.waitForURL('**/tableau?time=year&region=ML07')
    await page.goBack()
    await page.waitForURL('**/tableau?time=year')
    await page.getByRole('link', { name: 'Carte perdue, abîmée' }).click()
    await page.waitForURL('**/?category=2.1')
  })

  test('gives every chart its table', async () => {
    const page = await signIn('/tableau?time=week')
    await page.getByText('Voir le tableau (Par catégorie)').click()
    const row = page.getByRole('row').filter({ hasText: 'Carte perdue' })
    await row.waitFor()
    expect(await row.getByRole('cell').first().textContent()).toBe('3')
  })

  test('of a committee says nothing of the country', async () => {
    const page = await signIn('/tableau?time=week', { name: 'Aminata Traoré' })
    await page.locator('.key-received .key-number').waitFor()
    expect(await page.getByText('Gardé à part').count()).toBe(0)
    expect(await page.getByText('Le nord attend-il').count()).toBe(0)
    expect(await page.getByRole('link', { name: 'Exporter une liste' }).count()).toBe(0)
  })
})

describe('an export', () => {
  test('saves all of the list as a file without formulas, and stands in the journal', async () => {
    const page = await signIn('/exporter?view=open&category=2.1')
    await page.getByLabel('CSV').check()
    await page.getByLabel('Avec ce que les personnes ont dit').check()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Exporter', exact: true }).click(),
    ])
    expect(file.suggestedFilename()).toMatch(/^jigikan-plaintes-.*\.csv$/)
    const rows = (await readFile(await file.path(), 'utf8')).trim().split('\r\n')
    expect(rows).toHaveLength(4)
    expect(rows.join('\n')).toContain(";'=2+3;")
    expect(rows.join('\n')).toContain(';Gounzourèye;')
    await page.getByText('Le fichier est prêt : 3 plaintes.').waitFor()
    await page.getByRole('cell', { name: /Plaintes, CSV .*avec les paroles/ }).waitFor()
  })
})

describe('the quarterly report', () => {
  test('is taken away as XLSX, and printed as a PDF that holds its French', async () => {
    const page = await signIn('/rapport')
    const quarters = await page.getByLabel('Trimestre').locator('option').allTextContents()
    await page.getByLabel('Trimestre').selectOption({ index: 0 })
    await page.getByRole('heading', { name: `Rapport trimestriel des plaintes, ${quarters[0]}` }).waitFor()
    await page.getByRole('rowheader', { name: 'Ensemble' }).waitFor()
    const [file] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Télécharger en XLSX' }).click(),
    ])
    expect((await readFile(await file.path())).subarray(0, 2).toString()).toBe('PK')
    const pdf = await page.pdf({ preferCSSPageSize: true })
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-')
    await page.emulateMedia({ media: 'print' })
    await page.setViewportSize({ width: 1047, height: 740 })
    expect(await isTooWide(page)).toBe(false)
    expect(await page.getByRole('button', { name: 'Télécharger en XLSX' }).isVisible()).toBe(false)
    await page.getByRole('heading', { name: 'Définitions et sources' }).waitFor()
  })
})
