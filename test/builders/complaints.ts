/** Complaints, officers and a world to try things with. Ids and references count up, time stands where it is put. */
import type { World } from '../../shared/actions/ports.ts'
import type { OpenComplaint } from '../../shared/domain/complaint.ts'
import type { Officer } from '../../shared/domain/officer.ts'
import { referenceFrom } from '../../shared/domain/reference.ts'
import { file, type Submission } from '../../shared/domain/submission.ts'
import { type UnitId, unit } from '../../shared/domain/units.ts'

export interface TestWorld extends World {
  at: Date
  pass(minutes: number): void
}

export function testWorld(start = '2026-11-23T09:00:00.000Z'): TestWorld {
  let ids = 0
  let references = 10_000_000
  const world: TestWorld = {
    at: new Date(start),
    pass(minutes) {
      world.at = new Date(world.at.getTime() + minutes * 60_000)
    },
    now: () => world.at,
    id() {
      ids += 1
      return `id-${String(ids).padStart(8, '0')}`
    },
    reference() {
      references += 1
      return referenceFrom(String(references))
    },
    contactIdOf: (phone) => `contact-${phone.slice(-8)}`,
  }
  return world
}

export const goundam = { region: 'ML06', cercle: 'ML0602' } as const
export const gounzoureye = { region: 'ML07', cercle: 'ML0703', commune: '71025000' } as const

export const submission = (more: Partial<Submission> = {}): Submission => ({
  category: '1.1',
  about: 'nobody',
  place: gounzoureye,
  programme: 'jigisemejiri',
  channel: 'ussd',
  language: 'fr',
  details: {},
  callBack: false,
  complainant: { anonymous: true },
  ...more,
})

export function filedComplaint(world: World, more: Partial<Submission> = {}): OpenComplaint {
  const identity = { complaintId: world.id(), reference: world.reference(), eventId: world.id() }
  return file(submission(more), identity, { kind: 'complainant' }, world.now()).complaint as OpenComplaint
}

export const officerOf = (units: readonly UnitId[], more: Partial<Officer> = {}): Officer => ({
  officerId: `officer-${units.join('-')}`,
  name: 'Un agent',
  title: 'Agent',
  role: 'officer',
  units,
  clearance: 'S1',
  language: 'fr',
  active: true,
  ...more,
})

export const committee = officerOf([unit('commune', '71025000')], { officerId: 'committee' })
export const cclGao = officerOf([unit('ccl', 'ML0703')], { officerId: 'ccl-gao' })
export const nationalSupervisor = officerOf([unit('utgfs-national')], {
  officerId: 'national',
  role: 'supervisor',
  clearance: 'S2',
})
