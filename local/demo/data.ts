/** The whole demonstration as items, table by table: the same seed, pepper and instant give the same items. */
import { setImmediate as breathe } from 'node:timers/promises'
import { contactIdWith } from '../../functions/kit/world.ts'
import type { Contact } from '../../shared/domain/contact.ts'
import type { Officer } from '../../shared/domain/officer.ts'
import type { PhoneNumber } from '../../shared/domain/phone-number.ts'
import { isOpen } from '../../shared/domain/sensitivity.ts'
import {
  complaintItem,
  contactItem,
  eventItem,
  type Item,
  privateEventItem,
  privateItem,
  referenceItem,
} from '../../shared/store/items.ts'
import { officerKey, onceKey } from '../../shared/store/keys.ts'
import { type Chance, chanceOf, referencesFrom } from './chance.ts'
import { everybody } from './colleagues.ts'
import { demoComplaints, type Lived } from './complaints.ts'
import { contactAfterAll, messageItemOf, reactionsOf, referenceAfter, sent } from './consequences.ts'
import { contactOf, demoHouseholds, demoNumbers, householdItem } from './households.ts'
import { demoPrivateCases } from './private-cases.ts'

export const complaintsInAll = 860
const seed = 'jigikan-demo-1'

/** Some items of one table. */
export interface Load {
  readonly table: 'main' | 'restricted'
  readonly items: readonly Item[]
}
export interface DemoOptions {
  readonly pepper: string
  readonly now: Date
}

export const officerItem = (who: Officer): Item => ({ ...who, ...officerKey(who.officerId), kind: 'officer', v: 1 })

/** Everybody who has a number: the households first, others as they call. */
class Contacts {
  readonly all = new Map<string, Contact>()
  readonly idOf: (phone: PhoneNumber) => string
  private readonly now: Date
  private readonly chance: Chance

  constructor(pepper: string, now: Date, chance: Chance) {
    this.idOf = contactIdWith(pepper)
    this.now = now
    this.chance = chance
  }

  keep(contact: Contact): void {
    this.all.set(contact.contactId, contact)
  }

  /** Few said STOP. */
  keepPerhapsSilent(contact: Contact): void {
    const optedOutAt = new Date(this.now.getTime() - this.chance.whole(1, 120) * 86_400_000).toISOString()
    this.keep(this.chance.isTrue(0.008) ? { ...contact, optedOutAt } : contact)
  }

  of(phone: PhoneNumber, { complaint }: Lived['last']): Contact {
    const contactId = this.idOf(phone)
    return this.all.get(contactId) ?? { contactId, phone, language: complaint.language, followUps: {} }
  }
}

const guardItem = (once: string, made: string): Item => ({ ...onceKey(once), kind: 'once', v: 1, made })

/** All that one complaint leaves in the tables, and on its caller's contact. */
function* leftBy(lived: Lived, contacts: Contacts, now: Date, chance: Chance): Generator<Load, void, void> {
  const { steps, last, phone, once } = lived
  const reactions = reactionsOf(lived)
  const whom = phone && contacts.of(phone, last)
  const reference = referenceAfter(lived, reactions)
  yield {
    table: isOpen(last.complaint.sensitivity) ? 'main' : 'restricted',
    items: [complaintItem(last.complaint), ...steps.map(({ event, complaint }) => eventItem(event, complaint))],
  }
  yield {
    table: 'main',
    items: [
      ...(reference ? [referenceItem(reference)] : []),
      ...(once ? [guardItem(once, last.complaint.complaintId)] : []),
      ...reactions
        .flatMap(({ messages }) => messages)
        .map((sms) => messageItemOf(sent(sms, whom, now, chance), last.complaint)),
    ],
  }
  if (whom) contacts.keep(contactAfterAll(whom, lived, reactions, now))
}

/** In loads of some dozens; lets others have a turn in between, so that what is made is written while more is made. */
export async function* demoData({ pepper, now }: DemoOptions): AsyncGenerator<Load, void, void> {
  const chance = chanceOf(seed)
  const contacts = new Contacts(pepper, now, chance.fork('contacts'))
  const numbers = demoNumbers(chance.fork('numbers'))
  const households = demoHouseholds(numbers, chance.fork('households'))
  yield { table: 'main', items: everybody.map(officerItem) }
  const known = households.map((household) => {
    const { phone } = household
    if (!phone) return householdItem(household, undefined)
    const contactId = contacts.idOf(phone)
    contacts.keepPerhapsSilent(contactOf({ ...household, phone }, contactId))
    return householdItem(household, contactId)
  })
  yield { table: 'main', items: known }
  await breathe()

  const nextReference = referencesFrom(chance.fork('references'))
  const { idOf: contactIdOf } = contacts
  const village = { households, numbers }
  const fates = chance.fork('sent')
  let made = 0
  for (const lived of demoComplaints({ village, count: complaintsInAll, now, chance: chance.fork('complaints'), contactIdOf, nextReference })) {
    yield* leftBy(lived, contacts, now, fates)
    if (++made % 10 === 0) await breathe()
  }
  for (const steps of demoPrivateCases({ numbers, now, chance: chance.fork('private'), nextReference })) {
    const last = steps.at(-1)
    yield { table: 'restricted', items: [...(last ? [privateItem(last.complaint)] : []), ...steps.map(({ event }) => privateEventItem(event))] }
  }
  yield { table: 'main', items: [...contacts.all.values()].map(contactItem) }
}
