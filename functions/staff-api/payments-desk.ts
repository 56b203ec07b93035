/** What the staff API needs for paydays and files. The SDK of the file store is loaded by the first who sends a file. */
import { createDisclosures } from '../../shared/store/disclosures.ts'
import { createDueLines } from '../../shared/store/due-lines.ts'
import { createImports } from '../../shared/store/imports.ts'
import { createPaydays } from '../../shared/store/paydays.ts'
import type { Tables } from '../../shared/store/tables.ts'
import { createQueue } from '../kit/queue.ts'
import { once } from '../kit/wire.ts'
import { now } from '../kit/world.ts'
import type { SettingsOf } from '../settings.ts'

export function paymentsDesk(
  tables: Tables,
  settings: Pick<
    SettingsOf<'staff-api'>,
    'JIGIKAN_FILES_BUCKET' | 'JIGIKAN_S3_ENDPOINT' | 'JIGIKAN_FILE_QUEUE_URL' | 'JIGIKAN_SQS_ENDPOINT'
  >,
) {
  const { JIGIKAN_FILES_BUCKET: bucket, JIGIKAN_S3_ENDPOINT: endpoint } = settings
  return {
    paydays: createPaydays(tables),
    disclosures: createDisclosures(tables),
    dueLines: createDueLines(tables),
    imports: createImports(tables),
    files: once(async () => {
      const { createFiles } = await import('../../shared/gateways/files.ts')
      return createFiles({ bucket, now, ...(endpoint ? { endpoint } : {}) })
    }),
    fileQueue: createQueue(settings.JIGIKAN_FILE_QUEUE_URL, settings.JIGIKAN_SQS_ENDPOINT),
  }
}
