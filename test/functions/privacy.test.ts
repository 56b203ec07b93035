import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { PrivacyEntry } from '../../shared/domain/privacy.ts'
import { type Jigikan, startJigikan } from '../builders/jigikan.ts'

const run = promisify(execFile)
let jigikan: Jigikan
let reference: string
beforeAll(async () => {
  jigikan = await startJigikan()
  const last = await jigikan.phone('+22370777001').dial('1', '1', '2', '1', '1', '1', '1', '1')
  reference = (/\d{4}-\d{4}-\d/.exec(last)?.[0] ?? '').replaceAll('-', '')
  await jigikan.settled()
})
afterAll(() => jigikan.end())

/** What the command prints, as an officer runs it. */
async function privacy(officerId: string, deed: string): Promise<string> {
  const token = await jigikan.signIn.issueToken(officerId)
  const why = 'rappelée à son numéro, elle a dit le jour de sa plainte'
  const asked = ['local/privacy.ts', deed, jigikan.origin, '--phone', '70 77 70 01', '--why', why]
  const { stdout } = await run(process.execPath, asked, { env: { ...process.env, JIGIKAN_TOKEN: token } })
  return stdout
}

test('a person reads what is held of her, is told what is under way, and the journal knows who answered', async () => {
  const held = await privacy('adama-coulibaly', 'access')
  expect(held).toContain('## Le numéro')
  expect(held).toContain('+22370777001')
  expect(held).toContain(reference)
  expect(await privacy('adama-coulibaly', 'erase')).toContain(
    `En cours, gardées jusqu’à leur fin : ${reference}`,
  )

  const national = await jigikan.officer('adama-coulibaly')
  const complaintId = (await national.get<{ items: { complaintId: string }[] }>('/api/complaints?view=open'))
    .body.items[0]?.complaintId
  await national.command(complaintId ?? '', { type: 'withdraw', reason: 'elle le demande' })
  await jigikan.settled()
  const erased = await privacy('adama-coulibaly', 'erase')
  expect(erased).toContain(`Effacées : ${reference}`)
  expect(erased).toContain('Le numéro est effacé.')
  expect(await privacy('adama-coulibaly', 'access')).not.toContain(reference)
  const month = jigikan.clock.now().toISOString().slice(0, 7)
  const { body } = await national.get<{ entries: PrivacyEntry[] }>(`/api/privacy/journal?month=${month}`)
  expect(body.entries.map(({ what, held: kept }) => [what, kept.length])).toEqual([
    ['access', 0],
    ['erasure', 0],
    ['erasure', 1],
    ['access', 0],
  ])
})

test('to an officer of a commune none of it is there', async () => {
  await expect(privacy('boubacar-maiga', 'access')).rejects.toThrow('404')
  const committee = await jigikan.officer('boubacar-maiga')
  expect((await committee.get('/api/privacy/journal?month=2026-11')).status).toBe(404)
})
