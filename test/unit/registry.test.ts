import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { entrySchemaDocument } from '../../shared/contracts/registry-schema.ts'
import { nextTry, pausedAfterMs } from '../../shared/domain/consumer.ts'
import type { Notice } from '../../shared/domain/message.ts'
import {
  complaintEntry,
  entryFields,
  entryOfNotice,
  householdEntry,
  publicStatusOf,
  restrictedEntry,
} from '../../shared/domain/registry.ts'
import { isPublicAddress, problemOfUrl } from '../../shared/gateways/registry-address.ts'

test('every field of an entry has its place in files, and none has a second', () => {
  const known = [complaintEntry, restrictedEntry, householdEntry].flatMap((shape) => Object.keys(shape.shape))
  expect(entryFields.toSorted()).toEqual([...new Set(known)].toSorted())
})

test('the schema that registries were given is the schema of today', () => {
  const given = JSON.parse(
    readFileSync(new URL('../../docs/schemas/registry-entry.v1.json', import.meta.url), 'utf8'),
  )
  expect(given).toEqual(JSON.parse(JSON.stringify(entrySchemaDocument())))
})

const notice = (more: Partial<Notice>): Notice => ({
  eventId: 'e',
  at: '2026-11-23T09:00:00.000Z',
  what: 'filed',
  reference: '482109375',
  complaintId: 'c',
  language: 'fr',
  phase: 'received',
  ...more,
})
test('a private case becomes no entry, whatever its notice says', () => {
  expect(entryOfNotice(notice({ what: 'private' }))).toBeUndefined()
  const { reference: _none, ...late } = notice({ what: 'late' })
  expect(entryOfNotice(late)).toBeUndefined()
  expect(entryOfNotice(notice({ what: 'added' }))).toBeUndefined()
})

test('a promise resolves nothing', () => {
  expect(['decided', 'remedy_pending', 'remedy_done'].map((state) => publicStatusOf(state as never))).toEqual(
    ['under_review', 'under_review', 'resolved'],
  )
})

test('a receiver that fails is tried after seconds, then minutes, and after three days once an hour for ever', () => {
  const failingSince = '2026-11-23T09:00:00.000Z'
  const waits = (attempts: number, afterMs = 0) => {
    const now = new Date(Date.parse(failingSince) + afterMs)
    return (nextTry({ failingSince, attempts }, now).getTime() - now.getTime()) / 1000
  }
  expect([1, 2, 5, 12, 400].map((attempts) => waits(attempts))).toEqual([1, 2, 16, 1800, 1800])
  expect(waits(400, pausedAfterMs)).toBe(3600)
})

test.each([
  ['http://registre.example', 'not-https'],
  ['https://user:word@registre.example', 'credentials-in-it'],
  ['https://169.254.169.254/latest', 'not-public'],
  ['https://[::1]/', 'not-public'],
  ['https://[::ffff:10.0.0.1]/', 'not-public'],
  ['https://[fd00::1]/', 'not-public'],
  ['https://10.1.2.3/', 'not-public'],
  ['https://0x7f000001/', 'not-public'],
  ['https://2130706433/', 'not-public'],
  ['https://localhost/', 'not-public'],
  ['https://registre/', 'not-public'],
  ['nonsense', 'not-an-address'],
])('nothing is pushed to %s', (url, problem) => {
  expect(problemOfUrl(url, false)).toBe(problem)
})

test('receivers stand on the open internet; on one machine on loopback and nowhere else', () => {
  expect(problemOfUrl('https://registre.example/jigikan', false)).toBeUndefined()
  expect(problemOfUrl('http://127.0.0.1:4000/', true)).toBeUndefined()
  expect(problemOfUrl('https://registre.example/', true)).toBe('loopback-only')
  const addresses = [
    '8.8.8.8',
    '2a00:1450::1',
    '192.168.1.1',
    '100.64.1.1',
    '2002:7f00:1::',
    'fe80::1',
    '224.0.0.1',
  ]
  expect(addresses.map(isPublicAddress)).toEqual([true, true, false, false, false, false, false])
})
