/** A busy day: people call, write, change their minds and lose the network, officers work, clocks ring, the gateway stammers. */
import type { ComplaintRow } from '../../shared/contracts/staff-api.ts'
import { parseReference } from '../../shared/domain/reference.ts'
import type { Jigikan } from '../builders/jigikan.ts'
import { administrator, newConsumer, startReceiver } from '../builders/registry.ts'
import { filesHappen } from './files-happen.ts'
import { moneyHappens } from './money-happens.ts'
import { remindersHappen } from './reminders-happen.ts'

const gounzoureye = ['1', '1', '2', '1', '7', '3', '4', '1']
const referenceIn = (screen: string): string => parseReference(/\d{4}-\d{4}-\d/.exec(screen)?.[0] ?? '') ?? ''

async function peopleCall(jigikan: Jigikan): Promise<string> {
  const fatou = jigikan.phone('+22372000001')
  const reference = referenceIn(await fatou.dial(...gounzoureye))
  // Withdrawn again; private; restricted; dropped, gone on with, dropped; words about a restricted one.
  const other = jigikan.phone('+22372000002')
  await other.dial(...gounzoureye)
  await other.dial('0', '2', '1')
  await jigikan.phone('+22372000003').dial('1', '6', '1', '1', '1', '2')
  const asked = jigikan.phone('+22372000004')
  await asked.dial('1', '4', '1', '1', '8', '1')
  await asked.dial('0', '1')
  const cut = jigikan.phone('+22372000005')
  await cut.drop('1', '1', '2', '1', '7', '3', '4')
  await cut.drop('1')
  // At the very place where it dropped before: there is nothing new to keep.
  await cut.drop('1')
  await cut.dial('2')
  const gone = jigikan.phone('+22372000006')
  await gone.drop('1', '2', '4')
  await gone.dial('3', '1')
  await jigikan.phone('+22372000007').drop('1', '6', '1', '1')
  const known = jigikan.phone('+22372000008')
  await known.dial('1', '1', '1')
  await known.dial('0', reference)
  return reference
}

async function relaysCall(jigikan: Jigikan): Promise<void> {
  const relay = await jigikan.officer('aminata-traore')
  const codes = async () =>
    (await relay.post<{ number: string; code: string }>('/api/relays/me/codes', {})).body
  const { number, code } = await codes()
  const phone = jigikan.phone('+22372000021')
  await phone.dial('1', '77', number, code === '111111' ? '222222' : '111111')
  await phone.dial('77', number, code, '2', '1', '9*9*9', '76123477', '2', '1')
  await phone.dial('77', number, code, '4', '1', '1', '1', '1', '1')
  await phone.drop('77', number, code, '2', '1')
  const supervisor = await jigikan.officer('hawa-dicko')
  const reason = 'Papier perdu'
  await supervisor.post('/api/relays/aminata-traore/codes', { reason })
  await supervisor.post('/api/relays/aminata-traore/codes', { reason, renew: true })
}

async function peopleWrite(jigikan: Jigikan, reference: string): Promise<void> {
  const writer = jigikan.phone('+22372000011')
  for (const text of [
    'Je n’ai pas reçu mon argent',
    'SUIVI',
    `SUIVI ${reference}`,
    'AIDE',
    `${reference} toujours rien`,
    'STOP',
    'START',
  ]) {
    await writer.sms(text)
  }
  await jigikan.phone('+22372000012').sms('On m’a demandé de l’argent pour être payé')
  await jigikan.phones.optOut(jigikan.phone('+22372000013').number)
}

async function officersWork(jigikan: Jigikan): Promise<void> {
  const relay = await jigikan.officer('aminata-traore')
  const ccl = await jigikan.officer('boubacar-maiga')
  const national = await jigikan.officer('adama-coulibaly')
  const focal = await jigikan.officer('kadidia-diarra')
  const walkIn = {
    category: '2.1',
    about: 'nobody',
    commune: '71025000',
    programme: 'jigisemejiri',
    channel: 'walk_in',
    language: 'fr',
    callBack: false,
  }
  const file = async (more: object) =>
    (await relay.post<{ complaintId: string; reference: string }>('/api/complaints', { ...walkIn, ...more }))
      .body
  const first = await file({ phone: '76123401' })
  const again = await file({ phone: '76123401' })
  for (const view of ['open', 'mine', 'late', 'closed']) await ccl.get(`/api/complaints?view=${view}`)
  await national.get('/api/complaints?view=open')
  await (await jigikan.officer('hawa-dicko')).get('/api/complaints?view=open')
  await national.get(`/api/complaints?q=${first.reference}`)
  await national.get('/api/views')
  await national.get('/api/operations')
  await national.post('/api/operations/redrive', { queue: 'sms-outbound' })
  await ccl.post(`/api/complaints/${first.complaintId}/phone`, { reason: 'Rappeler la personne' })
  await ccl.command(first.complaintId, { type: 'assign', officerId: 'boubacar-maiga' })
  await ccl.command(first.complaintId, { type: 'note', text: 'à vérifier' })
  await ccl.command(first.complaintId, { type: 'ask_complainant', question: 'Quel jour ?' })
  await jigikan.settled()
  await jigikan.phone('+22376123401').sms('Le lundi')
  await ccl.command(first.complaintId, { type: 'message', text: 'Nous regardons.' })
  await ccl.command(again.complaintId, { type: 'note', text: 'une part prise' })
  await ccl.command(again.complaintId, { type: 'reclassify', category: '4.2', reason: 'part prise' })
  await jigikan.settled()

  const restricted = await file({ category: '4.1', phone: '76123402' })
  await national.get<{ items: ComplaintRow[] }>('/private/complaints')
  await national.post(`/private/complaints/${restricted.complaintId}/phone`, { reason: 'Rappeler' })
  let etag = (
    await national.post(`/private/complaints/${restricted.complaintId}/open`, { why: 'designated' })
  ).etag
  for (const command of [
    { type: 'note', text: 'vu' },
    { type: 'start_review' },
    { type: 'decide', outcome: 'upheld', summary: 'vrai' },
  ]) {
    const answer = await national.post(`/private/complaints/${restricted.complaintId}/commands`, command, {
      'if-match': etag ?? '',
    })
    etag = answer.etag ?? etag
  }
  await jigikan.settled()
  await jigikan.phone('+22376123402').sms(`${restricted.reference} merci`)

  const { body } = await focal.get<{ items: { complaintId: string }[] }>('/private/cases')
  const id = body.items[0]?.complaintId ?? ''
  const opened = await focal.post(`/private/cases/${id}/open`, { why: 'designated' })
  await focal.post(`/private/cases/${id}/commands`, { type: 'contacted' }, { 'if-match': opened.etag ?? '' })
}

/** A registry is told of what happens, answers, decides, and sends households; it is down for a while. */
async function registryWorks(jigikan: Jigikan): Promise<{ answers(): Promise<void> }> {
  const receiver = await startReceiver()
  const registry = await newConsumer(jigikan, 'registre', {
    ways: ['pull', 'push'],
    push: { url: receiver.url, batch: 50 },
  })
  const household = {
    headName: 'Une personne',
    headSex: 'woman',
    commune: '71025000',
    village: 'Bara',
    programmes: ['jigisemejiri'],
    phone: '76123451',
  }
  const put = (more: object) =>
    registry.post('/households', { items: [{ householdId: 'ML-9', ...household, ...more }] })
  await put({})
  await put({ phone: '76123452' })
  await put({ status: 'retired' })
  return {
    async answers() {
      const admin = await jigikan.officer(administrator)
      await until(async () => receiver.taken.length > 0)
      receiver.answer = () => 500
      const { entries, next } = await registry.pull()
      const about = entries.filter((entry) => entry.kind !== 'household')
      const given = about.slice(0, 3).concat(about.filter((entry) => entry.kind === 'restricted').slice(0, 1))
      const items = given.map(({ sequence, id }) => ({ sequence, id, status: 'rejected', reason: 'inconnu' }))
      await registry.post('/receipts', { items })
      const day = entries[0]?.recordedOn
      for (const path of [
        `/cursor?since=${day}`,
        `/counts?day=${day}`,
        `/files/${day}`,
        '/lists/ma_session',
        '/me',
      ])
        await registry.get(path)
      await registry.post('/counts', { day, total: { count: 0, checksum: '0'.repeat(64) }, communes: {} })
      await registry.get(`/changes?after=${next}`)
      const session = { id: 'MA-1', name: 'Causerie', commune: '71025000', programme: 'jigisemejiri' }
      await registry.post('/lists/ma_session', { items: [session] })
      const officer = await jigikan.officer('boubacar-maiga')
      const { body } = await officer.post<{ complaintId: string; reference: string }>('/api/complaints', {
        category: '3.3',
        about: 'nobody',
        commune: '71025000',
        programme: 'jigisemejiri',
        channel: 'phone_call',
        language: 'fr',
        callBack: false,
      })
      await officer.command(body.complaintId, { type: 'start_review' })
      await officer.command(body.complaintId, { type: 'decide', outcome: 'upheld', summary: 'oui' })
      const made = { id: 'D-1', reference: body.reference, what: 'correction_made', on: day }
      await registry.post('/decisions', { items: [made, made] })
      await jigikan.settled()
      for (const path of ['', '/registre']) await admin.get(`/api/consumers${path}`)
      await admin.get(`/api/complaints/${body.complaintId}/registry`)
      for (const command of [{ type: 'new_key' }, { type: 'replay', since: day }])
        await admin.post('/api/consumers/registre/commands', command)
      await jigikan.scheduler.fire('registry-sweep')
      await jigikan.settled()
      await admin.post('/api/consumers/registre/commands', { type: 'pause' })
      await receiver.stop()
    },
  }
}

async function until(done: () => Promise<boolean>): Promise<void> {
  for (let look = 0; look < 400; look += 1) {
    if (await done()) return
    await new Promise((again) => setTimeout(again, 25))
  }
  throw new Error('it did not come to pass')
}

async function nobodyUnderstands(jigikan: Jigikan): Promise<void> {
  for (const door of ['ussd', 'ussd-ended', 'sms', 'sms-reports', 'sms-opt-outs']) {
    await fetch(`${jigikan.origin}/callbacks/${jigikan.callbackToken}/${door}`, {
      method: 'POST',
      body: 'garbled',
    })
  }
  const report = new URLSearchParams({
    id: 'ATXid_nobody-knows',
    status: 'Success',
    phoneNumber: '+22372000001',
    networkCode: '61002',
  })
  await fetch(`${jigikan.origin}/callbacks/${jigikan.callbackToken}/sms-reports`, {
    method: 'POST',
    body: report,
  })
}

async function figuresAreAsked(jigikan: Jigikan): Promise<void> {
  const national = await jigikan.officer('adama-coulibaly')
  const span = 'from=2026-01-01&to=2026-12-31'
  for (const path of [
    `?${span}`,
    '/places?from=2026-01&to=2026-12',
    '/late',
    '/committees',
    `/payments?${span}`,
  ]) {
    await national.get(`/api/dashboard${path}`)
  }
  await national.get('/api/reports/quarter?quarter=2026-T1')
  const begun = await national.post<{ exportId: string }>('/api/exports', {
    what: 'complaints',
    format: 'csv',
  })
  await national.get(`/api/exports/${begun.body.exportId}/rows`)
  await national.get('/api/exports')
}

export async function everythingHappens(jigikan: Jigikan): Promise<void> {
  const registry = await registryWorks(jigikan)
  const reference = await peopleCall(jigikan)
  await relaysCall(jigikan)
  await peopleWrite(jigikan, reference)
  await jigikan.settled()
  await officersWork(jigikan)
  await nobodyUnderstands(jigikan)
  await jigikan.settled()
  await filesHappen(jigikan)
  await moneyHappens(jigikan)
  await remindersHappen(jigikan)
  await registry.answers()
  // An SMS that nobody can tell about, swept after its time; then everything is late.
  const lost = jigikan.phone('+22372000021')
  jigikan.phones.faults.add({ kind: 'drop-answer', times: 1 })
  await lost.dial(...gounzoureye)
  await jigikan.settled()
  await jigikan.scheduler.pushForward(20 * 60_000)
  const today = jigikan.clock.now().toISOString().slice(0, 10)
  await jigikan.scheduler.sleepThrough(26 * 3_600_000)
  for (let week = 0; week < 6; week += 1) await jigikan.scheduler.sleepThrough(7 * 86_400_000)
  await jigikan.settled()
  await (await jigikan.officer('adama-coulibaly')).get(`/api/history/days/${today}`)
  await figuresAreAsked(jigikan)
  await peopleAreForgotten(jigikan)
}

async function peopleAreForgotten(jigikan: Jigikan): Promise<void> {
  const national = await jigikan.officer('adama-coulibaly')
  const asked = { phone: '+22372000001', why: 'came to the office with the phone in hand' }
  await national.post('/api/privacy/access', asked)
  await national.post('/api/privacy/erasure', asked)
  await national.get(`/api/privacy/journal?month=${jigikan.clock.now().toISOString().slice(0, 7)}`)
  await jigikan.clock.advanceTo(new Date(jigikan.clock.now().getTime() + 3000 * 86_400_000))
  await jigikan.scheduler.fire('retention-sweep')
}
