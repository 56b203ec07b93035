/** Search on the device: what officers type, with its slips, against what people said. */
import { describe, expect, test } from 'vitest'
import type { ComplaintDetail, ComplaintRow } from '../../shared/contracts/staff-api.ts'
import { communeOf } from '../../shared/domain/places.ts'
import { indexOf } from '../../web/src/store/search-index.ts'

const row = (complaintId: string, more: Partial<ComplaintRow>): ComplaintRow =>
  ({
    complaintId,
    reference: '482109375',
    version: 1,
    category: '1.1',
    sensitivity: 'S1',
    place: { region: 'ML07', cercle: 'ML0703', commune: '71025000' },
    owner: { unitId: 'u', name: 'CCL de Gao' },
    state: 'received',
    ...more,
  }) as unknown as ComplaintRow
const detail = (of: ComplaintRow, more: object): ComplaintDetail =>
  ({
    ...of,
    complainant: { anonymous: true },
    related: [],
    history: [],
    ...more,
  }) as unknown as ComplaintDetail

const names = {
  place: ({ place }: ComplaintRow) => (place.commune && communeOf(place.commune)?.name) || '',
  category: ({ category }: ComplaintRow) => (category === '2.1' ? 'Carte ou SIM' : 'Paiement : rien reçu'),
}

const rows = [
  row('camel', { excerpt: 'Le chameau est passé devant le guichet fermé', reference: '482109375' }),
  row('card', { category: '2.1', excerpt: 'Ma carte est perdue', reference: '440277183' }),
  row('far', { place: { region: 'ML06', cercle: 'ML0602', commune: '63091000' }, reference: '391022648' }),
]
const idsFor = (query: string, details: readonly ComplaintDetail[] = []) =>
  indexOf(rows, details, names)(query).found.map((found) => found.row.complaintId)

describe('search on the device', () => {
  test.each([
    ['a word', 'chameau', ['camel']],
    ['a slip of the pen', 'chamau', ['camel']],
    ['without its accents', 'passe guichet', ['camel']],
    ['its beginning', 'guich', ['camel']],
    ['a place', 'goundam', ['far']],
    ['part of a reference, with its hyphens', '4402-77', ['card']],
    ['words that are not together in any', 'chameau carte', []],
  ])('finds by %s', (_, query, ids) => expect(idsFor(query)).toEqual(ids))

  test('finds by a name and by all that was said, of complaints that were opened', () => {
    const opened = detail(row('card', { excerpt: 'Ma carte' }), {
      text: 'Ma carte est restée chez le boutiquier',
      complainant: { anonymous: false, name: 'Zeinab Walet' },
    })
    expect(idsFor('zeinab', [opened])).toEqual(['card'])
    expect(idsFor('boutiquier', [opened])).toEqual(['card'])
  })

  test('says which words were met, so that they can be shown, and among how many it looked', () => {
    const result = indexOf(rows, [], names)('chamau')
    expect([...(result.found[0]?.met ?? [])]).toEqual(['chameau'])
    expect(result.among).toBe(3)
  })

  test('shows a complaint once, as it was known last', () => {
    const opened = detail(row('card', { version: 7 }), { text: 'Ma carte' })
    expect(indexOf(rows, [opened], names)('carte').found.map((found) => found.row.version)).toEqual([7])
  })
})
