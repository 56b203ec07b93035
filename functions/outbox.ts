/** The conveyor: everything that follows from something written begins here, once, whatever is delivered twice. */
import type { DynamoDBRecord } from 'aws-lambda'
import { carryAnswer } from '../shared/actions/carry-answer.ts'
import { convey, raise } from '../shared/actions/convey.ts'
import { correct } from '../shared/actions/correct-reminders.ts'
import type { InboundSms } from '../shared/actions/ports.ts'
import {
  type Reactions,
  reactionsToEvent,
  reactionsToHousehold,
  reactionsToInbound,
  reactionsToNotice,
} from '../shared/actions/react.ts'
import { recordEvent } from '../shared/actions/record-event.ts'
import { alertOfThird, carryIncident, watchForIncident } from '../shared/actions/watch-complaints.ts'
import { paymentAnswer } from '../shared/domain/confirmation.ts'
import { isPushedTo } from '../shared/domain/consumer.ts'
import { incidentEvent } from '../shared/domain/incident.ts'
import { createAnswers } from '../shared/store/confirmations.ts'
import { createConsumers } from '../shared/store/consumers.ts'
import { createContacts } from '../shared/store/contacts.ts'
import { createFeed } from '../shared/store/feed.ts'
import { createHistoryRecord } from '../shared/store/history.ts'
import { readHouseholdStory } from '../shared/store/households.ts'
import { readImage } from '../shared/store/image.ts'
import { createIncidents } from '../shared/store/incidents.ts'
import { readAs, readEvent, readEventContext, readNotice } from '../shared/store/items.ts'
import { createLedger } from '../shared/store/ledger.ts'
import { createMessages } from '../shared/store/messages.ts'
import { createOpenComplaints } from '../shared/store/open-complaints.ts'
import { createPaydays, readPaydayChange } from '../shared/store/paydays.ts'
import { createReminders } from '../shared/store/reminders.ts'
import { createHouseholdComplaints } from '../shared/store/shadows.ts'
import { createOfficers } from '../shared/store/staff.ts'
import { streamBatch } from './kit/batch.ts'
import { readSettings } from './kit/environment.ts'
import { createLog } from './kit/log.ts'
import { createQueue } from './kit/queue.ts'
import { remembered } from './kit/remembered.ts'
import { once, tablesFrom } from './kit/wire.ts'
import { now, sha256 } from './kit/world.ts'

const settings = once(() => readSettings('outbox'))
const log = once(() => createLog('outbox', settings().JIGIKAN_STAGE))
const tables = once(() => tablesFrom(settings()))
const smsQueue = once(() => createQueue(settings().JIGIKAN_SMS_QUEUE_URL, settings().JIGIKAN_SQS_ENDPOINT))
const emailQueue = once(() =>
  createQueue(settings().JIGIKAN_EMAIL_QUEUE_URL, settings().JIGIKAN_SQS_ENDPOINT),
)
const pushQueue = once(() => createQueue(settings().JIGIKAN_PUSH_QUEUE_URL, settings().JIGIKAN_SQS_ENDPOINT))
const pushed = once(() => {
  const consumers = createConsumers(tables())
  return remembered(async () => (await consumers.all()).filter(isPushedTo), 15_000, now)
})
/** Whoever is pushed to is told that there is more. A wake-up that is lost is made up for by the sweep. */
async function wakePush(upTo: number): Promise<void> {
  try {
    const wakes = (await pushed()()).map(({ consumer: { consumerId } }) =>
      JSON.stringify({ consumerId, upTo }),
    )
    if (wakes.length > 0) await pushQueue().put(wakes)
  } catch (error) {
    log().fault('push not woken', error)
  }
}
const conveyor = once(() => {
  const officers = createOfficers(tables())
  return {
    messages: createMessages(tables()),
    contacts: createContacts(tables()),
    ledger: createLedger(tables()),
    feed: createFeed(tables(), now, wakePush),
    // A wave of complaints asks for the same list again and again.
    officers: { read: officers.read, all: remembered(() => officers.all(), 30_000, now) },
    consoleUrl: settings().JIGIKAN_CONSOLE_URL,
  }
})

const history = once(() => createHistoryRecord(tables()))

const reminders = once(() => createReminders(tables()))
const watching = once(() => ({
  incidents: createIncidents(tables()),
  answers: createAnswers(tables()),
  paydays: createPaydays(tables()),
  households: createHouseholdComplaints(tables()),
  messages: conveyor().messages,
  open: createOpenComplaints(tables()),
}))

/** What several complaints together say, once this one stands among them. */
async function watch(image: Image): Promise<void> {
  const [event, context] = [readEvent(image), readEventContext(image)]
  const [third] = await Promise.all([
    alertOfThird(watching(), event, context),
    watchForIncident(watching(), event, context),
  ])
  if (third) await raise(conveyor(), third, event.at)
}

async function carryOfIncident(image: Image): Promise<void> {
  const event = readAs('incident-event', incidentEvent, image)
  for (const alert of await carryIncident(watching(), event)) await raise(conveyor(), alert, event.at)
}

type Image = Record<string, unknown>
const wordOf = (image: Image, key: string): string => String(image[key])

async function carry(record: DynamoDBRecord): Promise<void> {
  const raw = record.dynamodb?.NewImage
  if (!raw || record.eventName === 'REMOVE') return
  const image: Image = readImage(raw)
  const isNew = record.eventName === 'INSERT'
  // Out of a backup: what follows from it has happened long ago.
  if (isNew && image.putBack === true) return
  const code = { code: settings().JIGIKAN_USSD_CODE }
  const react = (eventId: string, reactions: Reactions): Promise<void> =>
    convey(conveyor(), eventId, wordOf(image, 'at'), reactions)
  switch (image.kind) {
    case 'event':
      if (isNew) {
        await recordEvent(history(), readEvent(image), sha256, now())
        await react(
          wordOf(image, 'eventId'),
          reactionsToEvent(readEvent(image), readEventContext(image), code),
        )
        await watch(image)
      }
      return
    case 'payday-event':
      if (isNew) await correct(reminders(), readPaydayChange(image))
      return
    case 'payment-answer':
      if (isNew) await carryAnswer(watching(), readAs('payment-answer', paymentAnswer, image))
      return
    case 'incident-event':
      if (isNew) await carryOfIncident(image)
      return
    case 'notice':
      if (isNew) await react(wordOf(image, 'eventId'), reactionsToNotice(readNotice(image), code))
      return
    case 'household-event':
      if (isNew) await react(wordOf(image, 'eventId'), reactionsToHousehold(readHouseholdStory(image)))
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
