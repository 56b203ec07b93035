/** The demonstration's data, before it is written anywhere: true to the rules, and the same every time. */
import { describe, expect, test } from 'vitest'
import { colleagues, everybody } from '../../local/demo/colleagues.ts'
import { demoData } from '../../local/demo/data.ts'
import { readHousehold } from '../../local/demo/households.ts'
import { officers } from '../../local/demo/officers.ts'
import { knownPeople, phones } from '../../local/demo/phones.ts'
import { dueCommand } from '../../shared/actions/sweep-deadlines.ts'
import type { FiledCategory } from '../../shared/domain/categories.ts'
import {
  type Complaint,
  type ComplaintEvent,
  isEnded,
  privateStates,
  type State,
  states,
} from '../../shared/domain/complaint.ts'
import { phaseOf } from '../../shared/domain/contact.ts'
import { transitions } from '../../shared/domain/lifecycle.ts'
import { problemsOfText } from '../../shared/domain/neutral-text.ts'
import { isAccused, maySee, maySeePrivate } from '../../shared/domain/officer.ts'
import { programmes } from '../../shared/domain/programmes.ts'
import { parseReference } from '../../shared/domain/reference.ts'
import { isOpen } from '../../shared/domain/sensitivity.ts'
import { sensitivityOf } from '../../shared/domain/submission.ts'
import { levelOf, readUnit } from '../../shared/domain/units.ts'
import {
  type Item,
  readContact,
  readEvent,
  readMessage,
  readOpenComplaint,
  readPrivate,
  readPrivateEvent,
  readReference,
  readRestrictedComplaint,
} from '../../shared/store/items.ts'

const now = new Date('2026-11-22T10:00:00Z')
const data = demoData({ pepper: 'pepper', now })
const of = (items: readonly Item[], kind: string) => items.filter((item) => item.kind === kind)

const open = of(data.main, 'complaint').map(readOpenComplaint)
const restricted = of(data.restricted, 'complaint').map(readRestrictedComplaint)
const complaints: readonly Complaint[] = [...open, ...restricted]
const privateCases = of(data.restricted, 'private').map(readPrivate)
const contacts = of(data.main, 'contact').map(readContact)
const references = of(data.main, 'reference').map(readReference)
const messages = of(data.main, 'message').map(readMessage)

const histories = new Map<string, ComplaintEvent[]>()
for (const item of [...of(data.main, 'event'), ...of(data.restricted, 'event')]) {
  const event = readEvent(item)
  histories.set(event.complaintId, [...(histories.get(event.complaintId) ?? []), event])
}
const historyOf = ({ complaintId }: Complaint): readonly ComplaintEvent[] => histories.get(complaintId) ?? []

describe('the demonstration data', () => {
  test('the same seed, pepper and instant give the same items', () => {
    expect(demoData({ pepper: 'pepper', now })).toEqual(data)
  })

  test('no two items have the same key', () => {
    for (const items of [data.main, data.restricted]) {
      expect(new Set(items.map(({ pk, sk }) => `${pk} ${sk}`)).size).toBe(items.length)
    }
  })

  test('there are thousands of households, hundreds of complaints, and some that still wait', () => {
    expect(data.counts.households).toBeGreaterThan(2900)
    expect(data.counts.complaints).toBe(complaints.length + privateCases.length)
    expect(complaints.length).toBeGreaterThan(850)
    const unended = complaints.filter(({ state }) => !isEnded(state)).length
    expect(unended).toBeGreaterThan(140)
    expect(unended).toBeLessThan(240)
    expect(contacts.filter(({ householdId }) => householdId).length / data.counts.households).toBeCloseTo(
      0.7,
      1,
    )
  })

  test.each(['2026-11-22T10:00:00Z', '2026-12-28T18:00:00Z', '2027-03-10T00:02:00Z'])(
    'begun on %s, it has complaints in every state, and private cases in every one of theirs',
    (instant) => {
      const begun = demoData({ pepper: 'pepper', now: new Date(instant) })
      const found = [...of(begun.main, 'complaint'), ...of(begun.restricted, 'complaint')].map(
        ({ state }) => state,
      )
      expect(new Set(found)).toEqual(new Set(states))
      expect(new Set(of(begun.restricted, 'private').map(({ state }) => state))).toEqual(
        new Set(privateStates),
      )
    },
  )

  test('some are late, some are due within days, some wait for an answer or for a call', () => {
    const unended = open.filter(({ state }) => !isEnded(state))
    const soon = new Date(now.getTime() + 2 * 86_400_000).toISOString()
    expect(unended.filter(({ lateSince }) => lateSince).length).toBeGreaterThan(10)
    expect(
      unended.filter(({ dueAt, decision }) => !decision && dueAt > now.toISOString() && dueAt < soon),
    ).not.toEqual([])
    expect(unended.filter(({ pause }) => pause)).not.toEqual([])
    expect(unended.filter(({ callBack }) => callBack)).not.toEqual([])
    expect(unended.filter(({ assignee }) => assignee).length).toBeGreaterThan(20)
  })

  test('shares are those of the recipe, within a few hundredths', () => {
    const share = (is: (complaint: Complaint) => boolean) => complaints.filter(is).length / complaints.length
    expect(share(({ category }) => category.startsWith('1.'))).toBeCloseTo(0.38, 1)
    expect(share(({ category }) => category.startsWith('3.'))).toBeCloseTo(0.18, 1)
    expect(share(({ category }) => category.startsWith('2.'))).toBeCloseTo(0.13, 1)
    expect(share(({ enteredBy }) => enteredBy !== undefined)).toBeCloseTo(0.35, 1)
  })

  test('a payment week is about nine times as busy as another', () => {
    const perWeek = Array.from({ length: 26 }, () => 0)
    for (const { receivedAt } of complaints) {
      const weeksAgo = Math.floor((now.getTime() - Date.parse(receivedAt)) / (7 * 86_400_000))
      if (weeksAgo < perWeek.length) perWeek[weeksAgo] = (perWeek[weeksAgo] ?? 0) + 1
    }
    perWeek.sort((a, b) => a - b)
    expect((perWeek.at(-1) ?? 0) / (perWeek[12] ?? 1)).toBeGreaterThan(6)
  })
})

describe('each complaint', () => {
  /** What its events alone make of it. */
  function stateAfter(events: readonly ComplaintEvent[]): State {
    let state: State = events[0]?.type === 'interrupted' ? 'interrupted' : 'received'
    for (const { type } of events.slice(1)) {
      const rule = Object.values(transitions).find(({ event }) => event === type)
      expect(rule?.from, type).toContain(state)
      if (type === 'complainant_wrote' && state === 'waiting_complainant') state = 'in_review'
      state = rule?.to ?? state
    }
    return state
  }

  const isOnlyAdded = ({ type, data: said }: ComplaintEvent): boolean =>
    ['noted', 'messaged', 'phone_revealed'].includes(type) || said.why !== undefined

  test('is what its history says, one version for each thing that happened', () => {
    for (const complaint of complaints) {
      const events = historyOf(complaint)
      expect(stateAfter(events)).toBe(complaint.state)
      const changes = events.filter((event) => !isOnlyAdded(event))
      expect(complaint.version).toBe(changes.length)
      expect(complaint.updatedAt).toBe(changes.at(-1)?.at)
      expect(events.map(({ at }) => at)).toEqual(events.map(({ at }) => at).sort())
      expect(complaint.updatedAt <= now.toISOString()).toBe(true)
    }
  })

  test('was handled by people who exist, at hours at which they work', () => {
    const known = new Set(everybody.map(({ officerId }) => officerId))
    for (const complaint of complaints) {
      for (const { by, at } of historyOf(complaint).slice(1)) {
        if (by.kind !== 'officer') continue
        expect(known).toContain(by.officerId)
        const hour = new Date(at).getUTCHours()
        expect(hour >= 8 && hour < 17, at).toBe(true)
      }
    }
  })

  test('when restricted, was opened with a reason by whoever did something to it', () => {
    for (const complaint of restricted) {
      const events = historyOf(complaint)
      const opened = new Set(events.filter(({ data: said }) => said.why).map(({ by }) => by.officerId))
      const moved = events.findIndex(({ type }) => type === 'reclassified') + 1
      for (const { by } of events.slice(Math.max(1, moved)))
        expect(opened.has(by.officerId)).toBe(by.kind === 'officer')
    }
  })

  test('leaves nothing for the clock to catch up on', () => {
    expect(open.filter((complaint) => dueCommand(complaint, now))).toEqual([])
    const waiting = of(data.main, 'watch').filter(
      ({ waitingSort }) => String(waitingSort) < now.toISOString(),
    )
    expect(waiting).toEqual([])
  })

  test('has a true reference of its own, which says where it stands', () => {
    const all = [...complaints, ...privateCases].map(({ reference }) => reference)
    expect(new Set(all).size).toBe(all.length)
    expect(all.filter((reference) => parseReference(reference) !== reference)).toEqual([])
    expect(references.length).toBe(complaints.length)
    for (const complaint of complaints) {
      const entry = references.find(({ reference }) => reference === complaint.reference)
      expect(entry).toMatchObject({
        complaintId: complaint.complaintId,
        phase: phaseOf(complaint.state),
        desk: isOpen(complaint.sensitivity) ? 'open' : 'restricted',
      })
    }
  })

  test('stands in its caller’s list as it stands in truth', () => {
    let listed = 0
    for (const { followUps, contactId } of contacts) {
      for (const line of Object.values(followUps)) {
        const complaint = complaints.find(({ complaintId }) => complaintId === line.complaintId)
        expect(complaint).toMatchObject({ contactId, reference: line.reference })
        expect(line.phase).toBe(complaint && phaseOf(complaint.state))
        listed += 1
      }
    }
    expect(listed).toBeGreaterThan(600)
  })

  test('sums up to the figures', () => {
    const events = open.flatMap(historyOf)
    const counted = (what: string) =>
      of(data.main, 'figures')
        .filter(({ pk }) => String(pk).startsWith('FIG#region:'))
        .reduce((sum, shelf) => sum + Number(shelf[what] ?? 0), 0)
    expect(counted('closed')).toBe(events.filter(({ type }) => type === 'closed').length)
    // What an SMS turned out to be about was counted while nobody knew.
    const movedLater = restricted.filter(({ text, details, complaintId }) => {
      const category = histories.get(complaintId)?.[0]?.data.category as FiledCategory
      return isOpen(sensitivityOf({ category, details, ...(text ? { text } : {}) }))
    })
    const received = events.filter(({ type }) => type === 'filed' || type === 'submitted')
    expect(counted('received')).toBe(received.length + movedLater.length)
  })
})

describe('what must stay private', () => {
  test('nobody is shown what is about them, above their clearance, or not for the village', () => {
    for (const who of everybody) {
      for (const complaint of complaints.filter((each) => maySee(who, each))) {
        expect(isAccused(who, complaint)).toBe(false)
        if (complaint.sensitivity !== 'S2') continue
        expect(['S2', 'S3']).toContain(who.clearance)
        expect(who.units.map(levelOf)).not.toContain('commune')
      }
      for (const privateCase of privateCases) {
        if (maySeePrivate(who, privateCase)) expect(who.role).toBe('focal_point')
      }
    }
  })

  test('there are complaints about bodies and about an officer, and those are kept from them', () => {
    const accusing = complaints.filter(({ accused }) => accused.length > 0)
    expect(accusing.length).toBeGreaterThan(20)
    expect(complaints.filter(({ accused, owner }) => accused.includes(owner))).toEqual([])
    const ofAnOfficer = complaints.filter(({ accusedOfficers }) => accusedOfficers.length > 0)
    expect(ofAnOfficer).not.toEqual([])
    for (const complaint of ofAnOfficer) {
      const accused = officers.filter(({ officerId }) => complaint.accusedOfficers.includes(officerId))
      expect(accused.map((who) => maySee(who, complaint))).toEqual(accused.map(() => false))
    }
  })

  test('nothing restricted or private leaves more in the main table than it may', () => {
    const hidden = new Set([...restricted, ...privateCases].map(({ complaintId }) => complaintId))
    const left = data.main.filter(
      (item) => hidden.has(String(item.complaintId)) || hidden.has(String(item.pk).slice(2)),
    )
    expect(new Set(left.map(({ kind }) => kind))).toEqual(new Set(['message', 'reference', 'watch', 'feed']))
    const hiddenInPrivate = new Set(privateCases.map(({ complaintId }) => complaintId))
    expect(
      left.filter(({ kind, complaintId }) => kind === 'feed' && hiddenInPrivate.has(String(complaintId))),
    ).toEqual([])
    for (const item of left) expect(Object.keys(item)).not.toContain('category')
    const referencesInPrivate = new Set(privateCases.map(({ reference }) => String(reference)))
    expect(references.filter(({ reference }) => referencesInPrivate.has(reference))).toEqual([])
  })

  test('numbers in clear stand on contacts, on officers and in private cases, and nowhere else', () => {
    const elsewhere = [...data.main, ...data.restricted].filter(
      ({ kind }) => kind !== 'contact' && kind !== 'officer' && kind !== 'private',
    )
    expect(JSON.stringify(elsewhere)).not.toContain('+223')
  })

  test('what went to phones names nobody and says nothing that others should not read', () => {
    const told = open.flatMap((complaint) =>
      historyOf(complaint).flatMap(({ type, data: said }) => {
        const words =
          type === 'question_asked' ? said.question : type === 'messaged' ? said.text : said.answer
        const { name } = complaint.complainant
        const { village, commune } = complaint.place
        const about = {
          ...(name ? { name } : {}),
          ...(commune ? { commune } : {}),
          ...(village ? { village } : {}),
        }
        return words ? [problemsOfText(words, about)] : []
      }),
    )
    expect(told.length).toBeGreaterThan(500)
    expect(told.flat()).toEqual([])
  })

  test('of what is restricted, no words were sent', () => {
    expect(restricted.flatMap(historyOf).filter(({ data: said }) => said.answer !== undefined)).toEqual([])
  })
})

describe('messages', () => {
  test('are over: sent, delivered, failed or kept back, and none waits to go', () => {
    expect(new Set(messages.map(({ state }) => state))).toEqual(
      new Set(['sent', 'delivered', 'failed', 'suppressed']),
    )
    expect(of(data.main, 'message').filter(({ waitingKey }) => waitingKey)).toEqual([])
  })

  test('a receipt went to everybody who filed and could be reached', () => {
    const ids = new Set(messages.map(({ messageId }) => messageId))
    for (const { contactId, ...complaint } of complaints) {
      const [filed] = historyOf(complaint as Complaint)
      if (!contactId || filed?.type !== 'filed') continue
      const { eventId, complaintId } = filed
      expect(ids.has(`${eventId}.sms`) || ids.has(`${complaintId}.${eventId}.sms`)).toBe(true)
    }
  })

  test('fit into one SMS each', () => {
    expect(messages.filter(({ parts }) => parts > 1)).toEqual([])
  })
})

describe('the people of the demonstration', () => {
  test('officers sit in units that there are, and have ids of their own', () => {
    const ids = everybody.map(({ officerId }) => officerId)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { units } of everybody) expect(units.filter((unit) => !readUnit(unit))).toEqual([])
    expect(officers.every(({ email, alertPhone }) => email !== undefined || alertPhone !== undefined)).toBe(
      true,
    )
    expect(colleagues.filter(({ role }) => role === 'focal_point' || role === 'admin')).toEqual([])
  })

  test('households live in places and programmes that there are', () => {
    const found = of(data.main, 'household').map(readHousehold)
    expect(found.length).toBe(data.counts.households)
    expect(new Set(found.map(({ programme }) => programme))).toEqual(
      new Set(programmes.map(({ programmeId }) => programmeId)),
    )
    expect(contacts.filter(({ householdId, place }) => householdId && !place?.commune)).toEqual([])
  })

  test('the people of the phone simulator are known as they say, and the last is not', () => {
    for (const { number, household } of knownPeople) {
      const contact = contacts.find(({ phone }) => phone === number)
      expect(contact).toMatchObject({ language: household.language, place: { commune: household.commune } })
    }
    const unknown = phones.at(-1)?.number
    expect(contacts.filter(({ phone }) => phone === unknown)).toEqual([])
    expect(new Set(phones.map(({ number }) => number)).size).toBe(phones.length)
  })

  test('one was asked something, one has a complaint in hand, one an old one', () => {
    const contactOf = (place: number) => contacts.find(({ phone }) => phone === knownPeople[place]?.number)
    const phasesOf = (place: number) =>
      Object.values(contactOf(place)?.followUps ?? {}).map(({ phase }) => phase)
    expect(phasesOf(0)).toEqual(['done'])
    expect(phasesOf(1)).toEqual(['working'])
    expect(phasesOf(3)).toEqual(['question'])
    expect(contactOf(3)?.openQuestion).toMatchObject({ kind: 'text', desk: 'open' })
  })

  test('private cases are read back with what was done', () => {
    const events = of(data.restricted, 'private-event').map(readPrivateEvent)
    for (const { complaintId, version } of privateCases) {
      expect(events.filter((event) => event.complaintId === complaintId)).toHaveLength(version)
    }
  })
})
