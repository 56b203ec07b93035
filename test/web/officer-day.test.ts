/** What goes wrong in an officer's day, by a real browser: colleagues, networks, sessions, interruptions. */
import type { Browser, BrowserContext, Page } from 'playwright-core'
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

async function newContext(): Promise<BrowserContext> {
  return browser.newContext({
    viewport: { width: 1280, height: 800 },
    reducedMotion: 'reduce',
    locale: 'fr-FR',
  })
}
async function signIn(name: string, context?: BrowserContext): Promise<Page> {
  const page = await (context ?? (await newContext())).newPage()
  page.setDefaultTimeout(12_000)
  page.on('pageerror', (fault) => faults.push(fault.message))
  await page.goto(`${jigikan.origin}/`)
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.getByRole('button', { name }).click()
  await page.getByRole('heading', { name: 'Plaintes', exact: true }).waitFor()
  return page
}

const gounzoureye = '71025000'
const goundam = '63091000'
/** Somebody's complaint, filed by the national desk. */
async function file(category: string, commune = gounzoureye): Promise<string> {
  const { body } = await (await jigikan.officer('adama-coulibaly')).post<{ complaintId: string }>(
    '/api/complaints',
    {
      category,
      about: 'nobody',
      commune,
      programme: 'jigisemejiri',
      channel: 'walk_in',
      language: 'fr',
      text: 'Rien depuis juin.',
      callBack: false,
    },
  )
  return body.complaintId
}
async function read(page: Page, complaintId: string): Promise<void> {
  await page.goto(`${jigikan.origin}/plaintes/${complaintId}`)
  await page.getByRole('heading', { name: /^Plainte \d/ }).waitFor()
}
const note = (page: Page) => page.getByLabel('Votre note')
const save = (page: Page) => page.getByRole('button', { name: 'Enregistrer la note' }).click()

describe('an officer’s day', () => {
  test('two at one complaint: the slower one sees what the other did, and sends what was typed all the same', async () => {
    const complaintId = await file('1.1')
    const [slow, quick] = await Promise.all([signIn('Boubacar Maïga'), signIn('Hawa Dicko')])
    await read(slow, complaintId)
    await slow.getByRole('button', { name: 'Commencer l’examen' }).click()
    await slow.getByRole('button', { name: 'Décider' }).click()
    const form = slow.getByRole('dialog')
    await form.getByRole('radio', { name: 'La personne a raison', exact: true }).check()
    await form.getByLabel('Explication pour le dossier').fill('La liste était fausse.')

    await read(quick, complaintId)
    await quick.getByRole('button', { name: 'M’attribuer' }).click()
    await quick.getByText('C’est fait').waitFor()

    await form.getByRole('button', { name: 'Enregistrer la décision' }).click()
    await form.getByText('Hawa Dicko a changé cette plainte').waitFor()
    await form.getByText('Attribuée à : personne → Hawa Dicko').waitFor()
    expect(await form.getByLabel('Explication pour le dossier').inputValue()).toBe('La liste était fausse.')
    await form.getByRole('button', { name: 'Envoyer quand même' }).click()
    await slow.getByText('Décidée').first().waitFor()
  })

  test('what was typed is there again after a reload, and gone once it is sent', async () => {
    const complaintId = await file('1.2')
    const page = await signIn('Boubacar Maïga')
    await read(page, complaintId)
    await note(page).fill('Agent joint ce matin.')
    await page.getByText('Brouillon gardé').waitFor()
    await page.reload()
    await page.getByText('Brouillon gardé').waitFor()
    expect(await note(page).inputValue()).toBe('Agent joint ce matin.')
    await save(page)
    await page.getByText('Note enregistrée').waitFor()
    expect(await note(page).inputValue()).toBe('')
  })

  test('a session that ends under a note is taken up in another window, and the note goes through', async () => {
    const complaintId = await file('1.4')
    const context = await newContext()
    const page = await signIn('Boubacar Maïga', context)
    await read(page, complaintId)
    await note(page).fill('Écrit avant la fin.')
    const refusal = { contentType: 'application/json', body: '{"error":"invalid_grant","code":"sign-in"}' }
    await page.route('**/sign-in/token', (route) => route.fulfill({ status: 400, ...refusal }))
    await page.route('**/commands', (route) => route.fulfill({ status: 401, ...refusal }), { times: 1 })
    await save(page)
    await page.getByRole('heading', { name: 'Votre session est terminée' }).waitFor()
    await page.unroute('**/sign-in/token')
    await Promise.all([
      context.waitForEvent('page'),
      page.getByRole('button', { name: 'Se reconnecter' }).click(),
    ])
    await page.getByText('Note enregistrée').waitFor()
    await page.getByText('Écrit avant la fin.').waitFor()
  })

  test('without a network nothing is lost, and the second try carries the key of the first', async () => {
    const complaintId = await file('2.1')
    const context = await newContext()
    const page = await signIn('Boubacar Maïga', context)
    await read(page, complaintId)
    const keys: (string | undefined)[] = []
    page.on('request', (request) => {
      if (request.postData()?.includes('"note"')) keys.push(request.headers()['idempotency-key'])
    })
    await context.setOffline(true)
    await note(page).fill('Vu sur place.')
    await save(page)
    await page.getByText('Part dès que le réseau revient').waitFor()
    await page.getByText(/Hors.ligne · données.de/).waitFor()
    await context.setOffline(false)
    await page.getByText('Boubacar Maïga a écrit une note').waitFor()
    await page.getByText(/À jour/).waitFor()
    expect(keys.length).toBeGreaterThan(1)
    expect(new Set(keys).size).toBe(1)
  })

  test('a complaint that goes up out of sight is said to be with others', async () => {
    const complaintId = await file('3.1')
    const page = await signIn('Boubacar Maïga')
    await read(page, complaintId)
    await page.getByText('Autres actions').click()
    await page.getByRole('button', { name: 'Transmettre plus haut' }).click()
    const form = page.getByRole('dialog')
    await form.getByLabel('Raison').fill('Le recensement est à revoir.')
    await form.getByRole('button', { name: 'Transmettre' }).click()
    await page.getByRole('heading', { name: 'La plainte est chez d’autres maintenant' }).waitFor()
    await page.getByRole('link', { name: 'Aller à la file' }).click()
    await page.getByRole('heading', { name: 'Plaintes', exact: true }).waitFor()
  })

  test('j and k walk through the queue, but never while somebody types, nor when they are turned off', async () => {
    await Promise.all([file('8'), file('9')])
    const page = await signIn('Boubacar Maïga')
    const focused = () => page.evaluate('document.activeElement.textContent') as Promise<string>
    const rows = page.getByRole('rowheader').getByRole('link')
    await rows.nth(1).waitFor()
    const [first, second] = await rows.allTextContents()
    await page.keyboard.press('j')
    expect(await focused()).toBe(first)
    await page.keyboard.press('j')
    expect(await focused()).toBe(second)
    await page.keyboard.press('k')
    expect(await focused()).toBe(first)
    await page.keyboard.press('/')
    await page.keyboard.type('jk')
    expect(await page.getByRole('searchbox', { name: 'Référence' }).inputValue()).toBe('jk')

    await page.getByRole('button', { name: /^Mon compte/ }).click()
    await page.getByRole('checkbox', { name: 'Raccourcis clavier' }).uncheck()
    await page.keyboard.press('Escape')
    const before = await focused()
    await page.keyboard.press('j')
    expect(await focused()).toBe(before)
  })
})

describe('the private desk', () => {
  test('asks why, locks after five idle minutes, and leaves nothing on the device', async () => {
    await file('4.1', goundam)
    const context = await newContext()
    const page = await signIn('Safiatou Ascofaré', context)
    await page.clock.install()
    await page.getByRole('link', { name: 'Espace réservé' }).click()
    await page.getByRole('rowheader').getByRole('link').first().click()
    expect(await page.getByText('Rien depuis juin.').count()).toBe(0)
    await page.getByRole('button', { name: 'Ouvrir le dossier' }).click()
    await page.getByText('Ce champ est nécessaire').waitFor()
    await page.getByRole('radio', { name: 'Contrôle' }).check()
    await page.getByRole('button', { name: 'Ouvrir le dossier' }).click()
    await page.getByText('Rien depuis juin.').waitFor()
    await note(page).fill('Ne doit pas rester.')

    await page.clock.fastForward('05:10')
    await page.getByRole('heading', { name: 'L’espace réservé s’est verrouillé' }).waitFor()
    expect(await page.getByText('Rien depuis juin.').count()).toBe(0)
    // A reload does not open it, only the officer: the provider asks who it is, though it still knows.
    await page.reload()
    await page.getByRole('heading', { name: 'L’espace réservé s’est verrouillé' }).waitFor()
    const [signingIn] = await Promise.all([
      context.waitForEvent('page'),
      page.getByRole('button', { name: 'Se reconnecter' }).click(),
    ])
    await signingIn.getByRole('button', { name: 'Safiatou Ascofaré' }).click()
    await page.getByRole('heading', { name: 'Pourquoi l’ouvrir' }).waitFor()

    await page.getByRole('button', { name: 'Quitter vite' }).click()
    await page.getByRole('heading', { name: 'Plaintes', exact: true }).waitFor()
    const left = await page.evaluate(
      `indexedDB.databases().then((all) => [all.map(({ name }) => name), JSON.stringify(Object.entries(localStorage))])`,
    )
    // Of the queue's own rows, sealed; there is no place for drafts.
    expect(left).toEqual([['jigikan-device'], expect.not.stringContaining('rester')])
    await page.goBack()
    await page.getByRole('heading', { name: 'L’espace réservé s’est verrouillé' }).waitFor()
  })

  test('does not exist for who has neither of its queues', async () => {
    const page = await signIn('Ousmane Touré')
    expect(await page.getByRole('link', { name: 'Espace réservé' }).count()).toBe(0)
    await page.goto(`${jigikan.origin}/espace-reserve`)
    await page.getByRole('heading', { name: 'Cette page n’existe pas' }).waitFor()
  })
})
