/**
 * The private desk: a function of its own, the only one that may read the restricted table. Restricted complaints for those
 * who are cleared for them, private cases for the focal points that the caller chose; to all others they do not exist.
 */
import * as z from 'zod/mini'
import { erasePrivate, eraseRestricted } from '../../shared/actions/forget-restricted.ts'
import {
  commandPrivate,
  commandRestricted,
  type Desk,
  listPrivate,
  listRestricted,
  type OpenedComplaint,
  type OpenedPrivate,
  openPrivate,
  openRestricted,
  receiptsOfRestricted,
  revealRestrictedPhone,
} from '../../shared/actions/restricted-desk.ts'
import { privatePrivacyRoutes } from '../../shared/contracts/privacy-api.ts'
import type { HistoryEntry, PrivateDetail, PrivateRow } from '../../shared/contracts/staff-api.ts'
import { privateCommandTypes, privateRoutes } from '../../shared/contracts/staff-api.ts'
import { entryOf, type Said } from '../../shared/domain/audit.ts'
import {
  type PrivateCase,
  type PrivateEvent,
  privateCase,
  restrictedComplaint,
} from '../../shared/domain/complaint.ts'
import { maySee, maySeePrivate, type Officer } from '../../shared/domain/officer.ts'
import { privateCommandsIn } from '../../shared/domain/private-lifecycle.ts'
import type { UnitId } from '../../shared/domain/units.ts'
import { createAuditJournal } from '../../shared/store/audit.ts'
import { createContacts } from '../../shared/store/contacts.ts'
import { createRestrictedRecords } from '../../shared/store/forget-restricted.ts'
import { createHouseKeeper } from '../../shared/store/house-shelf.ts'
import { createReceipts } from '../../shared/store/registry-receipts.ts'
import { createRestrictedDesk } from '../../shared/store/restricted.ts'
import { createOfficers } from '../../shared/store/staff.ts'
import { readSettings } from '../kit/environment.ts'
import { createLog } from '../kit/log.ts'
import { remembered } from '../kit/remembered.ts'
import { createSignIn } from '../kit/sign-in.ts'
import { type Handlers, staffHttp } from '../kit/staff-http.ts'
import { detailOf, type Names, namesOf, personOf, rowOf } from '../kit/views-of-complaints.ts'
import { once, tablesFrom } from '../kit/wire.ts'
import { createWorld, now, sha256 } from '../kit/world.ts'

const settings = once(() => readSettings('private-desk'))
const log = once(() => createLog('private-desk', settings().JIGIKAN_STAGE))
const tables = once(() => tablesFrom(settings()))
const desk = once(
  (): Desk => ({
    world: createWorld(settings().JIGIKAN_PEPPER),
    desk: createRestrictedDesk(tables()),
    officers: createOfficers(tables()),
    contacts: createContacts(tables()),
  }),
)
const allOfficers = once(() => remembered(() => desk().officers.all(), 15_000, now))
const keepHouse = once(() => createHouseKeeper(tables(), now))
const receipts = once(() => createReceipts(tables()))
const audit = once(() => createAuditJournal(tables()))
const signIn = once(() => createSignIn(settings()))

const forgetter = once(() => ({ ...desk(), records: createRestrictedRecords(tables()), sha256 }))

const monthMs = 30 * 86_400_000

async function detailOfOpened(who: Officer, opened: OpenedComplaint) {
  const { complaint } = opened
  const contact = complaint.contactId ? await desk().contacts.read(complaint.contactId) : undefined
  const body = detailOf({
    complaint,
    history: opened,
    who,
    officers: await allOfficers()(),
    phone: contact?.phone,
    related: [],
    now: now(),
  })
  // No words leave from here: an officer calls, or lets the neutral SMS go.
  return {
    body: { ...body, commands: body.commands.filter((type) => type !== 'message') },
    version: complaint.version,
  }
}

function privateRowOf(privateCase: PrivateCase, names: Names): PrivateRow {
  const {
    complaintId,
    version,
    state,
    wants,
    language,
    region,
    safeTime,
    interrupted,
    assignee,
    receivedAt,
    dueAt,
  } = privateCase
  return {
    complaintId,
    version,
    state,
    wants,
    language,
    ...(region ? { region } : {}),
    safeTime,
    interrupted,
    ...(assignee ? { assignee: personOf(assignee, names) } : {}),
    receivedAt,
    dueAt,
    late: state === 'callback_requested' && Date.parse(dueAt) < now().getTime(),
  }
}

const storyOf = (event: PrivateEvent, names: Names): HistoryEntry => ({
  id: event.eventId,
  at: event.at,
  by: {
    kind: event.by.kind,
    ...(event.by.name ? { name: event.by.name } : {}),
  },
  type: event.type,
  data:
    event.type === 'assigned' && event.data.to ? { ...event.data, toName: names(event.data.to) } : event.data,
})

async function detailOfPrivate({
  privateCase,
  events,
}: OpenedPrivate): Promise<{ body: PrivateDetail; version: number }> {
  const officers = await allOfficers()()
  const names = namesOf(officers)
  const known: readonly string[] = privateCommandTypes
  const { safeNumber, numberKind, smsIsSafe, attempts, consent, referredTo } = privateCase
  return {
    version: privateCase.version,
    body: {
      ...privateRowOf(privateCase, names),
      safeNumber,
      numberKind,
      smsIsSafe,
      attempts,
      ...(consent === undefined ? {} : { consent }),
      ...(referredTo ? { referredTo } : {}),
      history: [...events].sort((a, b) => a.at.localeCompare(b.at)).map((event) => storyOf(event, names)),
      commands: privateCommandsIn(privateCase.state).filter((type) =>
        known.includes(type),
      ) as PrivateDetail['commands'],
      assignable: officers
        .filter((officer) => maySeePrivate(officer, privateCase))
        .map(({ officerId, name }) => ({ officerId, name })),
    },
  }
}

const ordered = (asked: { readonly readVersion?: number; readonly idempotencyKey?: string }) => ({
  ...(asked.readVersion === undefined ? {} : { readVersion: asked.readVersion }),
  ...(asked.idempotencyKey === undefined ? {} : { idempotencyKey: asked.idempotencyKey }),
})

/**
 * That something restricted was opened stands in the journal before it is shown: by whom and when, and words neither of it
 * nor about it. Of private cases nothing stands there.
 */
const note = (who: Officer, said: Said): Promise<void> =>
  audit().add(entryOf(who, now(), desk().world.id(), said))
const aboutOf = ({ complaintId = '' }: Readonly<Record<string, string>>) => ({ id: complaintId })

const handlers = once(
  (): Handlers<typeof privateRoutes & typeof privatePrivacyRoutes> => ({
    async listRestricted({ who, query }) {
      const names = namesOf(await allOfficers()())
      const [complaints, additions] = await Promise.all([
        listRestricted(desk(), who, query.closed ? 'closed' : 'open'),
        desk().desk.additionsSince(new Date(now().getTime() - monthMs).toISOString()),
      ])
      const newest = new Map(additions.map((added) => [added.complaintId, added.at]))
      return {
        body: {
          items: complaints.map((complaint) => ({
            // What was said stays inside until it is opened for a reason.
            ...withoutWords(rowOf(complaint, names, now())),
            unread: complaint.unread || (newest.get(complaint.complaintId) ?? '') > complaint.updatedAt,
          })),
        },
      }
    },
    async openRestricted({ who, path, body }) {
      const opened = await openRestricted(desk(), who, path.complaintId ?? '', body)
      await note(who, { kind: 'restricted_opened', about: aboutOf(path), what: { why: body.why } })
      return detailOfOpened(who, opened)
    },
    async commandRestricted(asked) {
      const { who, path, body } = asked
      const command = body.type === 'transfer' ? { ...body, unit: body.unit as UnitId } : body
      const opened = await commandRestricted(desk(), who, path.complaintId ?? '', {
        command,
        ...ordered(asked),
      })
      return detailOfOpened(who, opened)
    },
    async readRestrictedReceipts({ who, path }) {
      const items = await receiptsOfRestricted(desk(), who, path.complaintId ?? '', receipts())
      return { body: { items: [...items] } }
    },
    async revealRestrictedPhone({ who, path, body }) {
      const phone = await revealRestrictedPhone(desk(), who, path.complaintId ?? '', body.reason)
      await note(who, { kind: 'restricted_number_shown', about: aboutOf(path) })
      return { body: { phone } }
    },
    async eraseRestricted({ who, path, body }) {
      await eraseRestricted(forgetter(), who, path.complaintId ?? '', body.why)
      return { body: { erased: true as const } }
    },
    async erasePrivate({ who, path, body }) {
      await erasePrivate(forgetter(), who, path.complaintId ?? '', body.why)
      return { body: { erased: true as const } }
    },
    async listPrivate({ who }) {
      const names = namesOf(await allOfficers()())
      const cases = await listPrivate(desk(), who)
      return { body: { items: cases.map((privateCase) => privateRowOf(privateCase, names)) } }
    },
    async openPrivate({ who, path, body }) {
      return detailOfPrivate(await openPrivate(desk(), who, path.complaintId ?? '', body))
    },
    async commandPrivate(asked) {
      const { who, path, body } = asked
      return detailOfPrivate(
        await commandPrivate(desk(), who, path.complaintId ?? '', { command: body, ...ordered(asked) }),
      )
    },
  }),
)

function withoutWords<Row extends { readonly excerpt?: string }>(row: Row): Omit<Row, 'excerpt'> {
  const { excerpt: _words, ...rest } = row
  return rest
}

export const handler = staffHttp({
  routes: { ...privateRoutes, ...privatePrivacyRoutes },
  handlers,
  prove: (authorization) => signIn()(authorization),
  async officer(officerId) {
    const [who] = await Promise.all([desk().officers.read(officerId), keepHouse()()])
    return who
  },
  log,
  async freshFor(who, fresh) {
    const opened = fresh as { readonly complaint?: unknown; readonly privateCase?: unknown }
    if (z.safeParse(restrictedComplaint, opened.complaint).success) {
      const found = fresh as OpenedComplaint
      return maySee(who, found.complaint) ? (await detailOfOpened(who, found)).body : undefined
    }
    return z.safeParse(privateCase, opened.privateCase).success
      ? (await detailOfPrivate(fresh as OpenedPrivate)).body
      : undefined
  },
})
