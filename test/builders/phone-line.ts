/** A line that a phone can dial, all on one ephemeral port: the menu on the bare engine behind the gateway's stand-in. */
import { createServer } from 'node:http'
import express from 'express'
import { africasTalkingStandIn } from '../../local/africas-talking-stand-in.ts'
import { listen } from '../../local/ports.ts'
import type { PhoneNumber } from '../../shared/domain/phone-number.ts'
import { EngineLine } from '../journeys/engine-line.ts'
import { startFakeApplication, type Told } from './stand-in.ts'

const lineCode = '*384#'

/** A household of Gounzourèye that chose French, and somebody whom nobody knows. */
export const fatou = '+22370000001' as PhoneNumber
export const stranger = '+22366000002' as PhoneNumber
const people = [
  { number: fatou, label: 'Fatou', about: 'Gounzourèye', place: '71025000' },
  { number: stranger, label: 'Moussa', about: 'comité' },
]

const engineFor = (number: PhoneNumber) =>
  new EngineLine({
    file: '',
    title: '',
    number,
    happenings: [],
    given: number === fatou ? [{ what: 'place', values: ['71025000'] }] : [],
    ...(number === fatou ? { language: 'fr' as const } : {}),
  })

/** Plays the application: what each hop adds to the inputs so far goes to the caller's engine. */
const answerByEngine = () => {
  const engines = new Map<string, EngineLine>()
  const consumed = new Map<string, number>()
  return async ({ path, form }: Told) => {
    const { phoneNumber = '', sessionId = '', text = '', status } = form
    const engine = engines.get(phoneNumber) ?? engineFor(phoneNumber as PhoneNumber)
    engines.set(phoneNumber, engine)
    if (path === 'ussd-ended' && status !== 'Success') await engine.drop()
    if (path !== 'ussd') return {}
    const before = consumed.get(sessionId)
    consumed.set(sessionId, text.length)
    if (before === undefined) return { body: await engine.dial(text === '' ? '*384*1#' : `*384*1*${text}#`) }
    return { body: await engine.reply(text.slice(before === 0 ? 0 : before + 1)) }
  }
}

export async function startPhoneLine(webFolder?: string) {
  const application = await startFakeApplication()
  application.answerWith(answerByEngine())
  let offsetMs = 0
  const now = () => new Date(Date.now() + offsetMs)
  const { router, phoneRouter, api } = africasTalkingStandIn({
    callbacks: application.callbacks,
    now,
    serviceCode: lineCode,
    reportDelayMs: 1,
  })
  const app = express()
  app.use('/local/phone', phoneRouter)
  app.use('/gateway', router)
  app.get('/local/phones', (_request, response) => void response.json(people))
  app.get('/local/line', (_request, response) => void response.json({ code: lineCode, smsNumber: '36036' }))
  app.get('/local/clock', (_request, response) => void response.json({ now: now().toISOString(), offsetMs }))
  app.post('/local/clock', express.json(), (request, response) => {
    offsetMs += request.body.advanceMinutes * 60_000
    response.json({ now: now().toISOString(), offsetMs })
  })
  if (webFolder !== undefined) {
    app.use((_request, response, next) => {
      response.set('content-security-policy', "default-src 'self'; base-uri 'none'; form-action 'self'")
      next()
    })
    app.use(express.static(webFolder))
  }
  const server = createServer(app)
  const origin = `http://127.0.0.1:${await listen(server, 0)}`
  return {
    origin,
    told: application.told,
    toldOn: application.toldOn,
    /** The line sends an SMS to a phone. */
    async sendSms(to: PhoneNumber, message: string) {
      await fetch(`${origin}/gateway/api.africastalking.com/version1/messaging`, {
        method: 'POST',
        headers: { apikey: 'any', accept: 'application/json' },
        body: new URLSearchParams({ username: 'jigikan', bulkSMSMode: '1', to, from: 'JIGIKAN', message }),
      })
    },
    async stop() {
      api.stop()
      server.closeAllConnections()
      await new Promise((done) => server.close(done))
      await application.stop()
    },
  }
}
