import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContextOptions, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { openBrowser } from '../builders/browser.ts'
import { builtConsoleFolder } from '../builders/console.ts'
import { fatou, startPhoneLine, stranger } from '../builders/phone-line.ts'
import { firstOf } from '../builders/thorough.ts'
import { EngineLine } from '../journeys/engine-line.ts'
import { play, readJourney } from '../journeys/play.ts'

let browser: Browser
beforeAll(async () => {
  browser = await openBrowser()
})
afterAll(async () => {
  await browser?.close()
})

let line: Awaited<ReturnType<typeof startPhoneLine>>
let faults: string[]
beforeEach(async () => {
  line = await startPhoneLine(builtConsoleFolder)
  faults = []
})
afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()))
  await line.stop()
  expect(faults).toEqual([])
})

const open = async (search = '', options: BrowserContextOptions = {}): Promise<Page> => {
  const context = await browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    ...options,
  })
  const page = await context.newPage()
  page.on('pageerror', (fault) => faults.push(fault.message))
  page.on('console', (message) => {
    if (/Content Security Policy/.test(message.text())) faults.push(message.text())
  })
  await page.goto(`${line.origin}/phone.html${search}`)
  await page.locator('.lcd').first().waitFor()
  return page
}
const screen = (page: Page) => page.locator('.phone.active .lcd-text')
const shows = (page: Page, text: string) => screen(page).filter({ hasText: text }).waitFor()
const press = (page: Page, ...keys: string[]) =>
  keys.reduce(
    (before, key) => before.then(() => page.getByRole('button', { name: key }).first().click()),
    Promise.resolve(),
  )
const answer = async (page: Page, typed: string, next: string) => {
  await page.keyboard.type(typed)
  await page.keyboard.press('Enter')
  await shows(page, next)
}

describe('the phone in the browser', () => {
  test('leads a newcomer from the code on the screen to the SMS with the reference, by its keys alone', async () => {
    const page = await open()
    await press(page, 'Composer *384#', 'Touche verte')
    await shows(page, '6 Parler en privé')
    await press(page, '1', 'Touche verte')
    await shows(page, 'Rien recu')
    await press(page, '2 abc', 'Touche verte')
    await shows(page, 'Qui est en cause ?')
    await press(page, '1', 'Touche verte')
    await shows(page, '1 Envoyer')
    await press(page, '1', 'Touche verte')
    await shows(page, 'Votre référence')
    const told = await screen(page).textContent()
    expect(told).toMatch(/\d{4}-\d{4}-\d/)

    await press(page, 'Touche rouge')
    await line.sendSms(fatou, 'Jigikan: dossier 4821-0937-5 recu.')
    await page.getByRole('button', { name: '1 nouveau message' }).click()
    await shows(page, 'dossier 4821-0937-5 recu')
    expect(await page.locator('.sms-foot').first().textContent()).toContain('34/160 · 1 SMS')
    expect(await page.locator('.badge').count()).toBe(0)
  })

  test('is typed on with a keyboard, letters and accents too, and keeps the session as a journey', async () => {
    const page = await open(`?n=${fatou.slice(1)}`)
    await page.keyboard.type('*384#')
    await page.keyboard.press('Enter')
    await shows(page, 'Jigikan')
    await answer(page, '1', 'Rien recu')
    await answer(page, '2', 'Qui est en cause ?')
    await answer(page, '1', 'Ajouter un mot')
    await answer(page, '3', 'Écrivez quelques mots')
    await answer(page, 'Trois fois, ça ne va pas', '1 Envoyer')
    await answer(page, '1', 'Votre référence')
    await page.keyboard.press('Escape')
    await page.locator('.lcd-code').waitFor()

    await page.getByRole('button', { name: 'Garder comme parcours de test' }).click()
    const kept = readJourney(await page.getByRole('dialog').locator('textarea').inputValue(), 'kept.txt')
    expect(kept).toMatchObject({ number: fatou, language: 'fr' })
    expect(kept.happenings).toContainEqual(
      expect.objectContaining({ type: 'type', input: 'Trois fois, ça ne va pas' }),
    )
    await play(kept, new EngineLine(kept))
  })

  test('loses the network at a press, tells the line so, and the next call offers to go on', async () => {
    const page = await open('?dial=*384*1*2%23')
    await shows(page, 'Qui est en cause ?')
    await press(page, 'Perdre le réseau')
    await shows(page, 'Réseau perdu.')
    const [ended] = await line.toldOn('ussd-ended')
    expect(ended?.form).toMatchObject({ status: 'Incomplete', phoneNumber: fatou })
    await press(page, 'Touche verte', 'Touche verte')
    await shows(page, '1 Continuer')
  })

  test('ends a session that nobody answers, as a network does', async () => {
    const context = await browser.newContext()
    const page = await context.newPage()
    await page.clock.install()
    await page.goto(`${line.origin}/phone.html?dial=*384%23`)
    await shows(page, 'Jigikan')
    await page.clock.runFor(50_000)
    await page.getByText(/^Répondez.*s$/).waitFor()
    await page.clock.runFor(15_000)
    await shows(page, 'Trop tard')
  })

  test('says so when a code leads nowhere and while the server is away', async () => {
    const page = await open('?dial=*999%23')
    await shows(page, 'Code inconnu')
    await page.route('**/local/**', (route) => route.abort())
    await press(page, 'Touche verte', 'Touche verte')
    await page.getByText('Le serveur local ne répond pas.').waitFor()
    await page.unroute('**/local/**')
    await page.getByText('Le serveur local ne répond pas.').waitFor({ state: 'hidden' })
    await press(page, 'Composer *384#', 'Touche verte')
    await shows(page, 'Jigikan')
  })

  test('writes an SMS to the line and counts what it costs', async () => {
    const page = await open(`?n=${stranger.slice(1)}&lang=en`)
    const box = page.getByLabel('Write an SMS to 36036')
    await box.fill('ɲininkali')
    await page.getByText('9/70 · 1 SMS').waitFor()
    await box.fill('Bonjour')
    await press(page, 'Send the SMS')
    await page.getByText('SMS sent.', { exact: true }).waitFor()
    expect((await line.toldOn('sms'))[0]?.form).toMatchObject({ from: stranger, text: 'Bonjour' })
  })

  test('puts two phones side by side, each with its own call', async () => {
    const page = await open('?two')
    const [first, second] = [page.getByLabel('Téléphone de Fatou'), page.getByLabel('Téléphone de Moussa')]
    await first.getByRole('button', { name: 'Composer' }).click()
    await page.keyboard.press('Enter')
    await first.getByText('6 Parler en privé').first().waitFor()
    await second.getByRole('button', { name: 'Composer' }).click()
    await page.keyboard.press('Enter')
    await second.getByText('2 Bamanankan').first().waitFor()
    await first.getByText('6 Parler en privé').first().waitFor()
  })

  test('pushes the clock and takes another number', async () => {
    const page = await open()
    await press(page, '+1 jour')
    await page.getByText('en avance de 1 j').waitFor()
    await page.getByLabel('Un autre numéro').fill('65 43 21 09')
    await press(page, 'Prendre', 'Composer *384#', 'Touche verte')
    await shows(page, 'Bamanankan')
    expect((await line.toldOn('ussd'))[0]?.form).toMatchObject({ phoneNumber: '+22365432109' })
  })
})

describe('everybody can use the phone', () => {
  const standard = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
  const violations = async (page: Page) => {
    const { violations } = await new AxeBuilder({ page }).withTags(standard).analyze()
    return violations.map(
      ({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(' ')).join(', ')}`,
    )
  }

  const looks = [
    [360, 740, 'light', ''],
    [1280, 800, 'dark', '?two'],
    [1280, 800, 'light', ''],
    [360, 740, 'dark', '?lang=en'],
    [320, 568, 'light', ''],
  ] as const
  test.each(firstOf(2, looks))('at %i × %i, %s %s', async (width, height, colorScheme, search) => {
    const page = await open(search, { viewport: { width, height }, colorScheme })
    expect(await violations(page)).toEqual([])
    await page.locator('.lcd-code').first().click()
    await page.keyboard.press('Enter')
    await shows(page, 'Jigikan')
    await line.sendSms(fatou, 'Jigikan: dossier recu')
    await page.locator('.badge').waitFor()
    await page.locator('summary').click()
    expect(await violations(page)).toEqual([])
    const overflow = await page.evaluate('document.documentElement.scrollWidth - innerWidth')
    expect(overflow).toBeLessThanOrEqual(0)
    await page.locator('.journal > .pushes > .plain').click()
    expect(await violations(page)).toEqual([])
  })
})
