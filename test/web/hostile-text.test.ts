/** What somebody sends by SMS is shown to officers as the words that it is, by a real browser. */
import type { Browser } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ComplaintRow } from '../../shared/contracts/staff-api.ts'
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

const owned = "document.documentElement.setAttribute('data-owned','yes')"
const hostile = [
  `<img src="/nothing" onerror="${owned}">`,
  `<script>${owned}</script>`,
  `<svg onload="${owned}">`,
  `"><iframe srcdoc="<script>parent.${owned}</script>">`,
  `<a href="javascript:${owned}">lien</a>`,
  `{{constructor.constructor("${owned}")()}}`,
  '\u202e texte à l’envers',
]

/** Runs in the page. */
const whatStands = `({
  owned: document.documentElement.getAttribute('data-owned'),
  foreign: document.querySelectorAll('img[src="/nothing"], iframe, a[href^="javascript"], svg[onload]').length,
  inline: [...document.querySelectorAll('script')].filter((each) => !each.src && each.textContent).length,
  text: document.body.innerText,
})`

test('an SMS that holds a program is text in the queue and on the complaint’s page, and nothing of it runs', async () => {
  for (const [count, text] of hostile.entries()) {
    await jigikan.phone(`+2237033300${count}`).sms(`paiement ${text}`)
  }
  await jigikan.settled()
  const national = await jigikan.officer('adama-coulibaly')
  const { body } = await national.get<{ items: ComplaintRow[] }>('/api/complaints?view=open&limit=50')
  expect(body.items).toHaveLength(hostile.length)

  const context = await browser.newContext({ locale: 'fr-FR', viewport: { width: 1280, height: 800 } })
  const page = await context.newPage()
  page.setDefaultTimeout(12_000)
  const dialogs: string[] = []
  page.on('dialog', (dialog) => {
    dialogs.push(dialog.message())
    dialog.dismiss().catch(() => undefined)
  })
  await page.goto(`${jigikan.origin}/`)
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.getByRole('button', { name: 'Adama Coulibaly' }).click()
  await page.getByRole('heading', { name: 'Plaintes', exact: true }).waitFor()
  await page.getByText('<script>', { exact: false }).first().waitFor()

  for (const { complaintId } of body.items) {
    await page.goto(`${jigikan.origin}/plaintes/${complaintId}`)
    await page.getByRole('heading', { name: /^Plainte \d/ }).waitFor()
    const found = (await page.evaluate(whatStands)) as { readonly text: string }
    expect(found).toMatchObject({ owned: null, foreign: 0, inline: 0 })
    expect(hostile.some((text) => found.text.includes(text.trim()))).toBe(true)
  }
  expect(dialogs).toEqual([])
}, 120_000)
