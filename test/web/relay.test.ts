/** A relay enters his register on a telephone, with and without a network; his codes open the line from any other phone. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../builders/browser.ts'
import { builtConsoleFolder } from '../builders/console.ts'
import { type Jigikan, startJigikan } from '../builders/jigikan.ts'

let jigikan: Jigikan
let browser: Browser
let context: BrowserContext
let page: Page
const faults: string[] = []
beforeAll(async () => {
  ;[jigikan, browser] = await Promise.all([startJigikan({ webFolder: builtConsoleFolder }), openBrowser()])
  context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'fr-FR' })
  page = await context.newPage()
  page.setDefaultTimeout(10_000)
  page.on('pageerror', (fault) => faults.push(fault.message))
  await page.goto(`${jigikan.origin}/registre-papier`)
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.getByRole('button', { name: 'Aminata Traoré' }).click()
  await page.getByRole('heading', { name: 'Registre papier', level: 1 }).waitFor()
}, 60_000)
afterAll(async () => {
  await browser?.close()
  await jigikan?.end()
})

const fill = (label: string, value: string) => page.getByLabel(label, { exact: true }).fill(value)
const value = (label: string) => page.getByLabel(label, { exact: true }).inputValue()
const save = () => page.getByRole('button', { name: 'Enregistrer', exact: true }).click()
const listed = () => page.locator('.register-list > li')

async function isWellMade() {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
}

test('lines are entered one after the other, wait without a network, and get their references with it', {
  timeout: 40_000,
}, async () => {
  await fill('Registre', 'Gao 2')
  await fill('Page', '14')
  await fill('Ligne', '7')
  await fill('Numéro', '21')
  expect(await value('Plainte')).toBe('2.1')
  if (await page.getByLabel('Programme', { exact: true }).count())
    await page.getByLabel('Programme', { exact: true }).selectOption('jigisemejiri')
  await save()
  await page.getByText(/^Enregistré.: \d{4}-\d{4}-\d/).waitFor()
  expect(await value('Registre')).toBe('Gao 2')
  expect(await value('Ligne')).toBe('8')
  expect(await value('Plainte')).toBe('')

  await context.setOffline(true)
  await fill('Numéro', '22')
  await save()
  await page.getByText('Gardé sur ce téléphone').waitFor()
  expect(await value('Ligne')).toBe('9')
  expect(await listed().first().innerText()).toMatch(/GAO 2\/14\/8.*\n?.*Attend le réseau/s)

  // What is protected is never left on the device.
  await fill('Numéro', '41')
  await page.getByLabel(/^De qui se plaint-elle/).selectOption('agency')
  await save()
  await page
    .getByText(/n’est (jamais|pas) gard|jamais gardée/)
    .first()
    .waitFor()
  await isWellMade()
  await context.setOffline(false)
  await save()
  await page.getByText('Plainte protégée').waitFor()
  await expect.poll(() => listed().count()).toBe(3)
  await expect.poll(async () => (await listed().allInnerTexts()).join('\n')).not.toContain('Attend')

  await page.reload()
  await expect.poll(() => listed().count()).toBe(2)
  for (const line of await listed().allInnerTexts()) expect(line).toMatch(/\d{4}-\d{4}-\d/)
  expect(await value('Ligne')).toBe('10')

  // The same line again, by whichever road.
  await fill('Ligne', '7')
  await fill('Numéro', '22')
  await save()
  await page.locator('.field-error', { hasText: 'Cette ligne du registre est déjà enregistrée' }).waitFor()
  expect(faults).toEqual([])
})

test('the codes on the screen open the line from any phone, and a supervisor reads the same', {
  timeout: 30_000,
}, async () => {
  await page.getByRole('button', { name: 'Montrer mes codes' }).click()
  await page.locator('.relay-codes').waitFor()
  const [number = '', code = ''] = (await page.locator('.relay-codes dd').allInnerTexts()).map((shown) =>
    shown.replace(' ', ''),
  )
  await isWellMade()
  const phone = jigikan.phone('+22376000041')
  await phone.dial('1')
  expect(await phone.dial('77', number, code)).toMatch(/^CON Pour une autre personne/)

  const officerId = 'aminata-traore'
  const hands = await jigikan.officer('hawa-dicko')
  const read = () =>
    hands.post<{ number: string; code: string }>(`/api/relays/${officerId}/codes`, { reason: 'Sans console' })
  expect((await read()).body).toMatchObject({ number, code })
  const renewed = await hands.post<{ number: string }>(`/api/relays/${officerId}/codes`, {
    reason: 'Papier perdu',
    renew: true,
  })
  expect(renewed.body.number).not.toBe(number)
  expect(await phone.dial('77', number, code)).toContain('Codes non valides')

  const admin = await jigikan.officer('nana-kone')
  expect((await admin.post(`/api/relays/${officerId}/codes`, { reason: 'Par curiosité' })).status).toBe(404)
  expect((await admin.post('/api/relays/me/codes', {})).status).toBe(404)
  const day = new Date().toISOString().slice(0, 10)
  const { body } = await admin.get<{ items: { kind: string }[] }>(`/api/audit?day=${day}`)
  expect(body.items.map(({ kind }) => kind)).toEqual(
    expect.arrayContaining(['relay_codes_read', 'relay_code_renewed']),
  )
})
