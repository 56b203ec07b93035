/** The console's API: open complaints. What is restricted or private is not here, in no list, count or error. */
import * as z from 'zod/mini'
import { commandComplaint, notFound, revealPhone } from '../../shared/actions/command-complaint.ts'
import { incidentOf } from '../../shared/actions/command-incident.ts'
import { fileForAnother } from '../../shared/actions/file-for-another.ts'
import { countViews, queuePage } from '../../shared/actions/queue-of-complaints.ts'
import { adminRoutes } from '../../shared/contracts/admin-api.ts'
import { confirmationRoutes } from '../../shared/contracts/confirmations-api.ts'
import { dashboardRoutes } from '../../shared/contracts/dashboard-api.ts'
import { historyRoutes } from '../../shared/contracts/history-api.ts'
import { houseRoutes } from '../../shared/contracts/house-api.ts'
import { paydayRoutes } from '../../shared/contracts/paydays-api.ts'
import { privacyRoutes } from '../../shared/contracts/privacy-api.ts'
import { queueRoutes } from '../../shared/contracts/queue-api.ts'
import { consumerRoutes } from '../../shared/contracts/registry-api.ts'
import { relayRoutes } from '../../shared/contracts/relays-api.ts'
import { reminderRoutes } from '../../shared/contracts/reminders-api.ts'
import type { ComplaintDetail } from '../../shared/contracts/staff-api.ts'
import { staffRoutes } from '../../shared/contracts/staff-api.ts'
import { entryOf, type Said } from '../../shared/domain/audit.ts'
import { openComplaint } from '../../shared/domain/complaint.ts'
import { networkOf } from '../../shared/domain/networks.ts'
import { deedsOf, isAccused, maySee, type Officer } from '../../shared/domain/officer.ts'
import { paymentWaysOf } from '../../shared/domain/payment-rights.ts'
import { parseReference } from '../../shared/domain/reference.ts'
import { Refusal } from '../../shared/domain/refusal.ts'
import { unconfirmed } from '../../shared/domain/reminder-spend.ts'
import { isOpen, rankOf } from '../../shared/domain/sensitivity.ts'
import { levelOf, type UnitId } from '../../shared/domain/units.ts'
import { dayOf } from '../../shared/domain/working-days.ts'
import { problemOfUrl } from '../../shared/gateways/registry-address.ts'
import { createConsumers, createDeliveries } from '../../shared/store/consumers.ts'
import { createContacts } from '../../shared/store/contacts.ts'
import { createFeedReader } from '../../shared/store/feed.ts'
import { createHistory } from '../../shared/store/history.ts'
import { createHouseBook } from '../../shared/store/house.ts'
import { createHouseKeeper } from '../../shared/store/house-shelf.ts'
import { createMessages } from '../../shared/store/messages.ts'
import { createOpenComplaints } from '../../shared/store/open-complaints.ts'
import { createPresences } from '../../shared/store/presences.ts'
import { createLists, createReceipts } from '../../shared/store/registry-receipts.ts'
import { createReminders } from '../../shared/store/reminders.ts'
import { createRestrictedIntake } from '../../shared/store/restricted.ts'
import { createOfficers, createQuarantine } from '../../shared/store/staff.ts'
import { createDeadLetters } from '../kit/dead-letters.ts'
import { readSettings } from '../kit/environment.ts'
import { createLog } from '../kit/log.ts'
import { newKey, newPushSecret, seal } from '../kit/registry-secrets.ts'
import { remembered } from '../kit/remembered.ts'
import { createSignIn } from '../kit/sign-in.ts'
import { type Asked, type Handlers, staffHttp } from '../kit/staff-http.ts'
import { detailOf, namesOf, rowOf, unitRefOf } from '../kit/views-of-complaints.ts'
import { once, tablesFrom } from '../kit/wire.ts'
import { createWorld, now } from '../kit/world.ts'
import { adminDesk, adminHandlers } from './admin-handlers.ts'
import { confirmationHandlers, confirmationsDesk } from './confirmations.ts'
import { type ConsumersDesk, consumerHandlers, proveListed } from './consumer-handlers.ts'
import { openCursor, sealCursor } from './cursor.ts'
import { dashboardHandlers, figuresDesk } from './dashboard.ts'
import { historyHandlers } from './history-handlers.ts'
import { houseDesk, houseHandlers, zoneMark } from './house-handlers.ts'
import { importHandlers } from './import-handlers.ts'
import { freshIncident } from './incident-handlers.ts'
import { freshPayday, paydayHandlers } from './payday-handlers.ts'
import { paymentsDesk } from './payments-desk.ts'
import { privacyDesk, privacyHandlers } from './privacy-handlers.ts'
import { digestOf, presentFor, queueHandlers } from './queue-handlers.ts'
import { readSubmission } from './read-submission.ts'
import { besides } from './related.ts'
import { relayDesk, relayHandlers } from './relay-handlers.ts'
import { reminderHandlers } from './reminder-handlers.ts'

const settings = once(() => readSettings('staff-api'))
const log = once(() => createLog('staff-api', settings().JIGIKAN_STAGE))
const desk = once(() => {
  const tables = tablesFrom(settings())
  const officers = createOfficers(tables)
  return {
    world: createWorld(settings().JIGIKAN_PEPPER),
    open: createOpenComplaints(tables),
    restricted: createRestrictedIntake(tables),
    ...paymentsDesk(tables, settings()),
    reminders: createReminders(tables),
    prices: settings().JIGIKAN_SMS_PRICES,
    budget: settings().JIGIKAN_REMINDER_BUDGET,
    contacts: createContacts(tables),
    messages: createMessages(tables),
    presences: createPresences(tables),
    history: createHistory(tables),
    ...privacyDesk(tables),
    ...figuresDesk(tables),
    ...confirmationsDesk(tables),
    ...adminDesk(tables),
    ...houseDesk(tables),
    ...relayDesk(tables, settings().JIGIKAN_PEPPER),
    keepHouse: createHouseKeeper(tables, now),
    zones: remembered(() => createHouseBook(tables).zones(), 60_000, now),
    quarantine: createQuarantine(tables),
    officers,
    allOfficers: remembered(() => officers.all(), 15_000, now),
    deadLetters: createDeadLetters(
      {
        'sms-outbound': settings().JIGIKAN_SMS_QUEUE_URL,
        'email-outbound': settings().JIGIKAN_EMAIL_QUEUE_URL,
        'incoming-files': settings().JIGIKAN_FILE_QUEUE_URL,
      },
      settings().JIGIKAN_SQS_ENDPOINT,
    ),
  }
})
const registry = once((): ConsumersDesk => {
  const tables = tablesFrom(settings())
  const secrets = settings().JIGIKAN_REGISTRY_SECRETS
  const toLoopback = settings().JIGIKAN_PUSH_TO_LOOPBACK === 'yes'
  return {
    managing: {
      now,
      consumers: createConsumers(tables),
      deliveries: createDeliveries(tables),
      feed: createFeedReader(tables),
      newKey,
      newPushSecret,
      seal: (text) => seal(secrets, text),
      problemOfUrl: (url) => problemOfUrl(url, toLoopback),
    },
    note,
    receipts: createReceipts(tables),
    lists: createLists(tables),
    open: createOpenComplaints(tables),
  }
})
const signIn = once(() => createSignIn(settings()))

const quarantineShown = 20
const unsentCounted = 1000

async function detail(
  who: Officer,
  complaintId: string,
): Promise<{ body: ComplaintDetail; version: number }> {
  const { open, contacts, allOfficers } = desk()
  const found = await open.readWithHistory(complaintId)
  if (!found || !maySee(who, found.complaint)) throw notFound()
  const { complaint, history } = found
  const contact = complaint.contactId ? await contacts.read(complaint.contactId) : undefined
  const related = await besides(desk(), complaint, contact, now())
  const body = detailOf({
    complaint,
    history,
    who,
    officers: await allOfficers(),
    phone: contact?.phone,
    related,
    incident: await incidentOf(desk().incidents, complaint),
    now: now(),
  })
  const price = contact && desk().prices?.of[networkOf(contact.phone)]
  const smsPrice = price && {
    amount: price.amount,
    currency: desk().prices.currency,
    confirmed: price.source !== unconfirmed,
  }
  const zone = zoneMark(await desk().zones(), complaint.place, dayOf(now()))
  return {
    body: { ...body, ...(smsPrice ? { smsPrice } : {}), ...(zone ? { zone } : {}) },
    version: complaint.version,
  }
}

/** Only those who look over everything see the machine room. */
const runsOperations = (who: Officer): boolean =>
  who.role === 'admin' || (who.role === 'supervisor' && who.units.some((u) => levelOf(u) === 'national'))

function proveOperations(who: Officer): void {
  if (!runsOperations(who)) throw new Refusal('not-found', 'There is nothing at this address.')
}

/** What others must be able to look up stands in the journal before it is answered. */
const note = (who: Officer, said: Said): Promise<void> =>
  desk().audit.add(entryOf(who, now(), desk().world.id(), said))

async function listComplaints({ who, query }: Asked<typeof staffRoutes.listComplaints>) {
  const { open, allOfficers } = desk()
  const names = namesOf(await allOfficers())
  const { view, limit, cursor, q, known, ...filter } = query
  if (q !== undefined && q.trim() !== '') {
    const reference = parseReference(q)
    const entry = reference && (await open.reference(reference))
    const found = entry?.desk === 'open' ? await open.read(entry.complaintId) : undefined
    const items = found && maySee(who, found) ? [rowOf(found, names, now())] : []
    return { body: { items } }
  }
  const after = cursor === undefined ? undefined : openCursor(cursor)
  const page = await queuePage(open, who, { view, filter, limit, ...(after ? { after } : {}) }, now())
  const items = page.items.map((complaint) => rowOf(complaint, names, now()))
  const next = page.next && sealCursor(page.next)
  const digest = digestOf(items, next)
  if (known === digest) return { body: { items: [], digest, same: true } }
  return { body: { items, digest, ...(next ? { cursor: next } : {}) } }
}

const handlers = once(
  (): Handlers<
    typeof staffRoutes &
      typeof queueRoutes &
      typeof historyRoutes &
      typeof privacyRoutes &
      typeof paydayRoutes &
      typeof reminderRoutes &
      typeof confirmationRoutes &
      typeof dashboardRoutes &
      typeof consumerRoutes &
      typeof adminRoutes &
      typeof houseRoutes &
      typeof relayRoutes
  > => ({
    ...queueHandlers(desk),
    ...historyHandlers(desk, proveOperations),
    ...privacyHandlers(desk),
    ...paydayHandlers(desk),
    ...reminderHandlers(desk),
    ...importHandlers(desk),
    ...confirmationHandlers(desk),
    ...dashboardHandlers(desk),
    ...consumerHandlers(registry),
    ...adminHandlers(desk, proveOperations),
    ...houseHandlers(desk, proveOperations),
    ...relayHandlers(desk),
    async me({ who }) {
      const restricted =
        rankOf(who.clearance) >= 2 && who.role !== 'admin' && !who.units.some((u) => levelOf(u) === 'commune')
      return {
        body: {
          officerId: who.officerId,
          name: who.name,
          title: who.title,
          role: who.role,
          clearance: who.clearance,
          units: who.units.map(unitRefOf),
          language: who.language,
          deeds: [...deedsOf(who.role)],
          restrictedDesk: restricted && who.role !== 'focal_point',
          privateDesk: who.role === 'focal_point' && who.clearance === 'S3',
          operations: runsOperations(who),
          payments: paymentWaysOf(who),
        },
      }
    },
    async viewCounts({ who }) {
      const [counts, present] = await Promise.all([
        countViews(desk().open, who, now()),
        presentFor(desk(), who),
      ])
      return { body: { counts, countedAt: now().toISOString(), present } }
    },
    listComplaints,
    async readComplaint({ who, path }) {
      return detail(who, path.complaintId ?? '')
    },
    async fileComplaint({ who, body, idempotencyKey }) {
      await proveListed(registry(), body)
      const accused = await Promise.all((body.accusedOfficers ?? []).map((id) => desk().officers.read(id)))
      if (accused.includes(undefined)) {
        throw new Refusal('invalid', 'There is no such officer.', { fields: { accusedOfficers: 'unknown' } })
      }
      const filed = await fileForAnother(desk(), who, {
        ...readSubmission(body),
        ...(idempotencyKey ? { idempotencyKey } : {}),
      })
      return {
        body: {
          complaintId: filed.complaintId,
          reference: filed.reference,
          dueAt: filed.dueAt,
          promised: filed.promised,
          owner: unitRefOf(filed.owner),
          visible: isOpen(filed.sensitivity) && maySee(who, filed) && !isAccused(who, filed),
        },
      }
    },
    async commandComplaint({ who, path, body, readVersion, idempotencyKey }) {
      const complaintId = path.complaintId ?? ''
      const command = body.type === 'transfer' ? { ...body, unit: body.unit as UnitId } : body
      const after = await commandComplaint(desk(), who, complaintId, {
        command,
        ...(readVersion === undefined ? {} : { readVersion }),
        ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
      })
      // It has left this desk, for another unit or for the restricted one: what was done is done, there is no more to show.
      if (!after || !maySee(who, after)) {
        return { body: { complaintId, moved: true as const } }
      }
      return detail(who, complaintId)
    },
    async revealPhone({ who, path, body }) {
      const complaintId = path.complaintId ?? ''
      const phone = await revealPhone(desk(), who, complaintId, body.reason)
      await note(who, { kind: 'number_shown', about: { id: complaintId }, reason: body.reason })
      return { body: { phone } }
    },
    async operations({ who }) {
      proveOperations(who)
      const { quarantine, messages, deadLetters } = desk()
      const at = new Date(now().getTime() + 1000)
      const [count, newest, unsent, letters] = await Promise.all([
        quarantine.count(),
        quarantine.newest(quarantineShown),
        messages.waiting(['queued', 'sending', 'unknown'], at, unsentCounted),
        deadLetters.count(),
      ])
      return {
        body: {
          quarantine: { count, newest: [...newest] },
          unsent: {
            queued: unsent.filter(({ state }) => state !== 'unknown').length,
            unknown: unsent.filter(({ state }) => state === 'unknown').length,
          },
          deadLetters: [...letters],
        },
      }
    },
    async redrive({ who, body }) {
      proveOperations(who)
      const moved = await desk().deadLetters.redrive(body.queue)
      await note(who, {
        kind: 'letters_redriven',
        about: { id: body.queue },
        what: { moved: String(moved) },
      })
      return { body: { moved } }
    },
  }),
)

export const handler = staffHttp({
  routes: {
    ...staffRoutes,
    ...queueRoutes,
    ...historyRoutes,
    ...privacyRoutes,
    ...paydayRoutes,
    ...reminderRoutes,
    ...confirmationRoutes,
    ...dashboardRoutes,
    ...consumerRoutes,
    ...adminRoutes,
    ...houseRoutes,
    ...relayRoutes,
  },
  handlers,
  prove: (authorization) => signIn()(authorization),
  async officer(officerId) {
    const [who] = await Promise.all([desk().officers.read(officerId), desk().keepHouse()])
    return who
  },
  log,
  async freshFor(who, fresh) {
    const complaint = z.safeParse(openComplaint, fresh)
    if (!complaint.success)
      return (await freshPayday(desk(), who, fresh)) ?? freshIncident(desk(), who, fresh)
    if (!maySee(who, complaint.data)) return undefined
    return (await detail(who, complaint.data.complaintId)).body
  },
})
