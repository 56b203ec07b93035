/** The whole demonstration as items, table by table: the same seed, pepper and instant give the same items. */
import { contactIdWith } from '../../functions/kit/world.ts'
import type { Reactions } from '../../shared/actions/react.ts'
import type { OpenComplaint } from '../../shared/domain/complaint.ts'
import type { Contact } from '../../shared/domain/contact.ts'
import { addUp, type Counts } from '../../shared/domain/figures.ts'
import type { Officer } from '../../shared/domain/officer.ts'
import type { PhoneNumber } from '../../shared/domain/phone-number.ts'
import type { ToFeed } from '../../shared/domain/registry.ts'
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
import { figuresKey, officerKey, onceKey } from '../../shared/store/keys.ts'
import { shadowItems } from '../../shared/store/shadows.ts'
import { type Chance, chanceOf, referencesFrom } from './chance.ts'
import { everybody } from './colleagues.ts'
import { demoComplaints, type Lived } from './complaints.ts'
import { demoConfirmations } from './confirmations.ts'
import {
  contactAfterAll,
  messageItemOf,
  reactionsOf,
  referenceAfter,
  sent,
  watchItem,
} from './consequences.ts'
import { demoFeed, fedBy } from './feed.ts'
import { contactOf, demoHouseholds, demoNumbers, type Household, householdItem } from './households.ts'
import { demoPaydays } from './paydays.ts'
import { demoPrivateCases } from './private-cases.ts'

const mostComplaints = 885
const seed = 'jigikan-demo-1'

export interface DemoOptions {
  readonly pepper: string
  readonly now: Date
  /** How much of it: 1 is all. */
  readonly share?: number
}
export interface DemoData {
  readonly main: readonly Item[]
  readonly restricted: readonly Item[]
  readonly counts: { readonly households: number; readonly complaints: number; readonly officers: number }
}

export const officerItem = (who: Officer): Item => ({
  ...who,
  ...officerKey(who.officerId),
  kind: 'officer',
  v: 1,
})
const guardItem = (once: string, made: string): Item => ({ ...onceKey(once), kind: 'once', v: 1, made })
const stopShare = 0.008

/** What all complaints together leave behind, as it grows. */
interface Traces {
  readonly main: Item[]
  readonly restricted: Item[]
  readonly fed: ToFeed[]
  readonly contacts: Map<string, Contact>
  /** Counts by the key of their shelf. */
  readonly figures: Map<string, Counts>
}

function count({ figures }: Traces, { tallies }: Reactions): void {
  for (const { scope, slot, adds } of tallies) {
    const key = figuresKey(scope, slot)
    const name = `${key.pk} ${key.sk}`
    figures.set(name, { ...addUp([figures.get(name) ?? {}, adds]) })
  }
}
const figureItems = ({ figures }: Traces): readonly Item[] =>
  [...figures].map(([name, counts]) => {
    const [pk = '', sk = ''] = name.split(' ')
    return { ...counts, pk, sk, kind: 'figures', v: 1 }
  })

/** A household's number, and the few that said STOP. */
function knownContact(
  household: Household & { readonly phone: PhoneNumber },
  contactId: string,
  now: Date,
  chance: Chance,
) {
  const contact = contactOf(household, contactId)
  if (!chance.isTrue(stopShare)) return contact
  return { ...contact, optedOutAt: new Date(now.getTime() - chance.whole(1, 120) * 86_400_000).toISOString() }
}

/** One complaint's own items, and its mark on its caller's contact. */
function leave(
  lived: Lived,
  traces: Traces,
  contactIdOf: (phone: PhoneNumber) => string,
  now: Date,
  chance: Chance,
): void {
  const { steps, last, phone, once } = lived
  const { complaint } = last
  const { main, restricted, contacts } = traces
  const eventItems = steps.map((step) => eventItem(step.event, step.complaint))
  const reactions = reactionsOf(lived, eventItems)
  const contactId = phone && contactIdOf(phone)
  const whom =
    contactId &&
    (contacts.get(contactId) ?? { contactId, phone, language: complaint.language, followUps: {} })
  const own = isOpen(complaint.sensitivity) ? main : restricted
  own.push(complaintItem(complaint), ...eventItems)
  if (isOpen(complaint.sensitivity)) main.push(...shadowItems(complaint as OpenComplaint))
  main.push(
    ...referenceAfter(lived, reactions).map(referenceItem),
    ...watchItem(complaint, now),
    ...(once ? [guardItem(once, complaint.complaintId)] : []),
    ...reactions
      .flatMap(({ messages }) => messages)
      .map((sms) => messageItemOf(sent(sms, whom || undefined, now, chance), complaint)),
  )
  traces.fed.push(...fedBy(reactions))
  for (const each of reactions) count(traces, each)
  if (whom) contacts.set(whom.contactId, contactAfterAll(whom, lived, reactions, now))
}

const filedOf = ({ steps }: Lived): string => steps[0]?.event.at ?? ''
const byAge = (all: readonly Lived[]): readonly Lived[] =>
  [...all].sort((a, b) => filedOf(a).localeCompare(filedOf(b)))

export function demoData({ pepper, now, share = 1 }: DemoOptions): DemoData {
  const chance = chanceOf(seed)
  const contactIdOf = contactIdWith(pepper)
  const nextReference = referencesFrom(chance.fork('references'))
  const numbers = demoNumbers(chance.fork('numbers'))
  const households = demoHouseholds(numbers, share, chance.fork('households'))
  const traces: Traces = {
    main: everybody.map(officerItem),
    restricted: [],
    fed: [],
    contacts: new Map(),
    figures: new Map(),
  }
  const { main, restricted, contacts } = traces

  const stops = chance.fork('stops')
  for (const household of households) {
    const { phone } = household
    const contactId = phone && contactIdOf(phone)
    main.push(householdItem(household, contactId))
    if (contactId) contacts.set(contactId, knownContact({ ...household, phone }, contactId, now, stops))
  }
  const complaints = demoComplaints({
    village: { households, numbers },
    count: Math.ceil(mostComplaints * share),
    now,
    chance: chance.fork('complaints'),
    contactIdOf,
    nextReference,
  })
  const paydays = demoPaydays({ households, contactIdOf, now, chance: chance.fork('paydays') })
  const confirmed = demoConfirmations({
    paydays,
    households,
    now,
    chance: chance.fork('confirmations'),
    nextReference: referencesFrom(chance.fork('references of confirmations')),
  })
  main.push(...confirmed.items)
  const fates = chance.fork('sent')
  let lived = 0
  for (const complaint of byAge([...complaints, ...confirmed.lived])) {
    leave(complaint, traces, contactIdOf, now, fates)
    lived += 1
  }
  const privateCases = demoPrivateCases({ numbers, now, chance: chance.fork('private'), nextReference })
  for (const { steps, last } of privateCases) {
    restricted.push(privateItem(last), ...steps.map(({ event }) => privateEventItem(event)))
    main.push(...watchItem(last, now))
  }
  main.push(...[...contacts.values()].map(contactItem), ...figureItems(traces), ...demoFeed(traces.fed))
  return {
    main,
    restricted,
    counts: {
      households: households.length,
      complaints: lived + privateCases.length,
      officers: everybody.length,
    },
  }
}
