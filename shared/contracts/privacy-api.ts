/** A person's rights, answered by those who look over everything: what is held behind a phone or a household, and its erasure. */
import * as z from 'zod/mini'
import { privacyEntry } from '../domain/privacy.ts'

const whose = {
  /** As typed: `76 12 34 12`, `+223…`. One of the two. */
  phone: z.exactOptional(z.string().check(z.minLength(8), z.maxLength(20))),
  householdId: z.exactOptional(z.string().check(z.minLength(1), z.maxLength(64))),
  /** How the person asked, and how it was made sure that it was this person. */
  why: z.string().check(z.minLength(10), z.maxLength(500)),
  /** What the part before gave: all complaints are looked through, in parts. */
  cursor: z.exactOptional(z.string().check(z.maxLength(600))),
}
const asked = z.object(whose)
const cursor = z.exactOptional(z.string())

const section = z.object({
  title: z.enum(['contact', 'household', 'payments', 'answers', 'complaint']),
  record: z.record(z.string(), z.unknown()),
})
export type AccessSection = z.infer<typeof section>

export const privacyRoutes = {
  answerAccess: {
    method: 'POST',
    path: '/api/privacy/access',
    summary: 'What is held behind a phone or a household, for the person who asks; written in the journal',
    body: asked,
    response: z.object({ entryId: z.string(), sections: z.array(section), cursor }),
  },
  answerErasure: {
    method: 'POST',
    path: '/api/privacy/erasure',
    summary:
      'Erase words, names and number of a person’s complaints that have ended; those under way are held',
    body: asked,
    response: z.object({
      entryId: z.string(),
      /** References of complaints that hold no words any more. */
      erased: z.array(z.string()),
      /** References of complaints under way. */
      held: z.array(z.string()),
      /** `kept`: something needs it still; `not-yet`: there is more to look through. */
      number: z.enum(['erased', 'kept', 'not-yet', 'not-asked']),
      cursor,
    }),
  },
  privacyJournal: {
    method: 'GET',
    path: '/api/privacy/journal',
    summary: 'Who was answered in a month, by whom and why; never whose number it was',
    query: z.object({ month: z.string().check(z.regex(/^\d{4}-(0[1-9]|1[0-2])$/)) }),
    response: z.object({ entries: z.array(privacyEntry) }),
  },
} as const

const erasing = z.object({ why: whose.why })
const erased = z.object({ erased: z.literal(true) })

/** The same at the private desk, one by one: what is held is what its desk opens there, for a reason that is kept. */
export const privatePrivacyRoutes = {
  eraseRestricted: {
    method: 'POST',
    path: '/private/complaints/{complaintId}/erasure',
    summary: 'Erase words, names and number of a restricted complaint that has ended',
    body: erasing,
    response: erased,
  },
  erasePrivate: {
    method: 'POST',
    path: '/private/cases/{complaintId}/erasure',
    summary: 'Erase the number and every word of a private case that is over',
    body: erasing,
    response: erased,
  },
} as const
