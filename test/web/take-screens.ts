/**
 * `npm run screens`: takes the README's pictures from a running Jigikan with its demo data, and one of every page of the
 * console at 360 and 1280 px for docs/screens.md.
 */
import { mkdir, writeFile } from 'node:fs/promises'
import type { Browser, Page } from 'playwright-core'
import { builtConsole } from '../../local/built-console.ts'
import { openBrowser } from '../builders/browser.ts'
import { builtConsoleFolder } from '../builders/console.ts'
import { addressOf, lookerOf, routes } from '../builders/every-page.ts'
import { startJigikan } from '../builders/jigikan.ts'

const wide = { width: 1280, height: 800 }
const narrow = { width: 360, height: 740 }
const into = (name: string) => `docs/screens/${name}.png`

await builtConsole()
const [jigikan, browser]: [Awaited<ReturnType<typeof startJigikan>>, Browser] = await Promise.all([
  startJigikan({ seed: 'demo', webFolder: builtConsoleFolder }),
  openBrowser(),
])

async function open(path: string, viewport: { width: number; height: number }): Promise<Page> {
  const context = await browser.newContext({ viewport, reducedMotion: 'reduce', locale: 'fr-FR' })
  const page = await context.newPage()
  await page.goto(`${jigikan.origin}${path}`)
  return page
}
async function signIn(name: string, viewport: { width: number; height: number }): Promise<Page> {
  const page = await open('/', viewport)
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.getByRole('button', { name }).click()
  await page.getByRole('heading', { name: 'Plaintes', exact: true }).waitFor()
  return page
}
const settle = (page: Page) => page.waitForLoadState('networkidle').then(() => page.waitForTimeout(400))
const screen = (page: Page) => page.locator('.phone.active .lcd-text')

async function complain(page: Page, typed: readonly string[]): Promise<void> {
  await screen(page).filter({ hasText: 'Paiement' }).waitFor()
  for (const input of typed) {
    const before = await screen(page).textContent()
    await page.keyboard.type(input)
    await page.keyboard.press('Enter')
    await screen(page)
      .filter({ hasNotText: before ?? '' })
      .waitFor()
  }
}

async function everyPage(): Promise<void> {
  const folder = 'docs/screens/pages'
  await mkdir(folder, { recursive: true })
  const officers = new Map<string, Page>()
  const lines: string[] = []
  for (const route of routes) {
    const officerId = lookerOf(route)
    const address = await addressOf(jigikan, route)
    if (!address || route === '/signed-in') continue
    let page = officers.get(officerId)
    if (!page) {
      page = await open('/', wide)
      await page.getByRole('button', { name: 'Se connecter' }).click()
      await page.locator(`button[value="${officerId}"]`).click()
      await page.locator('main h1').waitFor()
      await page.evaluate(() => localStorage.setItem('jigikan.language', 'fr'))
      officers.set(officerId, page)
    }
    const name =
      route === '/'
        ? 'plaintes-file'
        : route
            .slice(1)
            .replaceAll(/\/:\w+/g, '-une')
            .replaceAll('/', '-')
    let title = ''
    for (const [width, height] of [
      [1280, 800],
      [360, 740],
    ] as const) {
      await page.setViewportSize({ width, height })
      await page.goto(`${jigikan.origin}${address}`)
      await page.locator('main h1').waitFor()
      await settle(page)
      title = (await page.locator('main h1').first().textContent()) ?? ''
      await page.screenshot({ path: `${folder}/${name}-${width}.jpg`, type: 'jpeg', quality: 70 })
    }
    lines.push(
      `## ${title.trim()}\n\n\`${route}\`\n\n<img src="screens/pages/${name}-1280.jpg" alt="${title.trim()}, 1280 px" width="640"> <img src="screens/pages/${name}-360.jpg" alt="${title.trim()}, 360 px" width="180">\n`,
    )
  }
  const head =
    '<!-- Taken by `npm run screens`. -->\n\n# Every page of the console\n\nAt 1280 and at 360 px, with the demo data: all people and numbers are fictional.\n'
  await writeFile('docs/screens.md', `${head}\n${lines.join('\n')}`)
}

try {
  const phone = await open('/phone?n=22360000002&dial=*384%23', wide)
  await complain(phone, ['1', '2', '1', '1'])
  await phone.getByRole('list', { name: 'Messages' }).getByText('dossier').first().waitFor()
  await settle(phone)
  await phone.screenshot({ path: into('phone') })

  const small = await open('/phone?n=22370000001&dial=*384%23', narrow)
  await complain(small, ['1'])
  await settle(small)
  await small.screenshot({ path: into('phone-360') })

  const queue = await signIn('Boubacar Maïga', wide)
  await settle(queue)
  await queue.screenshot({ path: into('queue') })
  await queue
    .getByRole('checkbox', { name: /^Choisir \d/ })
    .first()
    .check()
  await queue
    .getByRole('checkbox', { name: /^Choisir \d/ })
    .nth(2)
    .check()
  await queue.getByRole('button', { name: 'Prendre en compte' }).waitFor()
  await settle(queue)
  await queue.screenshot({ path: into('triage') })
  await queue.keyboard.press('Escape')
  await queue
    .getByRole('link', { name: /^\d{4}-\d{4}-\d$/ })
    .first()
    .click()
  await queue.getByRole('heading', { name: /^Plainte \d/ }).waitFor()
  await settle(queue)
  await queue.screenshot({ path: into('complaint') })

  const onPhone = await signIn('Fatoumata Cissé', narrow)
  await settle(onPhone)
  await onPhone.screenshot({ path: into('queue-360') })
  await onPhone
    .getByRole('link', { name: /^\d{4}-\d{4}-\d/ })
    .first()
    .click()
  await onPhone.getByRole('heading', { name: /^Plainte \d/ }).waitFor()
  await settle(onPhone)
  await onPhone.screenshot({ path: into('complaint-360') })

  const payments = await signIn('Adama Coulibaly', { width: 1280, height: 1000 })
  await payments.goto(`${jigikan.origin}/paiements/incidents`)
  await payments
    .getByRole('link', { name: /Rien reçu/ })
    .first()
    .click()
  await payments.getByRole('link', { name: /^Jour de paie du/ }).click()
  await payments.getByRole('heading', { name: 'Ce que disent les ménages' }).waitFor()
  await settle(payments)
  await payments.screenshot({ path: into('payday') })

  const paydays = await signIn('Adama Coulibaly', narrow)
  await paydays.goto(`${jigikan.origin}/paiements`)
  await settle(paydays)
  await paydays.screenshot({ path: into('paydays-360') })

  const desk = await signIn('Kadidia Diarra', narrow)
  await desk.goto(`${jigikan.origin}/espace-reserve`)
  await settle(desk)
  await desk.screenshot({ path: into('desk-360') })
  await everyPage()
} finally {
  await browser.close()
  await jigikan.end()
}
