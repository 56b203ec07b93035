/** An officer's day where the network comes and goes, in a real browser: read, act, close the tab, come back, sign out. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from 'playwright-core'
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

const context = () =>
  browser.newContext({ viewport: { width: 1280, height: 800 }, reducedMotion: 'reduce', locale: 'fr-FR' })

async function signIn(name: string, inside: BrowserContext): Promise<Page> {
  const page = await inside.newPage()
  page.setDefaultTimeout(10_000)
  page.on('pageerror', (fault) => faults.push(fault.message))
  await page.goto(`${jigikan.origin}/`)
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.getByRole('button', { name }).click()
  await page.getByRole('heading', { name: 'Plaintes', exact: true }).waitFor()
  return page
}
/** The console is on the device, and all that work without a network needs. */
const kept = (page: Page) =>
  expect
    .poll(
      () =>
        page.evaluate(`(async () => {
          const lists = /"work":(\\[[^\\]]*\\])/.exec(await (await fetch('/sw.js')).text())
          const found = await Promise.all(JSON.parse(lists[1]).filter((path) => !path.includes('.en-')).map((path) => caches.match(path)))
          return found.filter((each) => !each).length
        })()`),
      { timeout: 15_000, interval: 200 },
    )
    .toBe(0)

async function file(category: string, text: string): Promise<string> {
  const { body } = await national.post<{ complaintId: string }>('/api/complaints', {
    category,
    about: 'nobody',
    commune: '71025000',
    programme: 'jigisemejiri',
    channel: 'walk_in',
    language: 'fr',
    callBack: false,
    text,
  })
  return body.complaintId
}
const read = async (complaintId: string) =>
  (await national.get<ComplaintDetail>(`/api/complaints/${complaintId}`)).body
const notes = async (complaintId: string) =>
  (await read(complaintId)).history.filter(({ type }) => type === 'noted').length
const open = async (page: Page, complaintId: string) => {
  await page.locator(`a[href$="${complaintId}"]`).first().click()
  await page.getByRole('heading', { name: /^Plainte \d/ }).waitFor()
}
const write = async (page: Page, words: string) => {
  await page.getByLabel('Votre note').fill(words)
  await page.getByRole('button', { name: 'Enregistrer la note' }).click()
}
const axe = async (page: Page) => {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  return violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
}
/** All that lies on the device, as somebody who takes it could read it. */
const onDevice = (page: Page): Promise<string> =>
  page.evaluate(`(async () => {
    const answer = (asked) => new Promise((done) => { asked.onsuccess = () => done(asked.result) })
    const all = [JSON.stringify({ ...localStorage }), JSON.stringify({ ...sessionStorage })]
    for (const { name } of await indexedDB.databases()) {
      const database = await answer(indexedDB.open(name))
      for (const store of database.objectStoreNames) {
        const inside = database.transaction(store).objectStore(store)
        const [keys, values] = await Promise.all([answer(inside.getAllKeys()), answer(inside.getAll())])
        all.push(...keys)
        for (const value of values)
          all.push(value.data ? new TextDecoder('latin1').decode(value.data) : JSON.stringify(value))
      }
      database.close()
    }
    for (const name of await caches.keys())
      for (const { url } of await (await caches.open(name)).keys()) all.push(new URL(url).pathname)
    return all.join('\\n')
  })()`)

describe('without a network', () => {
  test('queue and complaint are read after a reload, an act waits, and is done once when the network is back', async () => {
    const complaintId = await file('1.1', 'Le chameau est passé devant le guichet.')
    const inside = await context()
    const page = await signIn('Boubacar Maïga', inside)
    await open(page, complaintId)
    await page.getByText('Le chameau est passé').waitFor()
    await kept(page)
    expect(await onDevice(page)).not.toMatch(/chameau|Boubacar/)

    await inside.setOffline(true)
    await page.reload()
    await page.getByText('Hors ligne : vous lisez').waitFor()
    await page.getByText('Le chameau est passé').waitFor()
    await page.getByText(/Hors.ligne · données.de/).waitFor()
    await page.getByRole('link', { name: 'File des plaintes' }).click()
    await page.getByText('Hors ligne. Dernières nouvelles').waitFor()
    await page.locator(`a[href$="${complaintId}"]`).waitFor()

    await page.getByRole('searchbox', { name: 'Référence' }).fill('chamau')
    await page.keyboard.press('Enter')
    await page.locator('mark', { hasText: 'chameau' }).waitFor()
    expect(await axe(page)).toEqual([])

    // A view that was not opened is told from the rows that the device was prepared with.
    await page.getByRole('button', { name: 'Fermer la recherche' }).click()
    await page.getByRole('link', { name: 'Non attribuées' }).click()
    await page.locator(`a[href$="${complaintId}"]`).waitFor()

    // Another tab has no session: for a day it reads what the device knows.
    const other = await inside.newPage()
    await other.goto(`${jigikan.origin}/plaintes/${complaintId}`)
    await other.getByText('Le chameau est passé').waitFor()
    await other.close()

    await open(page, complaintId)
    await write(page, 'Vu sur place.')
    await page.getByText('Part dès que le réseau revient').waitFor()
    await page.getByText(/en attente d’envoi/).waitFor()
    await page.getByRole('link', { name: 'À envoyer 1' }).click()
    await page.getByRole('heading', { name: 'À envoyer' }).waitFor()
    await page.getByText('Vu sur place.').waitFor()
    expect(await axe(page)).toEqual([])
    expect(await onDevice(page)).not.toMatch(/Vu sur place/)
    expect(await notes(complaintId)).toBe(0)

    await inside.setOffline(false)
    await page.getByText('arrivée', { exact: true }).waitFor()
    expect(await notes(complaintId)).toBe(1)
  })

  test('what a closed tab had in flight is done once; a conflict is shown, and sent only when the officer wants it', async () => {
    const [inFlight, contested] = [await file('1.2', 'Un'), await file('1.4', 'Deux')]
    const inside = await context()
    const page = await signIn('Boubacar Maïga', inside)
    await open(page, inFlight)
    // The server does it; the answer never comes.
    const reached = new Promise<void>((done) => {
      page.route('**/commands', async (route) => {
        await route.fetch()
        done()
      })
    })
    await write(page, 'Fermé avant la réponse.')
    await reached
    await page.close()
    expect(await notes(inFlight)).toBe(1)

    const next = await inside.newPage()
    next.setDefaultTimeout(10_000)
    await next.goto(`${jigikan.origin}/plaintes/${inFlight}`)
    await next.getByText('Fermé avant la réponse.').first().waitFor()
    await next.goto(`${jigikan.origin}/a-envoyer`)
    await next.getByText('arrivée', { exact: true }).waitFor()
    expect(await notes(inFlight)).toBe(1)

    await next.goto(`${jigikan.origin}/plaintes/${contested}`)
    await next.getByRole('button', { name: 'Prendre en compte' }).waitFor()
    await inside.setOffline(true)
    await next.getByRole('button', { name: 'Prendre en compte' }).click()
    await next.getByText('Part dès que le réseau revient').waitFor()
    await national.command(contested, { type: 'start_review' })
    await inside.setOffline(false)
    await next.goto(`${jigikan.origin}/a-envoyer`)
    await next.getByText(/Adama Coulibaly a changé cette plainte/).waitFor()
    await next.getByRole('button', { name: 'Envoyer maintenant' }).waitFor({ state: 'detached' })
    expect((await read(contested)).state).toBe('in_review')
    await next.getByRole('button', { name: 'Abandonner' }).click()
    await next.getByRole('button', { name: 'Abandonner pour de bon' }).click()
    await next.getByText('Rien à envoyer').waitFor()
  })

  test('somebody’s complaint is taken down without a network, and its reference comes with it', async () => {
    const inside = await context()
    const page = await signIn('Boubacar Maïga', inside)
    await page.goto(`${jigikan.origin}/nouvelle-plainte`)
    await page.getByRole('radio', { name: 'La personne est venue' }).check()
    await inside.setOffline(true)
    await page.getByRole('radio', { name: 'Question' }).check()
    await page.getByRole('textbox', { name: 'Ses mots' }).fill('Quand passe-t-on à Bourem ?')
    const programme = page.getByRole('combobox', { name: 'Programme' })
    if (await programme.count()) await programme.selectOption({ index: 1 })
    await page.getByRole('button', { name: 'Enregistrer la plainte' }).click()
    await page.getByRole('heading', { name: 'Plainte gardée sur cet appareil' }).waitFor()
    expect(await onDevice(page)).not.toMatch(/Bourem/)
    await inside.setOffline(false)
    await page.getByRole('link', { name: 'Voir « À envoyer »' }).click()
    const [said = ''] =
      /\d{4}-\d{4}-\d/.exec(await page.getByText(/à donner à la personne/).innerText()) ?? []
    const { body } = await national.get<{ items: { excerpt?: string }[] }>(`/api/complaints?q=${said}`)
    expect(body.items.map(({ excerpt }) => excerpt)).toEqual(['Quand passe-t-on à Bourem ?'])
  })

  test('signing out warns of what is unsent, then leaves nothing, and the next one is asked who they are', async () => {
    const complaintId = await file('1.1', 'La pirogue est rouge.')
    const inside = await context()
    const page = await signIn('Boubacar Maïga', inside)
    await open(page, complaintId)
    await kept(page)
    await inside.setOffline(true)
    await write(page, 'Jamais partie.')
    await page.getByText('Part dès que le réseau revient').waitFor()
    await page.getByRole('button', { name: /^Mon compte/ }).click()
    await page.getByRole('button', { name: 'Se déconnecter' }).click()
    await page.getByText('1 action n’est pas encore envoyée').waitFor()
    await page.getByRole('button', { name: 'Effacer et se déconnecter' }).click()
    await page.getByRole('button', { name: 'Se connecter' }).waitFor()
    const left = await onDevice(page)
    expect(left).not.toMatch(/pirogue|Jamais|boubacar|Boubacar|complaint\/|job\//)
    expect(await notes(complaintId)).toBe(0)
    await inside.setOffline(false)
    await page.getByRole('button', { name: 'Se connecter' }).click()
    await page.getByRole('button', { name: 'Hawa Dicko' }).waitFor()
  })

  test('what is restricted leaves nothing on the device', async () => {
    const complaintId = await file('4.1', 'Le boubou bleu.')
    const inside = await context()
    const page = await signIn('Hawa Dicko', inside)
    await page.goto(`${jigikan.origin}/espace-reserve/plaintes/${complaintId}`)
    await page.getByRole('radio').first().check()
    await page.getByRole('button', { name: 'Ouvrir le dossier' }).click()
    await page.getByText('Le boubou bleu.').waitFor()
    await write(page, 'Tissu retrouvé.')
    await page.getByText('Note enregistrée').waitFor()
    await kept(page)
    const left = await onDevice(page)
    expect(left).not.toContain(complaintId)
    expect(left).not.toMatch(/boubou|Tissu|\/private/)
  })
})
