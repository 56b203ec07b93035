import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { abouts } from '../../shared/domain/about.ts'
import { filedCategories } from '../../shared/domain/categories.ts'
import type { Complaint } from '../../shared/domain/complaint.ts'
import {
  deeds,
  levelUp,
  may,
  mayBeGiven,
  maySee,
  maySeePrivate,
  type Officer,
  roles,
} from '../../shared/domain/officer.ts'
import { cercles, communesOf, regions } from '../../shared/domain/places.ts'
import { programmes } from '../../shared/domain/programmes.ts'
import { rankOf, sensitivities } from '../../shared/domain/sensitivity.ts'
import { askPrivately } from '../../shared/domain/submission.ts'
import { bodies, bodyOf, levelOf, type UnitId, unit } from '../../shared/domain/units.ts'
import { filedComplaint, officerOf, testWorld } from '../builders/complaints.ts'

const anyCommune = fc
  .constantFrom(...cercles)
  .chain((cercle) => fc.constantFrom(...communesOf(cercle.code)))
  .map(({ code, cercleCode, regionCode }) => ({ commune: code, cercle: cercleCode, region: regionCode }))
const anyPlace = fc.oneof(
  anyCommune,
  fc.constantFrom(...cercles).map(({ code, regionCode }) => ({ cercle: code, region: regionCode })),
  fc.constantFrom(...regions).map(({ code }) => ({ region: code })),
  fc.constant({}),
)
const anyComplaint: fc.Arbitrary<Complaint> = fc
  .record({
    category: fc.constantFrom(...filedCategories),
    about: fc.constantFrom(...abouts),
    place: anyPlace,
    programme: fc.constantFrom(...programmes.map((p) => p.programmeId)),
    details: fc.constantFrom<Record<string, string>>({}, { takenBySomebody: 'yes' }, { madeIll: 'yes' }),
    text: fc.constantFrom('bonjour', 'on m’a menacé', 'il a frappé ma mère'),
    accusedOfficers: fc.constantFrom<string[]>([], ['accused']),
  })
  .map((more) => filedComplaint(testWorld(), more))

const unitAt = (place: { region?: string; cercle?: string; commune?: string }): fc.Arbitrary<UnitId> =>
  fc.constantFrom(
    ...(place.commune ? [unit('commune', place.commune)] : []),
    ...(place.cercle ? [unit('ccl', place.cercle)] : []),
    ...(place.region
      ? [unit('ccr', place.region), unit('utgfs-regional', place.region), unit('security', place.region)]
      : []),
    ...bodies
      .filter((b) => !['commune', 'ccl', 'ccr', 'utgfs-regional', 'security', 'agency', 'ngo'].includes(b))
      .map((b) => unit(b)),
    unit('agency', 'sahel-cash'),
    ...programmes.map((p) => p.ngoUnit as UnitId),
  )
const complaintAndOfficer = anyComplaint.chain((complaint) =>
  fc
    .record({
      unit: unitAt(complaint.place as { region?: string; cercle?: string; commune?: string }),
      role: fc.constantFrom(...roles),
      clearance: fc.constantFrom(...sensitivities),
      officerId: fc.constantFrom('someone', 'accused'),
    })
    .map(({ unit: own, ...more }) => ({ complaint, who: officerOf([own], more) as Officer })),
)
const runs = { numRuns: 2000 }

describe('whoever an officer is', () => {
  test('nobody sees or handles a complaint about themselves or their own body', () => {
    fc.assert(
      fc.property(complaintAndOfficer, ({ complaint, who }) => {
        const isAbout =
          complaint.accusedOfficers.includes(who.officerId) ||
          who.units.some((u) => complaint.accused.includes(u))
        if (!isAbout) return
        expect(maySee(who, complaint)).toBe(false)
        for (const deed of deeds) expect(may(who, deed, complaint)).toBe(false)
      }),
      runs,
    )
  })

  test('nobody sees what is above their clearance', () => {
    fc.assert(
      fc.property(complaintAndOfficer, ({ complaint, who }) => {
        if (rankOf(complaint.sensitivity) > rankOf(who.clearance)) expect(maySee(who, complaint)).toBe(false)
      }),
      runs,
    )
  })

  test('the village and commune level never sees what is restricted, whatever its clearance', () => {
    fc.assert(
      fc.property(complaintAndOfficer, ({ complaint, who }) => {
        if (complaint.sensitivity === 'S2' && who.units.some((u) => levelOf(u) === 'commune'))
          expect(maySee(who, complaint)).toBe(false)
      }),
      runs,
    )
  })

  test('an agency sees only what it owns', () => {
    fc.assert(
      fc.property(complaintAndOfficer, ({ complaint, who }) => {
        if (who.units.every((u) => bodyOf(u) === 'agency') && maySee(who, complaint))
          expect(who.units).toContain(complaint.owner)
      }),
      runs,
    )
  })
})

describe('wherever a complaint is routed', () => {
  test('its first owner is never accused, and never the commune or an outside body when it is restricted', () => {
    fc.assert(
      fc.property(anyComplaint, (complaint) => {
        expect(complaint.accused).not.toContain(complaint.owner)
        if (complaint.about === 'agency') expect(bodyOf(complaint.owner)).not.toBe('agency')
        if (complaint.sensitivity === 'S2')
          expect(['commune', 'outside']).not.toContain(levelOf(complaint.owner))
      }),
      runs,
    )
  })

  test('going up ends at the top, and passes nobody who may not have it', () => {
    fc.assert(
      fc.property(anyComplaint, (complaint) => {
        let current = complaint
        for (let steps = 0; ; steps += 1) {
          const up = levelUp(current)
          if (!up) break
          expect(mayBeGiven(up, current)).toBe(true)
          expect(steps).toBeLessThan(8)
          current = { ...current, owner: up }
        }
      }),
      runs,
    )
  })
})

test('a household left out is never judged by the committee that chose alone', () => {
  const complaint = filedComplaint(testWorld(), { category: '3.1', about: 'committee' })
  expect(levelOf(complaint.owner)).toBe('region')
  expect(levelOf(filedComplaint(testWorld(), { category: '3.1' }).owner)).toBe('cercle')
})

test('a private case exists for the focal points that the caller chose, and for nobody else', () => {
  const request = {
    wants: 'woman',
    safeTime: 'any',
    safeNumber: '+22370000001',
    numberKind: 'same',
    smsIsSafe: false,
    language: 'fr',
    interrupted: false,
  } as const
  const world = testWorld()
  const { complaint } = askPrivately(
    request,
    { complaintId: 'c', reference: world.reference(), eventId: 'e' },
    world.now(),
  )
  const focal = (gender: 'focal-woman' | 'focal-man', more: Partial<Officer> = {}) =>
    officerOf([unit(gender)], { role: 'focal_point', clearance: 'S3', ...more })
  expect(maySeePrivate(focal('focal-woman'), complaint)).toBe(true)
  expect(maySeePrivate(focal('focal-man'), complaint)).toBe(false)
  expect(maySeePrivate(focal('focal-woman', { role: 'supervisor' }), complaint)).toBe(false)
  expect(maySeePrivate(focal('focal-woman', { active: false }), complaint)).toBe(false)
  expect(
    maySeePrivate(officerOf([unit('utgfs-national')], { role: 'supervisor', clearance: 'S3' }), complaint),
  ).toBe(false)
})
