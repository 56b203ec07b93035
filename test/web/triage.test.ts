/** Triage in a real browser: by keys, several at once and undone, in company, while new ones come in. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest'
import type { ComplaintDetail } from '../../shared/contracts/staff-api.ts'
import { openBrowser } from '../builders/browser.ts'
import { builtConsoleFolder } from '../builders/console.ts'
import { type Jigikan, type OfficerHands, startJigikan } from '../builders/jigikan.ts'

let jigikan: Jigikan
let browser: Browser
let national: OfficerHands
const faults: string[] = []

beforeAll(async () => {
  ;[jigikan, browser] = await Promise.all([startJigikan({ webFolder: builtConsoleFolder }), openBrowser()])
  national = await jigikan.officer('adama-coulibaly')
})
afterAll(async () => {
  await browser?.close()
  await jigikan?.end()
})
afterEach(async () => {
  await Promise.all(browser.contexts().map((context) => context.close()))
  expect(faults.splice(0)).toEqual([])
})

const wide = { width: 1280, height: 800 }
const narrow = { width: 360, height: 740 }
/** Too low for all rows: there is something to scroll. */
const low = { width: 1280, height: 420 }

async function signIn(name: string, viewport = wide): Promise<Page> {
  const page = await (
    await browser.newContext({ viewport, reducedMotion: 'reduce', locale: 'fr-FR' })
  ).newPage()
  page.setDefaultTimeout(12_000)
  page.on('pageerror', (fault) => faults.push(fault.message))
  await page.clock.install()
  await page.goto(`${jigikan.origin}/`)
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.getByRole('button', { name }).click()
  await page.getByRole('heading', { name: 'Plaintes', exact: true }).waitFor()
  return page
}

const communes = { gao: '71025000', goundam: '63091000' } as const
async function file(category: string, at: keyof typeof communes = 'gao', text?: string): Promise<string> {
  const { body } = await national.post<{ complaintId: string }>('/api/complaints', {
    category,
    about: 'nobody',
    commune: communes[at],
    programme: 'jigisemejiri',
    channel: 'walk_in',
    language: 'fr',
    callBack: false,
    ...(text ? { text } : {}),
  })
  return body.complaintId
}
const read = async (complaintId: string) =>
  (await national.get<ComplaintDetail>(`/api/complaints/${complaintId}`)).body
const patient = { timeout: 10_000, interval: 300 }
const links = (page: Page) => page.locator('.row-link')
const press = async (page: Page, ...keys: readonly string[]) => {
  for (const key of keys) await page.keyboard.press(key)
}
const bar = (page: Page) => page.getByRole('region', { name: 'Plaintes choisies' })
const axe = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}

describe('by keys alone', () => {
  test('an officer takes a complaint, opens it to answer, writes, goes back, and walks on', async () => {
    const complaintId = await file('1.1', 'goundam')
    await file('1.2', 'goundam')
    const page = await signIn('Fatoumata Cissé')
    await links(page).nth(1).waitFor()
    const focused = () => page.evaluate('document.activeElement.href ?? ""')
    for (let row = 0; row < 20 && (await focused()) !== `${jigikan.origin}/plaintes/${complaintId}`; row += 1)
      await press(page, 'j')
    await press(page, 'a')
    await page.getByText('1 plainte attribuée.').waitFor()
    expect((await read(complaintId)).assignee?.officerId).toBe('fatoumata-cisse')

    await press(page, 'o')
    await page.getByRole('heading', { name: /^Plainte \d/ }).waitFor()
    await press(page, 'n')
    await page.keyboard.type('Agent joint.')
    expect(await page.getByLabel('Votre note').inputValue()).toBe('Agent joint.')
    await page.getByRole('button', { name: 'Enregistrer la note' }).focus()
    await press(page, 'e')
    await page.getByRole('dialog', { name: 'Transmettre plus haut' }).waitFor()
    await press(page, 'Escape', 'u')
    await page.getByRole('heading', { name: 'Plaintes', exact: true }).waitFor()
  })

  test('the help says which keys there are, and lets go of the page behind it', async () => {
    const page = await signIn('Fatoumata Cissé')
    await links(page).first().waitFor()
    await press(page, '?')
    const help = page.getByRole('dialog', { name: 'Raccourcis clavier' })
    await help.waitFor()
    expect(await help.getByText('Choisir, ou ne plus choisir').count()).toBe(1)
    expect(await axe(page)).toEqual([])
    await press(page, 'Escape')
    expect(await help.count()).toBe(0)
  })
})

describe('several at once', () => {
  test('are taken in one tap, and given back as they were in another', async () => {
    const ids = [await file('1.1'), await file('1.2'), await file('2.1')]
    await national.command(ids[1] ?? '', { type: 'assign', officerId: 'hawa-dicko' })
    const page = await signIn('Boubacar Maïga')
    await links(page).nth(2).waitFor()
    for (const id of ids)
      await page
        .locator('tr', { has: page.locator(`a[href$="${id}"]`) })
        .getByRole('checkbox')
        .check()
    await bar(page).getByText('3 plaintes choisies').waitFor()
    expect(await axe(page)).toEqual([])
    await bar(page).getByRole('button', { name: 'M’attribuer' }).click()
    await bar(page).getByText('3 plaintes attribuées.').waitFor()
    const whose = () => Promise.all(ids.map(async (id) => (await read(id)).assignee?.officerId))
    expect(await whose()).toEqual(['boubacar-maiga', 'boubacar-maiga', 'boubacar-maiga'])

    await bar(page).getByRole('button', { name: 'Annuler' }).click()
    await bar(page).getByText('3 plaintes remises comme avant.').waitFor()
    expect(await whose()).toEqual([undefined, 'hawa-dicko', undefined])
  })

  test('what has no way back waits a moment, can be called off, and tells of each that could not', async () => {
    const ids = [await file('1.4'), await file('8')]
    const page = await signIn('Boubacar Maïga')
    await links(page).first().waitFor()
    const choose = async () => {
      for (const id of ids)
        await page
          .locator('tr', { has: page.locator(`a[href$="${id}"]`) })
          .getByRole('checkbox')
          .check()
    }
    await choose()
    await bar(page).getByRole('button', { name: 'Prendre en compte' }).click()
    await bar(page).getByText('Prise en compte de 2 plaintes').waitFor()
    await bar(page).getByRole('button', { name: 'Annuler' }).click()
    await page.clock.fastForward('00:20')
    expect((await read(ids[0] ?? '')).state).toBe('received')

    await choose()
    await national.command(ids[1] ?? '', { type: 'assign', officerId: 'hawa-dicko' })
    await bar(page).getByRole('button', { name: 'Prendre en compte' }).click()
    await page.clock.fastForward('00:09')
    await bar(page).getByText('1 plainte prise en compte.').waitFor()
    await bar(page).getByText('elle est chez Hawa Dicko maintenant').waitFor()
    expect((await read(ids[0] ?? '')).state).toBe('acknowledged')
    expect((await read(ids[1] ?? '')).state).toBe('received')
  })

  test('go with a reason to the level above, on a phone too', async () => {
    const id = await file('1.4', 'goundam')
    const page = await signIn('Fatoumata Cissé', narrow)
    const card = page.locator('li', { has: page.locator(`a[href$="${id}"]`) })
    await card.waitFor()
    await card.getByRole('checkbox').check()
    expect(await axe(page)).toEqual([])
    await bar(page).getByRole('button', { name: 'Transmettre…' }).click()
    const form = page.getByRole('dialog')
    await form.getByRole('button', { name: 'Transmettre' }).click()
    await form.getByText('Ce champ est nécessaire').waitFor()
    await form.getByLabel('Raison').fill('Le comité ne peut pas décider.')
    await form.getByRole('button', { name: 'Transmettre' }).click()
    await bar(page).getByRole('button', { name: 'Faire maintenant' }).click()
    await bar(page).getByText('1 plainte transmise.').waitFor()
    expect((await read(id)).handover?.unitId).toBe('commune:63091000')
  })
})

describe('in company', () => {
  test('a colleague at a complaint is seen in the queue and on its page, until they leave', async () => {
    const id = await file('1.4')
    const [one, other] = await Promise.all([signIn('Boubacar Maïga'), signIn('Hawa Dicko')])
    await other.goto(`${jigikan.origin}/plaintes/${id}`)
    await other.getByRole('heading', { name: /^Plainte \d/ }).waitFor()
    await other.getByLabel('Votre note').fill('Je rappelle.')
    const row = one.locator('tr', { has: one.locator(`a[href$="${id}"]`) })
    await row.waitFor()
    await expect
      .poll(async () => {
        await one.clock.fastForward('01:01')
        return row.getByText('Hawa Dicko écrit').count()
      }, patient)
      .toBe(1)
    await one.goto(`${jigikan.origin}/plaintes/${id}`)
    await one.getByText('Hawa Dicko écrit en ce moment sur cette plainte.').waitFor()

    await other.getByRole('button', { name: 'Enregistrer la note' }).click()
    await other.getByText('Note enregistrée').waitFor()
    await other.getByRole('button', { name: 'M’attribuer' }).click()
    await other.getByText('C’est fait').waitFor()
    await one.clock.fastForward('01:01')
    await one.getByText('Cette plainte a changé pendant que vous la lisiez.').waitFor()
    await one.getByRole('button', { name: 'Voir le changement' }).click()
    await one.getByText('Je rappelle.').waitFor()
    expect(await axe(one)).toEqual([])

    await other.getByRole('link', { name: 'File des plaintes' }).click()
    await other.getByRole('heading', { name: 'Plaintes', exact: true }).waitFor()
    await expect
      .poll(async () => {
        await one.clock.fastForward('01:01')
        return one.getByText(/Hawa Dicko (regarde|écrit)/).count()
      }, patient)
      .toBe(0)
  })
})

describe('while one works', () => {
  test('new complaints wait behind a button, and nothing moves under a finger', async () => {
    await file('3.1', 'goundam')
    const page = await signIn('Fatoumata Cissé', low)
    await links(page).first().waitFor()
    const before = await links(page).allTextContents()
    await Promise.all([file('8', 'goundam'), file('8', 'goundam')])
    await page.clock.fastForward('01:01')
    const news = page.getByRole('button', { name: '2 nouvelles plaintes' })
    await news.waitFor()
    expect(await links(page).allTextContents()).toEqual(before)
    expect(await axe(page)).toEqual([])

    const anchor = links(page).last()
    await anchor.focus()
    const top = async () => (await page.locator(':focus').boundingBox())?.y ?? -1
    const was = await top()
    await news.evaluate((button) => (button as { click(): void }).click())
    await expect.poll(() => links(page).count(), patient).toBe(before.length + 2)
    await expect.poll(async () => Math.abs((await top()) - was) < 3, patient).toBe(true)
    expect(await news.count()).toBe(0)
  })

  test('a row that changed since it was read says so, until it is read again', async () => {
    const id = await file('1.2', 'goundam')
    const page = await signIn('Fatoumata Cissé')
    const link = page.locator(`.row-link[href$="${id}"]`)
    await link.click()
    await page.getByRole('heading', { name: /^Plainte \d/ }).waitFor()
    await page.getByRole('link', { name: 'File des plaintes' }).click()
    await link.waitFor()
    expect(await link.getByText('Modifiée').count()).toBe(0)
    await national.command(id, { type: 'acknowledge' })
    await page.clock.fastForward('01:01')
    await link.getByText('Modifiée').waitFor({ state: 'attached' })
  })

  test('time left is said in working days, and in hours on the last day', async () => {
    await file('8', 'goundam')
    const page = await signIn('Fatoumata Cissé')
    await page
      .getByText(/^reste \d+ jours? ouvrés?$/)
      .first()
      .waitFor()
    await page.route('**/api/complaints?**', async (route) => {
      const answer = await route.fetch()
      const body = await answer.json()
      const dueAt = new Date(Date.now() + 3.5 * 3_600_000).toISOString()
      for (const row of body.items ?? [])
        Object.assign(row, { dueAt, workingDaysLeft: 0, late: false, paused: false })
      await route.fulfill({ response: answer, json: body })
    })
    await page.getByRole('button', { name: 'Actualiser' }).click()
    await page.getByText('reste 3 h').first().waitFor()
  })
})

test('a filter that finds few looks further by itself, then asks, and says when there is no more', async () => {
  const page = await signIn('Adama Coulibaly')
  let looks = 0
  await page.route('**/api/complaints?**', async (route) => {
    looks += 1
    await route.fulfill({
      json: { items: [], digest: String(looks), ...(looks < 5 ? { cursor: 'further' } : {}) },
    })
  })
  await page.goto(`${jigikan.origin}/?category=9`)
  const further = page.getByRole('button', { name: 'Chercher plus loin' })
  await further.waitFor()
  expect(looks).toBe(4)
  await further.click()
  await page.getByText('Aucune plainte de cette vue ne correspond à vos filtres.').waitFor()
})
