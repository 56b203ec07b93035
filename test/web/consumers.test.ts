/** An administrator connects a system from the console, sees its key once, and how it is doing. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../builders/browser.ts'
import { builtConsoleFolder } from '../builders/console.ts'
import { type Jigikan, startJigikan } from '../builders/jigikan.ts'
import { consumerOf } from '../builders/registry.ts'

let jigikan: Jigikan
let browser: Browser
let page: Page
const faults: string[] = []
beforeAll(async () => {
  ;[jigikan, browser] = await Promise.all([startJigikan({ webFolder: builtConsoleFolder }), openBrowser()])
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'fr-FR' })
  page = await context.newPage()
  page.setDefaultTimeout(15_000)
  page.on('pageerror', (fault) => faults.push(fault.message))
  await page.goto(`${jigikan.origin}/`)
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.getByRole('button', { name: 'Yacouba Fofana' }).click()
  await page.getByRole('heading', { name: 'Plaintes', exact: true }).waitFor()
  await page.evaluate("localStorage.setItem('jigikan.language', 'fr')")
  await page.goto(`${jigikan.origin}/registres`)
})
afterAll(async () => {
  await browser?.close()
  await jigikan?.end()
})

const violations = async () =>
  (
    await new AxeBuilder({ page }).withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa']).analyze()
  ).violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
const press = (name: string) => page.getByRole('button', { name, exact: true }).click()

test('a system is connected, its key is shown once and opens the door, and its card says how it is', {
  timeout: 90_000,
}, async () => {
  await press('Relier un système')
  await page.getByLabel('Nom', { exact: true }).fill('GAJIGI')
  await page.getByLabel('Nom court').fill('gajigi')
  await page.getByLabel('Adresse où apporter').fill('https://registre.example/jigikan')
  await page.locator('form').getByRole('button', { name: 'Relier un système' }).click()
  // On one machine receivers stand on this machine.
  await page.getByText('seule une adresse locale est possible').waitFor()
  await page.getByLabel('Adresse où apporter').fill('')
  expect(await violations()).toEqual([])
  await page.locator('form').getByRole('button', { name: 'Relier un système' }).click()

  await page.getByText('Ceci ne sera plus montré').waitFor()
  const key = (await page.locator('.secrets code').first().textContent()) ?? ''
  expect((await consumerOf(jigikan.origin, 'gajigi', key).ask('GET', '/me')).status).toBe(200)
  await press('C’est noté')
  await page.reload()
  await page.getByRole('heading', { name: /GAJIGI/ }).waitFor()
  expect(await page.content()).not.toContain(key)

  await press('Arrêter')
  await page.getByRole('heading', { name: /arrêté/ }).waitFor()
  await press('Remettre en marche')
  await press('Voir les comptes comparés')
  await page.getByText('Ce système n’a encore comparé aucun jour.').waitFor()
  expect(await violations()).toEqual([])
  const widths = await page.evaluate('[document.documentElement.scrollWidth, innerWidth]')
  expect(widths).toEqual([360, 360])
  expect(faults).toEqual([])
})
