import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { TogetherOutcome } from '../../shared/contracts/queue-api.ts'
import type { ComplaintDetail, ComplaintRow, Presence, Problem } from '../../shared/contracts/staff-api.ts'
import { type Jigikan, type OfficerHands, startJigikan } from '../builders/jigikan.ts'

let jigikan: Jigikan
let ccl: OfficerHands
let relay: OfficerHands
let national: OfficerHands
let elsewhere: OfficerHands
beforeAll(async () => {
  jigikan = await startJigikan()
  ;[ccl, relay, national, elsewhere] = await Promise.all([
    jigikan.officer('boubacar-maiga'),
    jigikan.officer('aminata-traore'),
    jigikan.officer('adama-coulibaly'),
    jigikan.officer('ousmane-toure'),
  ])
})
afterAll(() => jigikan.end())

async function file(category = '1.1'): Promise<string> {
  const { body } = await national.post<{ complaintId: string }>('/api/complaints', {
    category,
    about: 'nobody',
    commune: '71025000',
    programme: 'jigisemejiri',
    channel: 'walk_in',
    language: 'fr',
    callBack: false,
  })
  return body.complaintId
}
const read = async (hands: OfficerHands, complaintId: string) =>
  (await hands.get<ComplaintDetail>(`/api/complaints/${complaintId}`)).body
const together = async (
  hands: OfficerHands,
  items: readonly { complaintId: string; version: number; command: object }[],
  key?: string,
) =>
  (
    await hands.post<{ outcomes: TogetherOutcome[] }>(
      '/api/complaints/together',
      { items },
      key ? { 'idempotency-key': key } : {},
    )
  ).body.outcomes
type Choices = { officers: { officerId: string }[]; units: { unitId: string }[] }

describe('several at once', () => {
  test('each has its own outcome, and one that has changed stops no other', async () => {
    const [first, second] = [await file(), await file('1.2')]
    await national.command(second, { type: 'acknowledge' })
    const outcomes = await together(ccl, [
      { complaintId: first, version: 1, command: { type: 'assign', officerId: 'boubacar-maiga' } },
      { complaintId: second, version: 1, command: { type: 'assign', officerId: 'boubacar-maiga' } },
      { complaintId: 'nowhere', version: 1, command: { type: 'acknowledge' } },
    ])
    expect(outcomes).toMatchObject([
      { complaintId: first, outcome: 'done', row: { assignee: { officerId: 'boubacar-maiga' }, version: 2 } },
      { complaintId: second, outcome: 'stale', row: { state: 'acknowledged', version: 2 } },
      { complaintId: 'nowhere', outcome: 'not-found' },
    ])
    expect(outcomes[2]?.row).toBeUndefined()
  })

  test('the same key again does nothing again', async () => {
    const complaintId = await file()
    const item = { complaintId, version: 1, command: { type: 'acknowledge' } }
    await together(ccl, [item], 'the-same-intent')
    expect(await together(ccl, [item], 'the-same-intent')).toMatchObject([{ outcome: 'done' }])
    expect((await read(ccl, complaintId)).version).toBe(2)
  })

  test('what goes to others is told as moved, and not shown', async () => {
    const complaintId = await file()
    const [outcome] = await together(ccl, [
      { complaintId, version: 1, command: { type: 'transfer', unit: 'utgfs-tm', reason: 'Liste' } },
    ])
    expect(outcome).toEqual({ complaintId, outcome: 'moved' })
  })

  test('offers only whom all of them can be given', async () => {
    const ids = [await file(), await file('1.2')]
    const asked = (hands: OfficerHands) =>
      hands.post<Choices>('/api/complaints/together/choices', { complaintIds: ids })
    const { body } = await asked(ccl)
    expect(body.officers.map(({ officerId }) => officerId)).toContain('boubacar-maiga')
    expect(body.units.map(({ unitId }) => unitId)).toContain('utgfs-tm')
    expect((await asked(elsewhere)).body).toEqual({ officers: [], units: [] })
  })

  test('takes at most fifty, and says by a code what does not fit', async () => {
    const items = Array.from({ length: 51 }, () => ({
      complaintId: 'x',
      version: 1,
      command: { type: 'acknowledge' },
    }))
    const answer = await ccl.post<Problem>('/api/complaints/together', { items })
    expect(answer).toMatchObject({ status: 422, body: { fields: { items: 'too-many' } } })
    const odd = [{ complaintId: 'x', version: 1, command: { type: 'transfer', unit: 'u', reason: '  ' } }]
    const second = await ccl.post<Problem>('/api/complaints/together', { items: odd })
    expect(second.body.fields).toEqual({ 'items.0.command.reason': 'needed' })
  })
})

describe('handing over', () => {
  test('waits for the other unit, which accepts, or hands back with a reason', async () => {
    const complaintId = await file()
    await ccl.command(complaintId, { type: 'escalate', reason: 'Le comité ne peut pas.' })
    const up = await jigikan.officer('adama-coulibaly')
    const seen = await read(up, complaintId)
    expect(seen.handover?.unitId).toBe('commune:71025000')
    expect(seen.commands).toEqual(expect.arrayContaining(['accept', 'hand_back']))
    await up.command(complaintId, { type: 'hand_back', reason: 'C’est à la commune.' })
    const back = await read(ccl, complaintId)
    expect(back.owner.unitId).toBe('commune:71025000')
    expect(back.handover).toBeUndefined()
    expect(back.history.at(-1)).toMatchObject({
      type: 'handed_back',
      data: { reason: 'C’est à la commune.' },
    })
  })

  test('is accepted by whoever goes on with it', async () => {
    const complaintId = await file()
    await ccl.command(complaintId, { type: 'transfer', unit: 'ccl:ML0703', reason: 'Pour nous' })
    await ccl.command(complaintId, { type: 'start_review' })
    const seen = await read(ccl, complaintId)
    expect(seen.handover).toBeUndefined()
    expect(seen.commands).not.toContain('hand_back')
  })
})

describe('who is looking', () => {
  test('is told to those who may see the complaint, until they leave it', async () => {
    const complaintId = await file()
    const look = (hands: OfficerHands, doing: string) =>
      hands.post<{ version: number; present: Presence[] }>(`/api/complaints/${complaintId}/presence`, {
        doing,
      })
    expect((await look(ccl, 'reading')).body).toEqual({ version: 1, present: [] })
    expect((await look(national, 'writing')).body.present).toMatchObject([
      { officerId: 'boubacar-maiga', writing: false },
    ])
    const present = async (hands: OfficerHands) =>
      (await hands.get<{ present: Presence[] }>('/api/views')).body.present.filter(
        (each) => each.complaintId === complaintId,
      )
    expect(await present(ccl)).toMatchObject([{ name: 'Adama Coulibaly', writing: true }])
    expect(await present(elsewhere)).toEqual([])
    expect((await look(elsewhere, 'reading')).status).toBe(404)
    await look(national, 'gone')
    expect(await present(ccl)).toEqual([])
  })
})

describe('a page that is asked for again', () => {
  test('is a few bytes while nothing has changed', async () => {
    await file()
    type List = { items: ComplaintRow[]; digest: string; same?: boolean }
    const list = async (known = '') =>
      (await relay.get<List>(`/api/complaints?view=unit${known && `&known=${known}`}`)).body
    const first = await list()
    expect(first.items.length).toBeGreaterThan(0)
    expect(await list(first.digest)).toEqual({ items: [], digest: first.digest, same: true })
    await file()
    const later = await list(first.digest)
    expect(later.items.length).toBe(first.items.length + 1)
    expect(later.digest).not.toBe(first.digest)
  })
})
