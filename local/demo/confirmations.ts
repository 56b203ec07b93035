/**
 * What households said of the paydays that are over: most that all came, some that a part did, some that nothing did, each of
 * these with its complaint; and at one site so many that they are an incident. By the rules of the line itself.
 */
import { detailsOfAnswer, keptAnswer, paydayOf } from '../../shared/actions/answer-payment.ts'
import type { Actor, Complaint } from '../../shared/domain/complaint.ts'
import { categoryOfAnswer, type Said } from '../../shared/domain/confirmation.ts'
import { incidentIdOf, incidentOwner, isIncident } from '../../shared/domain/incident.ts'
import { type DueLine, dueLine, type Payday, payday as paydayShape } from '../../shared/domain/payday.ts'
import { placeOfCommune } from '../../shared/domain/places.ts'
import type { Reference } from '../../shared/domain/reference.ts'
import { file, type Submission } from '../../shared/domain/submission.ts'
import { paymentAnswerWrites } from '../../shared/store/filing.ts'
import { incidentItems } from '../../shared/store/incidents.ts'
import { type Item, readAs } from '../../shared/store/items.ts'
import { type Chance, idAt } from './chance.ts'
import { handlers, type Lived } from './complaints.ts'
import { type Fate, fateOf } from './fates.ts'
import type { Household } from './households.ts'
import { live } from './life.ts'
import { knownPeople } from './phones.ts'

export interface ConfirmationOptions {
  /** Paydays and their lines, as they were made. */
  readonly paydays: readonly Item[]
  readonly households: readonly Household[]
  readonly now: Date
  readonly chance: Chance
  readonly nextReference: () => Reference
}

const caller: Actor = { kind: 'complainant' }
const hourMs = 3_600_000
const noTables = { main: '', restricted: '', client: undefined as never }
/** Yesterday's: nobody was there to pay those who came after noon. */
const incidentCommune = '63091000'
const withoutMoney = 8

function saidOf({ paid }: DueLine, chance: Chance): Said {
  const result = paid?.result ?? 'paid'
  if (result === 'not_paid' && chance.isTrue(0.9)) return { answer: 'nothing', why: 'absent' }
  const answer = chance.weighted([
    ['all', 94],
    ['part', 3],
    ['nothing', 3],
  ] as const)
  if (answer === 'nothing')
    return { answer, why: chance.pick(['sent_away', 'agency_absent', 'other'] as const) }
  return answer === 'part' ? { answer, amountFcfa: 5000 * chance.whole(1, 5) } : { answer }
}

export function demoConfirmations(options: ConfirmationOptions): {
  readonly items: readonly Item[]
  readonly lived: readonly Lived[]
} {
  const { paydays: made, households, now, chance, nextReference } = options
  const today = now.toISOString().slice(0, 10)
  const homes = new Map(households.map((home) => [home.householdId, home]))
  const known = new Set<string>(knownPeople.map(({ number }) => number))
  const over = made
    .filter(({ kind }) => kind === 'payday')
    .map((item) => readAs('payday', paydayShape, item))
    .filter(({ day, state }) => day < today && state === 'planned')
  const items: Item[] = []
  const lived: Lived[] = []
  const anew = new Map<string, Item>()
  for (const on of over) {
    const lines = made.filter(({ kind, paydayId }) => kind === 'due-line' && paydayId === on.paydayId)
    const own = answersTo(on, lines)
    items.push(...own.items)
    lived.push(...own.lived)
    for (const [key, item] of own.lines) anew.set(key, item)
  }
  return { items: [...made.map((item) => anew.get(`${item.pk} ${item.sk}`) ?? item), ...items], lived }

  function answersTo(on: Payday, lines: readonly Item[]) {
    const isIncidentSite = on.site.commune === incidentCommune
    const asked = Date.parse(`${on.day}T00:00:00Z`) + (isIncidentSite ? 9 : 34) * hourMs
    const out = { items: [] as Item[], lived: [] as Lived[], lines: new Map<string, Item>() }
    const inTime = lines
      .flatMap((item, index) => {
        const line = readAs('due line', dueLine, item)
        const phone = homes.get(line.householdId)?.phone
        const at = new Date(asked + Math.floor((isIncidentSite ? 10 : 40) * hourMs * chance.next()))
        const hour = at.getUTCHours()
        const isAwake = hour >= 7 && hour < 21
        if (!line.contactId || !phone || known.has(phone) || at >= now || !isAwake) return []
        return index >= withoutMoney * 2 && chance.isTrue(0.4) ? [] : [{ item, line, phone, at }]
      })
      .sort((a, b) => a.at.getTime() - b.at.getTime())
    const alike: Complaint[] = []
    for (const [count, { item, line, phone, at }] of inTime.entries()) {
      const said: Said =
        isIncidentSite && count % 3 === 0 && alike.length < withoutMoney
          ? { answer: 'nothing', why: 'agency_absent' }
          : saidOf(line, chance)
      const due = { line, day: on.day, siteId: on.siteId }
      const category = categoryOfAnswer(said)
      const home = homes.get(line.householdId)
      const channel = isIncidentSite || chance.isTrue(0.4) ? 'ussd' : 'sms'
      const submission: Submission | undefined =
        category && home
          ? {
              category,
              about: said.why === 'agency_absent' ? 'agency' : 'nobody',
              place: placeOfCommune(home.commune, home.village) ?? {},
              programme: on.programme,
              channel,
              language: home.language,
              details: detailsOfAnswer(said),
              callBack: false,
              complainant: { anonymous: false, householdId: line.householdId },
              ...(line.contactId ? { contactId: line.contactId } : {}),
              ...paydayOf(due),
            }
          : undefined
      const identity = {
        complaintId: idAt(at, chance),
        reference: nextReference(),
        eventId: idAt(at, chance),
      }
      const filed = submission && file(submission, identity, caller, at)
      const kept = keptAnswer(
        {
          ...said,
          answerId: idAt(at, chance),
          at: at.toISOString(),
          channel,
          due,
          householdId: line.householdId,
          ...(line.contactId ? { contactId: line.contactId } : {}),
        },
        filed ? { filed: filed.complaint } : {},
      )
      const [answer] = paymentAnswerWrites(noTables, kept)
      out.items.push(answer?.write.Put?.Item as Item)
      out.lines.set(`${item.pk} ${item.sk}`, { ...item, said: kept.on?.said })
      if (!filed || !submission) continue
      const own = chance.fork(`life/${line.householdId}`)
      const fate: Fate = isIncidentSite
        ? { plan: function* () {}, stopAt: 'received' }
        : fateOf({ submission, meant: submission.category, by: caller, at, phone }, now, own)
      const steps = live(filed, { ...fate, now, chance: own, staff: handlers })
      const last = steps.at(-1)
      if (last) out.lived.push({ steps, last, phone })
      if (category !== '1.1') continue
      alike.push(filed.complaint)
      if (isIncidentSite && isIncident('nothing', alike.length, count + 1) && !out.items.some(isOne))
        out.items.push(...opened(on, alike.length, at))
    }
    return out
  }
}

const isOne = ({ kind }: Item): boolean => kind === 'incident'

function opened(on: Payday, complaintsAtFirst: number, at: Date): readonly Item[] {
  const incidentId = incidentIdOf(on.paydayId, 'nothing')
  const instant = at.toISOString()
  return incidentItems(
    {
      incidentId,
      version: 1,
      state: 'open',
      likeness: 'nothing',
      paydayId: on.paydayId,
      day: on.day,
      siteId: on.siteId,
      commune: on.site.commune,
      programme: on.programme,
      owner: incidentOwner(on.site.commune),
      openedAt: instant,
      updatedAt: instant,
      complaintsAtFirst,
    },
    {
      eventId: `${incidentId}.opened`,
      incidentId,
      type: 'opened',
      at: instant,
      by: { kind: 'clock' },
      data: { complaints: String(complaintsAtFirst) },
    },
  )
}
