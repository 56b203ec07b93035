/** A person's rights, as officers who look over everything answer them. */
import {
  type Asked as AskedOfPerson,
  answerAccess,
  answerErasure,
  type Part,
  type PrivacyDesk,
} from '../../shared/actions/answer-privacy.ts'
import type { OpenComplaints, World } from '../../shared/actions/ports.ts'
import type { privacyRoutes } from '../../shared/contracts/privacy-api.ts'
import { answersPrivacy, type Subject } from '../../shared/domain/privacy.ts'
import { Refusal } from '../../shared/domain/refusal.ts'
import { createPersonalRecords, createPrivacyJournal } from '../../shared/store/privacy.ts'
import type { Tables } from '../../shared/store/tables.ts'
import type { Asked, Handlers } from '../kit/staff-http.ts'
import { readTypedNumber } from '../kit/typed-number.ts'
import { sha256 } from '../kit/world.ts'

export const privacyDesk = (tables: Tables) => ({
  records: createPersonalRecords(tables),
  privacyJournal: createPrivacyJournal(tables),
})
type Desk = ReturnType<typeof privacyDesk> & { readonly world: World; readonly open: OpenComplaints }

const entriesShown = 200
const invalid = (fields: Record<string, string>) =>
  new Refusal('invalid', 'Say one phone or one household.', { fields })

const sealPart = ({ at, entryId, place: { which, after = '' } }: Part): string =>
  Buffer.from([at, entryId, which, after].join('\n'), 'utf8').toString('base64url')

function openPart(cursor: string): Part {
  const [at = '', entryId = '', which = '', after = '', ...more] = Buffer.from(cursor, 'base64url')
    .toString('utf8')
    .split('\n')
  const isOurs =
    /^\d{4}-\d\d-\d\dT[\d:.]+Z$/.test(at) &&
    /^[0-9a-z-]{8,40}$/.test(entryId) &&
    (which === 'open' || which === 'closed') &&
    (after === '' || /^[a-d]?\d{4}-\d\d-\d\dT[\d:.]+Z#[0-9a-z-]{8,40}$/i.test(after)) &&
    more.length === 0
  if (!isOurs) throw new Refusal('invalid', 'This part is not known.', { fields: { cursor: 'unknown' } })
  return {
    at,
    entryId,
    place: { which: which as 'open' | 'closed', ...(after === '' ? {} : { after }) },
  }
}

export function privacyHandlers(desk: () => Desk): Handlers<typeof privacyRoutes> {
  const all = (): PrivacyDesk => {
    const { world, open, records, privacyJournal: journal } = desk()
    return { world, open, records, journal, sha256 }
  }

  function subjectOf({
    phone,
    householdId,
  }: {
    readonly phone?: string
    readonly householdId?: string
  }): Subject {
    if (phone !== undefined && householdId === undefined) {
      const number = readTypedNumber(phone)
      if (!number) throw invalid({ phone: 'not-a-number' })
      return { kind: 'phone', contactId: desk().world.contactIdOf(number) }
    }
    if (phone === undefined && householdId !== undefined) return { kind: 'household', householdId }
    throw invalid({ phone: 'one-of-two' })
  }
  const read = ({ body }: Pick<Asked<(typeof privacyRoutes)['answerAccess']>, 'body'>): AskedOfPerson => ({
    subject: subjectOf(body),
    why: body.why,
    ...(body.cursor === undefined ? {} : { part: openPart(body.cursor) }),
  })

  return {
    async answerAccess(asked) {
      const { entry, given, next } = await answerAccess(all(), asked.who, read(asked))
      return {
        body: {
          entryId: entry.entryId,
          sections: given.map(({ title, record }) => ({ title, record: { ...record } })),
          ...(next ? { cursor: sealPart(next) } : {}),
        },
      }
    },
    async answerErasure(asked) {
      const { entry, next } = await answerErasure(all(), asked.who, read(asked))
      const number = entry.numberErased ? ('erased' as const) : ('kept' as const)
      return {
        body: {
          entryId: entry.entryId,
          erased: [...entry.references],
          held: [...entry.held],
          number: entry.subject === 'household' ? 'not-asked' : next ? 'not-yet' : number,
          ...(next ? { cursor: sealPart(next) } : {}),
        },
      }
    },
    async privacyJournal({ who, query }) {
      if (!answersPrivacy(who)) throw new Refusal('not-found', 'There is nothing at this address.')
      return { body: { entries: [...(await desk().privacyJournal.ofMonth(query.month, entriesShown))] } }
    },
  }
}
