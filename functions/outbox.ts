/** The conveyor: everything that follows from something written begins here, once, whatever is delivered twice. */
import type { DynamoDBRecord } from 'aws-lambda'
import { convey } from '../shared/actions/convey.ts'
import type { InboundSms } from '../shared/actions/ports.ts'
import {
  type Reactions,
  reactionsToEvent,
  reactionsToInbound,
  reactionsToNotice,
} from '../shared/actions/react.ts'
import { createContacts } from '../shared/store/contacts.ts'
import { readImage } from '../shared/store/image.ts'
import { readEvent, readEventContext, readNotice } from '../shared/store/items.ts'
import { createLedger } from '../shared/store/ledger.ts'
import { createMessages } from '../shared/store/messages.ts'
import { createOfficers } from '../shared/store/staff.ts'
import { streamBatch } from './kit/batch.ts'
import { readSettings } from './kit/environment.ts'
import { createLog } from './kit/log.ts'
import { createQueue } from './kit/queue.ts'
import { remembered } from './kit/remembered.ts'
import { once, tablesFrom } from './kit/wire.ts'
import { now } from './kit/world.ts'

const settings = once(() => readSettings('outbox'))
const log = once(() => createLog('outbox', settings().JIGIKAN_STAGE))
const tables = once(() => tablesFrom(settings()))
const smsQueue = once(() => createQueue(settings().JIGIKAN_SMS_QUEUE_URL, settings().JIGIKAN_SQS_ENDPOINT))
const emailQueue = once(() =>
  createQueue(settings().JIGIKAN_EMAIL_QUEUE_URL, settings().JIGIKAN_SQS_ENDPOINT),
)
const conveyor = once(() => {
  const officers = createOfficers(tables())
  return {
    messages: createMessages(tables()),
    contacts: createContacts(tables()),
    ledger: createLedger(tables()),
    // A wave of complaints asks for the same list again and again.
    officers: { read: officers.read, all: remembered(() => officers.all(), 30_000, now) },
    consoleUrl: settings().JIGIKAN_CONSOLE_URL,
  }
})

type Image = Record<string, unknown>
const wordOf = (image: Image, key: string): string => String(image[key])

async function carry(record: DynamoDBRecord): Promise<void> {
  const raw = record.dynamodb?.NewImage
  if (!raw || record.eventName === 'REMOVE') return
  const image: Image = readImage(raw)
  const isNew = record.eventName === 'INSERT'
  const code = { code: settings().JIGIKAN_USSD_CODE }
  const react = (eventId: string, reactions: Reactions): Promise<void> =>
    convey(conveyor(), eventId, wordOf(image, 'at'), reactions)
  switch (image.kind) {
    case 'event':
      if (isNew)
        await react(
          wordOf(image, 'eventId'),
          reactionsToEvent(readEvent(image), readEventContext(image), code),
        )
      return
    case 'notice':
      if (isNew) await react(wordOf(image, 'eventId'), reactionsToNotice(readNotice(image), code))
      return
    case 'inbound':
      if (isNew) await react(wordOf(image, 'gatewayId'), reactionsToInbound(image as unknown as InboundSms))
      return
    case 'message':
      // A message that is put back to wait is put on its queue by the sweep.
      if (isNew && image.state === 'queued') await smsQueue().put([keyOf(image)])
      return
    case 'email':
      if (isNew) await emailQueue().put([keyOf(image)])
      return
    default:
      return
  }
}

const keyOf = (image: Image): string => JSON.stringify({ pk: image.pk, sk: image.sk })

export const handler = streamBatch(log, carry)
