/** Two administrators, a telephone's width: an officer is entered, a right takes both, figures are published, texts are tried. */
import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from '../builders/browser.ts'
import { builtConsoleFolder } from '../builders/console.ts'
import { type Jigikan, startJigikan } from '../builders/jigikan.ts'

let jigikan: Jigikan
let browser: Browser
let page: Page
const faults: string[] = []
beforeAll(async () => {
  ;[jigikan, browser] = await Promise.all([startJigikan({ webFolder: builtConsoleFolder }), openBrowser()])
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: 'fr-FR' })
  page = await context.newPage()
  page.setDefaultTimeout(15_000)
  page.on('pageerror', (fault) => faults.push(fault.message))
  await page.goto(`${jigikan.origin}/`)
  await page.getByRole('button', { name: 'Se connecter' }).click()
  await page.getByRole('button', { name: 'Nana Koné' }).click()
  await page.getByRole('heading', { name: 'Plaintes', exact: true }).waitFor()
  await page.evaluate("localStorage.setItem('jigikan.language', 'fr')")
}, 60_000)
afterAll(async () => {
  await browser?.close()
  await jigikan?.end()
})

const press = (name: string) => page.getByRole('button', { name, exact: true }).first().click()
const open = (path: string, title: string) =>
  page
    .goto(`${jigikan.origin}/administration${path}`)
    .then(() => page.getByRole('heading', { name: title, level: 1 }).waitFor())
async function isWellMade() {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21aa', 'wcag22aa'])
    .analyze()
  expect(violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)).toEqual([])
  expect(await page.evaluate('document.documentElement.scrollWidth')).toBe(360)
}

test('a focal point is entered by one administrator, let in by another, and the journal has both', {
  timeout: 40_000,
}, async () => {
  await open('', 'Agents')
  await press('Ajouter un agent')
  await page.getByLabel('Identifiant de connexion').fill('oumou-diarra-2')
  await page.getByLabel('Nom', { exact: true }).fill('Oumou Diarra')
  await page.getByLabel('Fonction').fill('Point focal')
  await page.getByLabel('Rôle').selectOption('focal_point')
  await page.getByLabel('Unités', { exact: true }).selectOption('focal-woman')
  await page.getByLabel('Motif').fill('Formée en novembre')
  await isWellMade()
  await press('Enregistrer et demander la confirmation')
  await page.getByText('Attend un second administrateur').waitFor()
  expect(await page.getByRole('button', { name: 'Confirmer le droit' }).count()).toBe(0)

  const second = await jigikan.officer('yacouba-fofana')
  const order = { type: 'confirm_right', reason: 'Attestation vue' }
  const path = '/api/officers/oumou-diarra-2/commands'
  expect((await second.post(path, order, { 'if-match': '"1"' })).status).toBe(200)
  // On one machine whoever was entered can sign in from then on.
  const door = await browser.newPage()
  await door.goto(`${jigikan.origin}/`)
  await door.getByRole('button').first().click()
  await door.getByRole('button', { name: 'Oumou Diarra' }).waitFor()
  await door.close()
  await open('/journal', 'Journal')
  await page.getByText('Droit confirmé par un second').last().waitFor()
  await page.getByText('Motif : Formée en novembre').waitFor()
})

test('whoever is switched off is out at once, and others do not know that these pages are there', async () => {
  const [admin, ccl] = [await jigikan.officer('nana-kone'), await jigikan.officer('boubacar-maiga')]
  expect((await ccl.get('/api/officers')).status).toBe(404)
  expect((await ccl.get('/api/audit?day=2026-11-22')).status).toBe(404)
  const named = await ccl.get<{ items: object[] }>('/api/officers/named?q=nana')
  expect(Object.keys(named.body.items[0] ?? {}).toSorted()).toEqual(['name', 'officerId', 'title', 'unit'])
  const path = '/api/officers/boubacar-maiga/commands'
  await admin.post(path, { type: 'stop', reason: 'Départ' }, { 'if-match': '"0"' })
  expect((await ccl.get('/api/me')).status).toBe(403)
  await admin.post(path, { type: 'resume', reason: 'Retour' }, { 'if-match': '"1"' })
  expect((await ccl.get('/api/me')).status).toBe(200)
})

test('the journal has numbers shown, lists taken out and restricted complaints opened, without words, and nothing of private cases', async () => {
  const [admin, relay, ccl, national, kadidia] = await Promise.all(
    ['nana-kone', 'aminata-traore', 'boubacar-maiga', 'adama-coulibaly', 'kadidia-diarra'].map((id) =>
      jigikan.officer(id),
    ),
  )
  const walkIn = { about: 'committee', commune: '71025000', programme: 'jigisemejiri', channel: 'walk_in' }
  const file = async (more: object) =>
    (
      await relay?.post<{ complaintId: string }>('/api/complaints', {
        ...walkIn,
        language: 'fr',
        callBack: false,
        ...more,
      })
    )?.body.complaintId ?? ''
  const open = await file({ category: '2.1', about: 'nobody', phone: '76123499' })
  const restricted = await file({ category: '4.2' })
  await jigikan.phone('+22373000009').dial('1', '6', '1', '1', '1', '2')
  const cases = await kadidia?.get<{ items: { complaintId: string }[] }>('/private/cases')
  const privateId = cases?.body.items[0]?.complaintId ?? ''

  await ccl?.post(`/api/complaints/${open}/phone`, { reason: 'Rappeler la personne' })
  await national?.post(`/private/complaints/${restricted}/open`, { why: 'control', words: 'des mots à elle' })
  await kadidia?.post(`/private/cases/${privateId}/open`, { why: 'designated' })
  await national?.post('/api/exports', { what: 'complaints', format: 'csv', filter: {}, withWords: false })

  const day = new Date().toISOString().slice(0, 10)
  const said = async (kind: string) => {
    const answer = await admin?.get<{ items: { about?: { id: string } }[] }>(
      `/api/audit?day=${day}&kind=${kind}`,
    )
    return answer?.body.items ?? []
  }
  expect(await said('number_shown')).toMatchObject([{ about: { id: open }, reason: 'Rappeler la personne' }])
  expect(await said('restricted_opened')).toMatchObject([
    { about: { id: restricted }, what: { why: 'control' } },
  ])
  expect(await said('list_taken_out')).toHaveLength(1)
  const all = JSON.stringify((await admin?.get(`/api/audit?day=${day}`))?.body)
  expect(privateId).not.toBe('')
  for (const secret of [privateId, 'des mots à elle', '76123499', '4.2']) expect(all).not.toContain(secret)
})

test('an officer whom a complaint is about is named while filing or later, and then it is not there for them', async () => {
  const [relay, ccl, national] = await Promise.all(
    ['aminata-traore', 'boubacar-maiga', 'adama-coulibaly'].map((id) => jigikan.officer(id)),
  )
  const body = {
    category: '2.1',
    about: 'committee',
    cercle: 'ML0703',
    programme: 'jigisemejiri',
    channel: 'walk_in',
    language: 'fr',
    callBack: false,
  }
  const unknown = await relay?.post('/api/complaints', { ...body, accusedOfficers: ['nobody'] })
  expect(unknown?.body).toMatchObject({ fields: { accusedOfficers: 'unknown' } })
  for (const accusedOfficers of [['boubacar-maiga'], []]) {
    const filed = await relay?.post<{ complaintId: string }>('/api/complaints', {
      ...body,
      about: 'other',
      accusedOfficers,
    })
    const address = `/api/complaints/${filed?.body.complaintId}`
    if (accusedOfficers.length === 0) {
      expect((await ccl?.get(address))?.status).toBe(200)
      const command = { type: 'name_accused', officerId: 'boubacar-maiga', reason: 'Dit au téléphone' }
      const named = await national?.command(filed?.body.complaintId ?? '', command)
      expect(named?.body).toMatchObject({ accusedOfficers: [{ officerId: 'boubacar-maiga' }] })
      const again = await national?.command(filed?.body.complaintId ?? '', command)
      expect(again?.body).toMatchObject({ fields: { officerId: 'entered' } })
    }
    expect((await ccl?.get(address))?.status).toBe(404)
    expect((await national?.get(address))?.status).toBe(200)
  }
})

test('a deadline is drafted with its source, looked at beforehand, published, and holds for the next complaint', {
  timeout: 40_000,
}, async () => {
  await open('/delais', 'Délais et aiguillage')
  await press('Modifier Carte perdue, abîmée')
  await page.getByLabel('Décidé sous').fill('5')
  await page.getByLabel('Source').fill('Note de service de novembre')
  await press('Mettre au brouillon')
  await press('Voir ce que cela aurait changé')
  await page.getByText('Rien n’est déplacé : on compte seulement.').waitFor()
  await press('Publier')
  await page.getByLabel('Motif').fill('Décision de la réunion')
  await isWellMade()
  await page.locator('form').getByRole('button', { name: 'Publier' }).click()
  await page.getByText('Version 1, à partir du').waitFor()

  const relay = await jigikan.officer('aminata-traore')
  const filed = await relay.post<{ dueAt: string }>('/api/complaints', {
    category: '2.1',
    about: 'nobody',
    commune: '71025000',
    programme: 'jigisemejiri',
    channel: 'walk_in',
    language: 'fr',
    callBack: false,
  })
  const days = (Date.parse(filed.body.dueAt) - Date.now()) / 86_400_000
  expect(days).toBeGreaterThan(4)
  expect(days).toBeLessThan(12)
})

test('a zone and a day off are said with their reason; texts are compared, tried, and what is proposed stays', {
  timeout: 40_000,
}, async () => {
  await open('/calendrier', 'Calendrier et zones')
  await press('Dire l’état d’une zone')
  await page.getByLabel('Commune ou cercle').selectOption('ML0703')
  await page.getByLabel('Fermée').check()
  await page.getByLabel('Jusqu’au').fill('2099-12-31')
  await page.getByLabel('Motif').fill('Route coupée')
  await press('Enregistrer')
  await page.getByText('Route coupée').waitFor()

  await open('/textes', 'Textes')
  await page.getByText('non relu').first().waitFor()
  await page.getByLabel('Chercher dans les textes').fill('sms.receipt_open')
  await press('Essayer un autre texte pour « sms.receipt_open », Bambara')
  await page.getByLabel('Texte proposé').fill('Jigikan: ɲɛ')
  await page.getByText('Il manque : {reference}').waitFor()
  await page.getByLabel('Avis').selectOption('change')
  await press('Garder la proposition')
  await isWellMade()
  await page.reload()
  await page.getByText('1 proposition, sur cet appareil seulement').waitFor()
  expect(faults).toEqual([])
})
