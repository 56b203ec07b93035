/** Takes in the files that officers sent; what takes longer than a run goes on in the next. */
import { importFile } from '../shared/actions/import-file.ts'
import { takeHouseholds } from '../shared/actions/take-households.ts'
import { takePaymentList } from '../shared/actions/take-payment-list.ts'
import { takePaymentResults } from '../shared/actions/take-payment-results.ts'
import { importIdOf } from '../shared/domain/import-file.ts'
import { csvFile } from '../shared/gateways/csv-file.ts'
import { createFiles } from '../shared/gateways/files.ts'
import { createDisclosures } from '../shared/store/disclosures.ts'
import { createHouseholds } from '../shared/store/households.ts'
import { createImports } from '../shared/store/imports.ts'
import { createPaydays } from '../shared/store/paydays.ts'
import { createPaymentLines } from '../shared/store/payment-lines.ts'
import { createOfficers } from '../shared/store/staff.ts'
import { queueBatch } from './kit/batch.ts'
import { readSettings } from './kit/environment.ts'
import { createLog } from './kit/log.ts'
import { createQueue } from './kit/queue.ts'
import { readTypedNumber } from './kit/typed-number.ts'
import { once, tablesFrom } from './kit/wire.ts'
import { createWorld, now } from './kit/world.ts'

const settings = once(() => readSettings('file-import'))
const log = once(() => createLog('file-import', settings().JIGIKAN_STAGE))
const desk = once(() => {
  const tables = tablesFrom(settings())
  const payments = {
    world: createWorld(settings().JIGIKAN_PEPPER),
    paydays: createPaydays(tables),
    disclosures: createDisclosures(tables),
    lines: createPaymentLines(tables),
  }
  const { JIGIKAN_FILES_BUCKET: bucket, JIGIKAN_S3_ENDPOINT: endpoint } = settings()
  return {
    world: payments.world,
    imports: createImports(tables),
    files: createFiles({ bucket, now, ...(endpoint ? { endpoint } : {}) }),
    table: csvFile,
    officers: createOfficers(tables),
    queue: createQueue(settings().JIGIKAN_FILE_QUEUE_URL, settings().JIGIKAN_SQS_ENDPOINT),
    appliers: {
      'payment-list': takePaymentList(payments),
      'payment-results': takePaymentResults(payments),
      households: takeHouseholds({
        world: payments.world,
        households: createHouseholds(tables),
        readNumber: readTypedNumber,
      }),
    },
  }
})

export const handler = queueBatch(log, async ({ body }, context) => {
  const importId = importIdOf(String(JSON.parse(body).key))
  if (!importId) {
    log().info('file', { imported: 'unknown' })
    return true
  }
  const imported = await importFile(
    { ...desk(), remainingMs: () => context.getRemainingTimeInMillis() },
    importId,
  )
  log().info('file', { imported, importId })
  return true
})
