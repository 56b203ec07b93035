/** A page's cursor: opaque to the console, and of no use to write by hand. */
import { Refusal } from '../../shared/domain/refusal.ts'

const shape = /^[a-d]?\d{4}-\d{2}-\d{2}T[\d:.]+Z#[0-9a-z-]{8,40}$/i

export const sealCursor = (standing: string): string => Buffer.from(standing, 'utf8').toString('base64url')

/** Refuses `invalid` for anything that this API has not given out. */
export function openCursor(cursor: string): string {
  const standing = Buffer.from(cursor, 'base64url').toString('utf8')
  if (!shape.test(standing)) {
    throw new Refusal('invalid', 'This page is not known. Begin again from the first.', {
      fields: { cursor: 'unknown' },
    })
  }
  return standing
}

/** Of a list of paydays: `<day>#<paydayId>`. */
export function openPaydayCursor(cursor: string): string {
  const standing = Buffer.from(cursor, 'base64url').toString('utf8')
  if (!/^\d{4}-\d{2}-\d{2}#[\w.-]{1,300}$/.test(standing)) {
    throw new Refusal('invalid', 'This page is not known. Begin again from the first.', {
      fields: { cursor: 'unknown' },
    })
  }
  return standing
}

/** Of the journal of a day: `<at>#<entryId>`. */
export function openJournalCursor(cursor: string): string {
  const standing = Buffer.from(cursor, 'base64url').toString('utf8')
  if (!/^\d{4}-\d{2}-\d{2}T[\d:.]+Z#[\w-]{8,64}$/.test(standing)) {
    throw new Refusal('invalid', 'This page is not known. Begin again from the first.', {
      fields: { cursor: 'unknown' },
    })
  }
  return standing
}
