/**
 * The journey with the africastalking SDK's own helper: it reads the form, hands its fields to a handler and writes the
 * answer; where a caller stands is left to whoever uses it. So the handler keeps a session of its own, read and put back
 * once a hop: what is known of the household, and what was said, for the call that drops to be called back. The screen
 * follows from the whole of `text`, as in Africa's Talking's own examples, so that a hop between may come twice. The session
 * ends when the complaint is written.
 */
import africastalking from 'africastalking'
import express, { type RequestHandler } from 'express'
import { abouts, categories, screens } from './other-screens.ts'
import { openStore, type Session } from './other-store.ts'
import { serve } from './serve.ts'

interface Payload {
  readonly sessionId: string
  readonly phoneNumber: string
  readonly text: string
}
interface Answer {
  readonly response: string
  readonly endSession: boolean
}
type Ussd = (handler: (payload: Payload, answer: (answer: Answer) => void) => void) => RequestHandler[]

const store = openStore()
const more = (response: string): Answer => ({ response, endSession: false })
const last = (response: string): Answer => ({ response, endSession: true })

async function dialled({ sessionId, phoneNumber }: Payload): Promise<Answer> {
  const household = await store.household(phoneNumber)
  await store.putSession(sessionId, {
    phone: phoneNumber,
    language: household?.language ?? 'fr',
    commune: household?.commune ?? '',
    programme: household?.programme ?? '',
  })
  return more(screens.top)
}

async function file({ sessionId, phoneNumber: phone }: Payload, session: Session): Promise<Answer> {
  const { category, about, language = 'fr', commune = '', programme = '' } = session
  if (!category || !about) return last(screens.expired)
  const household = { phone, language, commune, programme }
  const reference = await store.fileComplaint({ phone, category, about, household })
  await store.endSession(sessionId)
  return last(screens.filed(reference))
}

async function answerTo(payload: Payload): Promise<Answer> {
  if (payload.text === '') return dialled(payload)
  const session = await store.session(payload.sessionId)
  if (!session) return last(screens.expired)
  const [group = '', digit = '', who = '', send] = payload.text.split('*')
  const ofGroup: Readonly<Record<string, string>> =
    group === '1' ? categories[1] : group === '3' ? categories[3] : {}
  const category = ofGroup[digit]
  const about = abouts[Number(who) - 1]
  if (send === '1') return file(payload, session)
  await store.putSession(payload.sessionId, {
    ...session,
    text: payload.text,
    ...(category ? { category } : {}),
    ...(about ? { about } : {}),
  })
  if (category && about) return more(screens.recap(category, session.commune ?? ''))
  if (category) return more(screens.about)
  return more(group === '1' ? screens.payment : group === '3' ? screens.list : screens.top)
}

const { USSD } = africastalking({ username: 'bench', apiKey: 'none' }) as unknown as { readonly USSD: Ussd }
const app = express()
app.post(
  '/ussd',
  ...USSD((payload, answer) => {
    answerTo(payload).then(answer, () => answer(last(screens.unavailable)))
  }),
)
await serve(app)
