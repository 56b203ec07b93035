/**
 * What is left of a complaint when its person is forgotten: when, where as far as the commune, about what, how it went, by
 * which officers. Number, name, household, village, paper line and every free word are gone. Counts need no more than stays.
 */
import type { Complaint, ComplaintEvent, PrivateCase, PrivateEvent } from './complaint.ts'
import { isEnded } from './complaint.ts'
import { digestOfRest, type Sha256 } from './history-chain.ts'

/** A complaint under way is not forgotten: somebody still has to be answered, and whoever is accused must not have it gone. */
export const isUnderWay = ({ state }: Pick<Complaint, 'state'>): boolean => !isEnded(state)

/** Why its words went: the person asked, or their time was over. */
export type ErasureReason = 'request' | 'retention'

export function withoutPerson<C extends Complaint>(complaint: C, at: string): C {
  const {
    text: _text,
    contactId: _contact,
    paperLine: _paper,
    endReason: _reason,
    handover: _handover,
    complainant: { sex },
    place: { village: _village, ...place },
    decision,
    remedy,
    ...rest
  } = complaint
  return {
    ...rest,
    place,
    complainant: { anonymous: true, ...(sex ? { sex } : {}) },
    ...(decision ? { decision: { ...decision, summary: '' } } : {}),
    ...(remedy ? { remedy: { ...remedy, what: '' } } : {}),
    unread: false,
    erasedAt: at,
    updatedAt: at,
    version: complaint.version + 1,
  } as unknown as C
}

/** What an event may keep: codes, days, units and officers. All else is taken for somebody's words. */
const facts: ReadonlySet<string> = new Set([
  'again',
  'attempt',
  'basis',
  'category',
  'channel',
  'complaints',
  'consent',
  'deadline',
  'dueAt',
  'dueOn',
  'from',
  'on',
  'otherPhone',
  'outcome',
  'satisfied',
  'to',
  'toName',
  'until',
  'why',
])

/** To whom somebody was referred is written by hand, and may say what for. */
const isFact = ({ type }: ComplaintEvent | PrivateEvent, name: string): boolean =>
  facts.has(name) && !(name === 'to' && (type === 'referred' || type === 'handed_over'))

/**
 * The event without its words; undefined when it holds none. Its salt goes with them, so that nobody guesses them back from
 * the digest, and the digest stays in their place, so that the chain still holds.
 */
export function withoutWords<E extends ComplaintEvent | PrivateEvent>(
  event: E,
  sha256: Sha256,
): E | undefined {
  const kept = Object.entries(event.data).filter(([name]) => isFact(event, name))
  if (event.rest !== undefined || kept.length === Object.keys(event.data).length) return undefined
  const { salt: _salt, ...rest } = event
  return { ...rest, data: Object.fromEntries(kept), rest: digestOfRest(event, sha256) } as unknown as E
}

/** What is left of a private case: that somebody was called back, by whom and when. */
export function withoutCaller(privateCase: PrivateCase, at: string): PrivateCase {
  const { referredTo: _to, region: _region, ...rest } = privateCase
  return {
    ...rest,
    safeNumber: '',
    safeTime: 'unknown',
    smsIsSafe: false,
    erasedAt: at,
    updatedAt: at,
    version: privateCase.version + 1,
  }
}
