/** The tour of the README, by a real browser: from the phone to the console and back to the phone. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../builders/browser.ts'
import { builtConsoleFolder } from '../builders/console.ts'
import { type Jigikan, startJigikan } from '../builders/jigikan.ts'

let jigikan: Jigikan
let browser: Browser
const faults: string[] = []

beforeAll(async () => {
  ;[jigikan, browser] = await Promise.all([startJigikan({ webFolder: builtConsoleFolder }), openBrowser()])
})
afterAll(async () => {
  await browser?.close()
  await jigikan?.end()
})
afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()))
  expect(faults.splice(0)).toEqual([])
})

async function open(path: string, viewport = { width: 1280, height: 800 }): Promise<Page> {
  const page = await (
    await browser.newContext({ viewport, reducedMotion: 'reduce', locale: 'fr-FR' })
  ).newPage()
  page.setDefaultTimeout(12_000)
  page.on('pageerror', (fault) => faults.push(fault.message))
  await page.goto(`${jigikan.origin}${path}`)
  return page
}

async function signIn(name: string, viewport?: { width: number; height: number }): Promise<Page> {
  const page = await open('/', viewport)
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.getByRole('button', { name }).click()
  await page.getByRole('heading', { name: 'Plaintes', exact: true }).waitFor()
  return page
}

const onPhone = (page: Page, text: string) =>
  page.locator('.phone.active .lcd-text').filter({ hasText: text }).waitFor()
const sms = (page: Page, text: string) =>
  page.getByRole('list', { name: 'Messages' }).getByText(text).waitFor()
async function dial(
  page: Page,
  ...steps: readonly (readonly [typed: string, next: string])[]
): Promise<void> {
  await page.getByRole('button', { name: 'Composer *384#' }).click()
  await page.getByRole('button', { name: 'Touche verte' }).click()
  await onPhone(page, 'Langue')
  for (const [typed, next] of steps) {
    await page.keyboard.type(typed)
    await page.keyboard.press('Enter')
    await onPhone(page, next)
  }
}
const toGounzoureye = [
  ['1', '1 Paiement'],
  ['1', 'Rien recu'],
  ['2', 'Qui est en cause'],
  ['1', 'Quelle région'],
  ['7', 'Quel cercle'],
  ['3', 'Quelle commune'],
  ['4', '1 Envoyer'],
  ['1', 'Merci'],
] as const

describe('the tour', () => {
  test('a complaint dialled on the phone is found, answered, and the phone shows the answer', async () => {
    const phone = await open('/phone?n=22376200001')
    await dial(phone, ...toGounzoureye)
    const [reference = ''] =
      /\d{4}-\d{4}-\d/.exec((await phone.locator('.phone.active .lcd-text').textContent()) ?? '') ?? []
    await sms(phone, `dossier ${reference}`)

    const console = await signIn('Boubacar Maïga')
    await console.getByRole('link', { name: reference }).first().click()
    await console.getByRole('heading', { name: `Plainte ${reference}` }).waitFor()
    await console.getByRole('button', { name: 'Commencer l’examen' }).click()
    await console.getByRole('button', { name: 'Décider' }).click()
    const form = console.getByRole('dialog')
    await form.getByRole('radio').first().check()
    const [summary, answer] = await form.getByRole('textbox').all()
    await summary?.fill('Vérifié avec l’agence')
    await answer?.fill('Vous serez payée avec la prochaine liste.')
    await form.getByRole('button', { name: 'Enregistrer la décision' }).click()
    await console.getByText('Décidée').first().waitFor()

    await sms(phone, 'Vous serez payée avec la prochaine liste.')
  })

  test('a call that loses its network is shown to staff as one to call back', async () => {
    const phone = await open('/phone?n=22376200002')
    await dial(phone, ...toGounzoureye.slice(0, -1))
    await phone.getByRole('button', { name: 'Perdre le réseau' }).click()
    const console = await signIn('Boubacar Maïga')
    await console.getByRole('link', { name: /À rappeler/ }).click()
    await console.getByText('Gounzourèye').first().waitFor()
  })
})
