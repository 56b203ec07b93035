/** The demonstration's registry beside a running Jigikan: a complaint appears on its page, goes back, is mended, is taken over. */
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { freePort } from '../../local/ports.ts'
import { connect } from '../../local/registry/connect.ts'
import { type RegistryModule, startModule } from '../../local/registry/module.ts'
import { type Signed, verifyFile } from '../../local/registry/verify-file.ts'
import { type Jigikan, type OfficerHands, startJigikan } from '../builders/jigikan.ts'
import { administrator } from '../builders/registry.ts'

let jigikan: Jigikan
let registry: RegistryModule
let national: OfficerHands
let begin: () => Promise<RegistryModule>
beforeAll(async () => {
  jigikan = await startJigikan()
  national = await jigikan.officer('adama-coulibaly')
  const port = await freePort()
  const keptAt = join(jigikan.dataFolder, 'registry-key.json')
  const way = 'push' as const
  const token = await jigikan.signIn.issueToken(administrator)
  const options = { origin: jigikan.origin, token, consumerId: 'registre-demo', way, keptAt }
  begin = async () => {
    const { key, pushSecret } = await connect({ ...options, receiverUrl: `http://localhost:${port}/jigikan` })
    return startModule({
      origin: jigikan.origin,
      key,
      way,
      port,
      pushSecrets: [pushSecret ?? ''],
      databasePath: join(jigikan.dataFolder, 'registry.sqlite'),
      everyMs: 50,
    })
  }
  registry = await begin()
})
afterAll(async () => {
  await registry.stop()
  await jigikan.end()
})

const page = async (path = '/') => (await fetch(`${registry.url}${path}`)).text()
const press = async (path: string, form: Record<string, string> = {}) =>
  (await fetch(`${registry.url}${path}`, { method: 'POST', body: new URLSearchParams(form) })).text()
async function until(done: () => boolean | Promise<boolean>): Promise<void> {
  for (let look = 0; look < 600; look += 1) {
    if (await done()) return
    await new Promise((again) => setTimeout(again, 25))
  }
  throw new Error('it did not come to pass')
}
const file = async (): Promise<{ complaintId: string; reference: string }> =>
  (
    await national.post<{ complaintId: string; reference: string }>('/api/complaints', {
      category: '3.3',
      about: 'nobody',
      commune: '71025000',
      programme: 'jigisemejiri',
      channel: 'phone_call',
      language: 'fr',
      callBack: false,
      phone: '76123466',
    })
  ).body
const spoken = (reference: string) => reference.replace(/^(\d{4})(\d{4})(\d)$/, '$1-$2-$3')
const lastOf = (reference: string) => registry.store.history(reference).at(-1)

test('a complaint appears, is sent back with a reason, mended, taken over, and its remedy comes home', async () => {
  const { complaintId, reference } = await file()
  await until(async () => (await page()).includes(spoken(reference)))
  const first = lastOf(reference)
  await press(`/plainte/${reference}/rejected?sequence=${first?.entry.sequence}`, {
    reason: 'Commune à vérifier',
  })
  await until(async () => {
    const { body } = await national.get<{ history: { type: string }[] }>(`/api/complaints/${complaintId}`)
    return body.history.some(({ type }) => type === 'registry_rejected')
  })
  await national.command(complaintId, { type: 'reclassify', category: '2.3', reason: 'numéro changé' })
  await until(() => JSON.stringify(lastOf(reference)?.entry).includes('reclassified'))
  await press(`/plainte/${reference}/accepted?sequence=${lastOf(reference)?.entry.sequence}`)
  const { body } = await national.get<{ items: { status: string }[] }>(
    `/api/complaints/${complaintId}/registry`,
  )
  expect(body.items.map(({ status }) => status)).toEqual(['rejected', 'accepted'])

  await national.command(complaintId, { type: 'start_review' })
  await national.command(complaintId, { type: 'decide', outcome: 'upheld', summary: 'oui' })
  await until(async () => (await page(`/plainte/${reference}`)).includes('Correction faite'))
  expect(await press(`/plainte/${reference}/decide?what=correction_made`)).toContain('Dit à Jigikan')
  const after = await national.get<{ state: string }>(`/api/complaints/${complaintId}`)
  expect(after.body.state).toBe('remedy_done')
})

test('while it is down nothing is lost, and when it is back both sides count the same', async () => {
  await press('/panne')
  const { reference } = await file()
  await jigikan.settled()
  expect(await page()).toContain('En panne')
  await registry.stop()
  registry = await begin()
  await jigikan.scheduler.pushForward(60_000)
  await until(() => lastOf(reference) !== undefined)
  expect(await press('/comptes')).toContain('les comptes concordent')
})

test('a file is found genuine, or cut, or changed, or not ours', async () => {
  const key = JSON.parse(
    await (await import('node:fs/promises')).readFile(join(jigikan.dataFolder, 'registry-key.json'), 'utf8'),
  ).key
  const ask = async (path: string) =>
    fetch(`${jigikan.origin}/registry/v1${path}`, { headers: { authorization: `Bearer ${key}` } })
  const today = registry.store.lastDay()
  const signed = (await (await ask(`/files/${today}`)).json()) as Signed
  const keys = (await (await ask('/keys')).json()) as { keys: Record<string, string>[] }
  const text = await (await ask(`/files/${today}/1`)).text()
  const path = join(jigikan.dataFolder, 'day.ndjson')
  const verdict = async (content: string, given: Signed = signed, by = keys) => {
    await writeFile(path, content)
    return verifyFile(given, by as never, [path])
  }
  expect(await verdict(text)).toMatchObject({ ok: true, complete: false })
  expect(await verdict(text.slice(0, -40))).toMatchObject({ why: expect.stringContaining('cut') })
  expect(await verdict(text.replace('2.3', '1.1'))).toMatchObject({ why: 'the file was changed' })
  const padded = { ...signed, manifest: { ...signed.manifest, entries: 1 } }
  expect(await verdict(text, padded)).toMatchObject({ why: 'the manifest is not the one that was signed' })
  const strangers = {
    keys: keys.keys.map((each) => ({ ...each, x: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo' })),
  }
  expect(await verdict(text, signed, strangers)).toMatchObject({ ok: false })
})
