/** Numbers, names and words are planted, everything happens to them, and then everything that ran is searched for them. */
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { ComplaintRow } from '../../shared/contracts/staff-api.ts'
import { type Jigikan, startJigikan } from '../builders/jigikan.ts'

const planted = {
  caller: '76543211',
  writer: '65432112',
  other: '54321123',
  private: '73217321',
  name: 'Zeinabou Plantation',
  words: 'motsecret',
  note: 'notesecrete',
  answer: 'reponsesecrete',
} as const

let jigikan: Jigikan
const addresses: string[] = []
const printed: string[] = []
const write = { stdout: process.stdout.write, stderr: process.stderr.write }

beforeAll(async () => {
  for (const name of ['stdout', 'stderr'] as const) {
    process[name].write = ((text: string | Uint8Array, ...more: unknown[]) => {
      printed.push(String(text))
      return write[name].call(process[name], text, ...(more as []))
    }) as typeof process.stdout.write
  }
  jigikan = await startJigikan({
    extend: (app) => {
      app.use((request, _response, next) => {
        // The stand-in's own doors are the phones: there a number is an address.
        if (!request.originalUrl.startsWith('/local/')) addresses.push(request.originalUrl)
        next()
      })
    },
  })
}, 120_000)
afterAll(async () => {
  Object.assign(process.stdout, { write: write.stdout })
  Object.assign(process.stderr, { write: write.stderr })
  await jigikan.end()
})

const callback = (door: string, body: string, type = 'application/x-www-form-urlencoded') =>
  fetch(`${jigikan.origin}/callbacks/${jigikan.callbackToken}/${door}`, {
    method: 'POST',
    headers: { 'content-type': type },
    body,
  })

async function everythingGoesWrong(): Promise<void> {
  const { faults } = jigikan.phones
  const caller = jigikan.phone(`+223${planted.caller}`)
  await caller.drop('1', '8', `${planted.words} de ${planted.name}`)
  await jigikan.phone(`+223${planted.private}`).dial('1', '6', '1', '1', '1', '2')
  await jigikan.phone(`+223${planted.private}`).drop('2')
  await jigikan.phone(`+223${planted.other}`).dial('1', '4', '1', '1', '8', '1')
  for (const fault of [
    { kind: 'drop-answer', times: 1 },
    { kind: 'status', status: 401, times: 1 },
    { kind: 'status', status: 500, times: 1 },
    { kind: 'invalid-sender', times: 1 },
  ] as const) {
    faults.add(fault)
    await jigikan.phone(`+223${planted.writer}`).sms(`${planted.words}, dit ${planted.name} ${Math.random()}`)
    await jigikan.settled()
  }
  for (const door of ['ussd', 'ussd-ended', 'sms', 'sms-reports', 'sms-opt-outs']) {
    await callback(door, `phoneNumber=%2B223${planted.caller}&text=${planted.words}`)
    await callback(door, `${planted.name} ${planted.words}`, 'text/plain')
    await callback(door, `${planted.words} `.repeat(20_000))
    await fetch(`${jigikan.origin}/callbacks/wrong-token/${door}`, { method: 'POST', body: planted.words })
  }
}

async function officersWork(): Promise<void> {
  const relay = await jigikan.officer('aminata-traore')
  const filed = await relay.post<{ complaintId: string }>('/api/complaints', {
    category: '2.1',
    about: 'nobody',
    commune: '71025000',
    programme: 'jigisemejiri',
    channel: 'walk_in',
    language: 'fr',
    callBack: true,
    phone: planted.caller,
    name: planted.name,
    text: planted.words,
  })
  expect(filed.status).toBe(201)
  const officer = await jigikan.officer('boubacar-maiga')
  const { complaintId } = filed.body
  for (const command of [
    { type: 'note', text: planted.note },
    { type: 'message', text: planted.answer },
    { type: 'start_review' },
    { type: 'decide', outcome: 'upheld', summary: planted.note, answer: planted.answer },
    { type: 'decide', outcome: 'upheld', summary: planted.note },
    { type: 'reclassify', category: '4.2', reason: planted.note },
    { type: 'nonsense', text: planted.note },
  ]) {
    await officer.command(complaintId, command)
    await jigikan.settled()
  }
  await officer.post(`/api/complaints/${complaintId}/phone`, { reason: planted.note })
  await officer.post('/api/complaints', { text: planted.words, name: planted.name, phone: planted.caller })
  const list = await officer.get<{ items: ComplaintRow[] }>('/api/complaints?view=open')
  expect(JSON.stringify(list.body)).toContain(planted.words)
}

test('nothing that a person said, is called or is reached by is in a log, in a line of the console or in an address', async () => {
  await everythingGoesWrong()
  await officersWork()
  await jigikan.settled()
  await jigikan.scheduler.pushForward(8 * 86_400_000)
  for (let week = 0; week < 5; week += 1) await jigikan.scheduler.sleepThrough(7 * 86_400_000)
  await jigikan.settled()
  await new Promise((done) => setTimeout(done, 50))

  const logs = (await readdir(jigikan.dataFolder)).filter((name) => name.endsWith('.log'))
  expect(logs).toContain('jigikan.log')
  const logged = await Promise.all(logs.map((name) => readFile(join(jigikan.dataFolder, name), 'utf8')))
  const ran = {
    logs: logged.join('\n'),
    lines: jigikan.lines.join('\n'),
    printed: printed.join(''),
    addresses: addresses.join('\n'),
  }
  // What is searched is not empty: it speaks of what happened.
  expect(ran.logs).toContain('quarantined')
  expect(ran.logs).toMatch(/"sent":"(failed|unknown)"/)
  expect(ran.logs).toContain('"what":"refused"')
  expect(ran.addresses).toContain('/commands')
  const spellings = Object.values(planted).flatMap((value) => [value, value.split(' ')[0] ?? value])
  for (const [where, text] of Object.entries(ran)) {
    const found = spellings.filter((value) => text.toLowerCase().includes(value.toLowerCase()))
    expect(found, where).toEqual([])
    expect(text.includes(jigikan.callbackToken) && where !== 'addresses', where).toBe(false)
  }
}, 180_000)
