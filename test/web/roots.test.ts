/** Roots of the history on the screen of somebody who looks over everything, by a real browser. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../builders/browser.ts'
import { builtConsoleFolder } from '../builders/console.ts'
import { type Jigikan, startJigikan } from '../builders/jigikan.ts'

let jigikan: Jigikan
let browser: Browser
beforeAll(async () => {
  ;[jigikan, browser] = await Promise.all([startJigikan({ webFolder: builtConsoleFolder }), openBrowser()])
}, 120_000)
afterAll(async () => {
  await browser?.close()
  await jigikan?.end()
})

test('the roots of a month are there to be written down, and one goes to one’s own phone', async () => {
  await jigikan.scheduler.pushForward(27 * 3_600_000)
  const national = await jigikan.officer('adama-coulibaly')
  const month = jigikan.clock.now().toISOString().slice(0, 7)
  const months = [month, new Date(jigikan.clock.now().getTime() - 3 * 86_400_000).toISOString().slice(0, 7)]
  const found = await Promise.all(
    months.map((each) => national.get<{ roots: { short: string }[] }>(`/api/history/roots?month=${each}`)),
  )
  const shorts = [...new Set(found.flatMap(({ body }) => body.roots.map(({ short }) => short)))]
  expect(shorts.length).toBeGreaterThan(0)

  const page = await (
    await browser.newContext({ locale: 'fr-FR', viewport: { width: 390, height: 800 } })
  ).newPage()
  page.setDefaultTimeout(20_000)
  await page.goto(`${jigikan.origin}/`)
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.getByRole('button', { name: 'Adama Coulibaly' }).click()
  await page.getByRole('heading', { name: 'Plaintes', exact: true }).waitFor()
  await page.goto(`${jigikan.origin}/operations`)
  await page.getByRole('link', { name: 'Empreintes de l’historique' }).click()
  await page.getByRole('heading', { name: 'Empreintes' }).waitFor()
  await page.getByLabel('Mois').fill(months.at(-1) ?? month)
  await page
    .getByText(shorts[0] ?? '', { exact: true })
    .first()
    .waitFor()
  await page.emulateMedia({ media: 'print' })
  expect(await page.getByRole('button', { name: /M’envoyer/ }).count()).toBe(0)
  await page.emulateMedia({ media: 'screen' })
  await page
    .getByRole('button', { name: /M’envoyer/ })
    .first()
    .click()
  await page
    .getByText(/part sur votre téléphone|n’a pas de numéro|SMS/)
    .first()
    .waitFor()
}, 180_000)
