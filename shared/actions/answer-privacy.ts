/**
 * A person asks what is held of them, or that it be erased. Every request is in the journal, with who answers and why, before
 * anything is shown or erased. A complaint under way is held, and so is its number: somebody is still to be answered. What an
 * officer may not see, because it accuses him or is restricted, he neither hands out nor erases, and does not learn of.
 */
import type { ComplaintEvent, OpenComplaint } from '../domain/complaint.ts'
import { isUnderWay } from '../domain/erasure.ts'
import { maySee, type Officer } from '../domain/officer.ts'
import { answersPrivacy, type PrivacyEntry, type Subject } from '../domain/privacy.ts'
import { Refusal } from '../domain/refusal.ts'
import { actorOf, notFound } from './command-complaint.ts'
import { type Forgetter, forgetComplaint } from './forget-complaint.ts'
import type { PrivacyJournal, WalkPlace } from './privacy-ports.ts'

export interface PrivacyDesk extends Forgetter {
  readonly journal: PrivacyJournal
}

/** Where an answer in parts goes on; the journal knows the rest. */
export interface Part {
  readonly at: string
  readonly entryId: string
  readonly place: WalkPlace
}
export interface Asked {
  readonly subject: Subject
  readonly why: string
  readonly part?: Part
}

export interface Section {
  readonly title: 'contact' | 'household' | 'payments' | 'answers' | 'complaint'
  readonly record: Readonly<Record<string, unknown>>
}

async function entryFor(
  { world, journal }: PrivacyDesk,
  who: Officer,
  what: PrivacyEntry['what'],
  { subject, why, part }: Asked,
): Promise<PrivacyEntry> {
  if (!answersPrivacy(who)) throw new Refusal('not-found', 'There is nothing at this address.')
  if (part) {
    const begun = await journal.read(part.at, part.entryId)
    if (begun?.by.officerId !== who.officerId || begun.what !== what) throw notFound()
    return begun
  }
  const entry: PrivacyEntry = {
    entryId: world.id(),
    at: world.now().toISOString(),
    by: { officerId: who.officerId, name: who.name },
    what,
    subject: subject.kind,
    why,
    references: [],
    held: [],
  }
  await journal.write(entry)
  return entry
}

/** Officers are named by their office alone: they have rights of their own. */
const toldOf = ({ type, at, by, data }: ComplaintEvent) => ({
  at,
  type,
  by: by.unit ?? by.kind,
  ...data,
})

async function complaintRecord(
  desk: PrivacyDesk,
  { complaintId }: OpenComplaint,
): Promise<readonly Section[]> {
  const found = await desk.open.readWithHistory(complaintId)
  if (!found) return []
  const { reference, category, state, place, programme, channel, language, receivedAt, text } =
    found.complaint
  const { complainant, decision, remedy, details } = found.complaint
  return [
    {
      title: 'complaint',
      record: {
        reference,
        category,
        state,
        receivedAt,
        place,
        programme,
        channel,
        language,
        complainant,
        details,
        ...(text ? { text } : {}),
        ...(decision ? { decision: { outcome: decision.outcome, summary: decision.summary } } : {}),
        ...(remedy ? { remedy } : {}),
        history: found.history.events.map(toldOf),
        messages: found.history.messages.map(({ createdAt, state: sent, text: words }) => ({
          createdAt,
          state: sent,
          text: words,
        })),
      },
    },
  ]
}

/** What stands on the number and on the households behind it. */
async function ownSections({ records }: PrivacyDesk, subject: Subject): Promise<readonly Section[]> {
  const sections: Section[] = []
  let households = subject.kind === 'household' ? [subject.householdId] : []
  if (subject.kind === 'phone') {
    const contact = await records.contact(subject.contactId)
    const answers = await records.answersOf(subject.contactId)
    if (contact) {
      const { phone, language, place, programmes, optedOutAt, householdIds } = contact
      households = [...(householdIds ?? (contact.householdId ? [contact.householdId] : []))]
      sections.push({
        title: 'contact',
        record: { phone, language, place, programmes, optedOutAt, households },
      })
    }
    if (answers.length > 0) sections.push({ title: 'answers', record: { answers } })
  }
  for (const householdId of households) {
    const { household, stories, lines, answers } = await records.household(householdId)
    if (household) sections.push({ title: 'household', record: { ...household, history: stories } })
    if (lines.length + answers.length > 0)
      sections.push({ title: 'payments', record: { householdId, due: lines, answers } })
  }
  // A hash of the number is of no use to whom it concerns.
  return JSON.parse(JSON.stringify(sections, (name, value) => (name === 'contactId' ? undefined : value)))
}

export interface Answered<T> {
  readonly entry: PrivacyEntry
  readonly given: T
  readonly next?: Part
}

async function finish<T>(
  { journal, world }: PrivacyDesk,
  entry: PrivacyEntry,
  given: T,
  place: WalkPlace | undefined,
): Promise<Answered<T>> {
  const written = place ? entry : { ...entry, finishedAt: world.now().toISOString() }
  await journal.write(written)
  const { at, entryId } = entry
  return { entry: written, given, ...(place ? { next: { at, entryId, place } } : {}) }
}

export async function answerAccess(
  desk: PrivacyDesk,
  who: Officer,
  asked: Asked,
): Promise<Answered<readonly Section[]>> {
  const entry = await entryFor(desk, who, 'access', asked)
  const { complaints, next } = await desk.records.walk(asked.subject, asked.part?.place ?? { which: 'open' })
  const seen = complaints.filter((complaint) => maySee(who, complaint))
  const references = [...new Set([...entry.references, ...seen.map(({ reference }) => reference)])]
  // First that it is shown, then what.
  await desk.journal.write({ ...entry, references })
  const sections = [
    ...(asked.part ? [] : await ownSections(desk, asked.subject)),
    ...(await Promise.all(seen.map((complaint) => complaintRecord(desk, complaint)))).flat(),
  ]
  return finish(desk, { ...entry, references }, sections, next)
}

/** The number stays while it is needed: for an answer that is owed, or for a household that is paid. */
async function forgetNumber(
  { records }: PrivacyDesk,
  subject: Subject,
  { held, numberNeeded }: PrivacyEntry,
): Promise<boolean> {
  if (subject.kind !== 'phone' || numberNeeded || held.length > 0) return false
  const contact = await records.contact(subject.contactId)
  if (!contact) return true
  const lines = Object.values(contact.followUps)
  if (lines.some(({ desk, phase }) => desk === 'restricted' && phase !== 'done' && phase !== 'not_taken'))
    return false
  for (const householdId of contact.householdIds ?? (contact.householdId ? [contact.householdId] : [])) {
    const { household } = await records.household(householdId)
    if (household && household.status !== 'retired') return false
  }
  await records.forgetContact(subject.contactId)
  return true
}

export async function answerErasure(
  desk: PrivacyDesk,
  who: Officer,
  asked: Asked,
): Promise<Answered<object>> {
  let entry = await entryFor(desk, who, 'erasure', asked)
  const { subject, part } = asked
  const { complaints, next } = await desk.records.walk(subject, part?.place ?? { which: 'open' })
  for (const complaint of complaints) {
    const { complaintId, reference } = complaint
    if (!maySee(who, complaint)) {
      // It holds the number, as a household does, and is neither named nor counted.
      entry = { ...entry, numberNeeded: true }
      continue
    }
    if (isUnderWay(complaint)) {
      entry = { ...entry, held: [...new Set([...entry.held, reference])] }
      continue
    }
    await forgetComplaint(desk, complaintId, actorOf(who), 'request')
    entry = { ...entry, references: [...new Set([...entry.references, reference])] }
  }
  if (!next) {
    const numberErased = await forgetNumber(desk, subject, entry)
    entry = { ...entry, numberErased, numberNeeded: !numberErased }
  }
  return finish(desk, entry, {}, next)
}
