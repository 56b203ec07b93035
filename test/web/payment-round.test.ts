/** A whole payment round by a real browser, from the list to the incident: the clock is pushed, the phones are real ones to us. */
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openBrowser } from '../builders/browser.ts'
import { builtConsoleFolder } from '../builders/console.ts'
import { eventually } from '../builders/data-folder.ts'
import { type Jigikan, startJigikan } from '../builders/jigikan.ts'
import { listed, putRoundHouseholds, roundPhone } from '../builders/payment-round.ts'

let jigikan: Jigikan
let browser: Browser
let page: Page
const faults: string[] = []

const withPhones = 8
const numbers = Array.from({ length: withPhones }, (_, index) => roundPhone(index + 1))

beforeAll(async () => {
  ;[jigikan, browser] = await Promise.all([startJigikan({ webFolder: builtConsoleFolder }), openBrowser()])
  await putRoundHouseholds(jigikan, withPhones)
  page = await signIn('Adama Coulibaly')
})
afterAll(async () => {
  await browser?.close()
  await jigikan?.end()
})

async function signIn(name: string): Promise<Page> {
  const viewport = { width: 1280, height: 900 }
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce', locale: 'fr-FR' })
  const opened = await context.newPage()
  opened.setDefaultTimeout(12_000)
  opened.on('pageerror', (fault) => faults.push(fault.message))
  await opened.goto(`${jigikan.origin}/`)
  await opened.getByRole('button', { name: 'Se connecter' }).click()
  await opened.getByRole('button', { name }).click()
  await opened.getByRole('heading', { name: 'Plaintes', exact: true }).waitFor()
  return opened
}

const dayMs = 86_400_000
const dayOf = (at: number): string => new Date(at).toISOString().slice(0, 10)
const plus = (day: string, days: number): string => dayOf(Date.parse(day) + days * dayMs)

/** As the tour does it: through the door that only this machine has. */
async function pushTo(day: string, time: string): Promise<void> {
  const advanceMinutes = Math.ceil(
    (Date.parse(`${day}T${time}:00Z`) - jigikan.clock.now().getTime()) / 60_000,
  )
  const answer = await fetch(`${jigikan.origin}/local/clock`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ advanceMinutes }),
  })
  expect(answer.status).toBe(200)
  await jigikan.settled()
}

/** How many SMS with these words each phone has. */
const counts = (words: string): readonly number[] =>
  numbers.map(
    (number) =>
      jigikan
        .phone(number)
        .inbox()
        .filter((text) => text.includes(words)).length,
  )
const everybodyHas = (words: string) =>
  eventually(`everybody was told “${words}”`, () => counts(words).every((count) => count === 1))

const fold = (title: string) =>
  page.locator('details.fold', { has: page.getByRole('heading', { name: title }) })
const openFold = async (title: string) => {
  await fold(title).locator('summary').click()
  return fold(title)
}
const funnelLine = (label: string) => page.locator('.funnel-step', { hasText: label }).locator('strong')

describe('a payment round', { timeout: 90_000 }, () => {
  let payday = ''
  let address = ''

  test('a list comes in through the page though the network goes once: good rows are taken, three come back with their reasons', async () => {
    const list = Buffer.from(await (await fetch(`${jigikan.origin}/local/payment-list.csv`)).arrayBuffer())
    const [, ofMonth, month, year] = /(\d\d)\/(\d\d)\/(\d{4})/.exec(list.toString()) ?? []
    payday = `${year}-${month}-${ofMonth}`
    await page.goto(`${jigikan.origin}/paiements/fichiers`)
    await page
      .getByLabel('Fichier CSV')
      .setInputFiles({ name: 'liste.csv', mimeType: 'text/csv', buffer: list })
    await page.route('**/incoming/**', (route) => route.abort(), { times: 1 })
    await page.getByRole('button', { name: 'Envoyer le fichier' }).click()
    await page.getByText('Le réseau a coupé.').waitFor()
    await page.getByRole('heading', { name: 'liste.csv' }).waitFor()
    await page.getByRole('heading', { name: '3 lignes refusées' }).waitFor()
    await page.getByText('Ce n’est pas un montant en FCFA.').waitFor()
    const download = page.waitForEvent('download')
    await page.getByRole('button', { name: 'Télécharger les lignes refusées' }).click()
    expect((await download).suggestedFilename()).toBe('liste-lignes-refusees.csv')
  })

  test('what will leave is seen beforehand: how many people, which words', async () => {
    await page.goto(`${jigikan.origin}/paiements/rappels`)
    await page.getByLabel('Envoyé le').fill(plus(payday, -1))
    await page.getByText('personnes recevront un SMS').waitFor()
    await page
      .locator('.payment-figures li', { hasText: 'personnes recevront' })
      .getByText(String(withPhones))
      .waitFor()
    await page.locator('.sms-said', { hasText: 'paiement le' }).waitFor()
    await page
      .locator('.count-lines li', { hasText: 'Sans numéro' })
      .getByText(String(listed - withPhones))
      .waitFor()
  })

  test('the reminder leaves on the eve, and the payday’s page says who was told', async () => {
    await pushTo(plus(payday, -1), '16:02')
    await everybodyHas('paiement le')
    await page.goto(`${jigikan.origin}/paiements?mois=${payday.slice(0, 7)}`)
    await page.locator('.payday-link', { hasText: 'Gounzourèye · Bara' }).click()
    await page.getByRole('heading', { name: /^Gounzourèye · Bara/ }).waitFor()
    address = page.url()
    expect(await funnelLine('Sur la liste').textContent()).toBe(String(listed))
    const told = await openFold('Qui a été prévenu, et quand')
    await told.getByText(`${listed} ménages concernés`).waitFor()
    await told.locator('.sms-said', { hasText: 'paiement le' }).waitFor()
    expect(await told.locator('.told-line').count()).toBe(withPhones)
  })

  test('a payday that moves says what it will send, and sends one correction', async () => {
    await page.getByRole('button', { name: 'Déplacer' }).click()
    const form = page.getByRole('dialog')
    await form.getByText(`${withPhones} ménages ont été prévenus`).waitFor()
    await form.getByLabel('Nouveau jour').fill(plus(payday, -1))
    await form.getByLabel('Pourquoi ?').fill('L’agence est déjà là.')
    await form.locator('.sms-said', { hasText: 'change de date' }).waitFor()
    await form.getByRole('button', { name: 'Déplacer le jour de paie' }).click()
    await page.getByText('Le jour de paie est déplacé.').waitFor()
    await jigikan.settled()
    await pushTo(plus(payday, -1), '16:10')
    await everybodyHas('change de date')
  })

  test('the day after everybody is asked; several who got nothing are one incident', async () => {
    await pushTo(payday, '10:02')
    await everybodyHas('Répondez 1 tout')
    expect(counts('change de date')).toEqual(numbers.map(() => 1))
    const [all = '', part = '', ...nothing] = numbers
    await jigikan.phone(all).sms('1')
    await jigikan.phone(part).sms('2 20000')
    for (const number of nothing) await jigikan.phone(number).sms('3')
    await jigikan.settled()

    await page.goto(address)
    await page.getByRole('link', { name: /Incident : Rien reçu/ }).waitFor()
    expect(await funnelLine('Tout reçu').textContent()).toBe('1')
    expect(await funnelLine('Une partie').textContent()).toBe('1')
    expect(await funnelLine('Rien').textContent()).toBe(String(nothing.length))
    expect(await funnelLine('Sans réponse').textContent()).toBe(String(listed - withPhones))
  })

  test('a household that was silent is drawn, called, and its answer counts', async () => {
    const calls = await openFold('Ménages à rappeler')
    await calls.getByRole('button', { name: 'Tirer la liste' }).click()
    await calls.getByRole('button', { name: 'Noter la réponse' }).first().click()
    const form = page.getByRole('dialog')
    await form.getByRole('radio', { name: 'tout reçu' }).check()
    await form.getByRole('button', { name: 'Enregistrer' }).click()
    await page.getByText('La réponse est notée.').waitFor()
    await page.getByRole('heading', { name: 'Parmi les 1 rappelés' }).waitFor()
  })

  test('one answer to the incident reaches all who complained, and nobody else', async () => {
    await page.getByRole('link', { name: /Incident : Rien reçu/ }).click()
    await page.getByRole('heading', { name: /^Rien reçu, Gounzourèye/ }).waitFor()
    await page.getByRole('button', { name: 'Répondre à tous' }).click()
    const form = page.getByRole('dialog')
    const words = 'Un nouveau jour sera annoncé par le relais.'
    await form.getByLabel('Votre message').fill(words)
    await form.locator('.sms-preview').waitFor()
    await form.getByRole('button', { name: `Envoyer à ${withPhones - 2} personnes` }).click()
    await page.getByRole('heading', { name: 'Ce qui a été dit à tous' }).waitFor()
    await jigikan.settled()
    await eventually('all who complained are told', () =>
      counts(words)
        .slice(2)
        .every((count) => count === 1),
    )
    expect(counts(words).slice(0, 2)).toEqual([0, 0])
    expect(faults).toEqual([])
  })
})
