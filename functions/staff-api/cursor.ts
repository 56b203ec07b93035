/** A page's cursor: opaque to the console, and of no use to write by hand. */
import { Refusal } from '../../shared/domain/refusal.ts'

export const sealCursor = (standing: string): string => Buffer.from(standing, 'utf8').toString('base64url')

/** Refuses `invalid` for anything that this API has not given out. */
const opening =
  (shape: RegExp) =>
  (cursor: string): string => {
    const standing = Buffer.from(cursor, 'base64url').toString('utf8')
    if (shape.test(standing)) return standing
    throw new Refusal('invalid', 'This page is not known. Begin again from the first.', {
      fields: { cursor: 'unknown' },
    })
  }

export const openCursor = opening(/^[a-d]?\d{4}-\d{2}-\d{2}T[\d:.]+Z#[0-9a-z-]{8,40}$/i)
/** Of a list of paydays: `<day>#<paydayId>`. */
export const openPaydayCursor = opening(/^\d{4}-\d{2}-\d{2}#[\w.-]{1,300}$/)
/** Of the journal of a day: `<at>#<entryId>`. */
export const openJournalCursor = opening(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z#[\w-]{8,64}$/)
/** Of incidents: `<openedAt>#<incidentId>`. */
export const openIncidentCursor = opening(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z#[\w.-]{1,300}$/)
