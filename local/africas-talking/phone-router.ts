/**
 * A phone for a browser: dial, answer, hang up, read and write SMS, and make the gateway misbehave. Local only, so it
 * asks nobody who they are.
 */
import express, { type ErrorRequestHandler, Router } from 'express'
import * as z from 'zod'
import { phoneNumber, readGatewayNumber } from '../../shared/domain/phone-number.ts'
import { septetsOf } from '../../shared/i18n/gsm7.ts'
import { fault } from './faults.ts'
import type { StandInApi } from './stand-in-api.ts'
import { NoSuchCode, type Screen, SessionBusy, SessionOver, type UssdSession } from './ussd-sessions.ts'

const heartbeatMs = 15_000

/** Numbers as a person types them into an address or a form: spaces, a `+` or none. */
const number = z.string().transform(readGatewayNumber).pipe(phoneNumber)
const dialling = z.object({ number, dial: z.string().regex(/^\*[\d*]+#$/) })
const reply = z.object({ text: z.string().max(1000) })
const writtenSms = z.object({ number, text: z.string().max(2000), to: z.string().optional() })
const whose = z.object({ number })
const maybeWhose = z.object({ number: number.optional() })

class NoSuchSession extends Error {
  override readonly name = 'NoSuchSession'
}

const statusOf = (problem: unknown): number => {
  if (problem instanceof z.ZodError) return 400
  if (problem instanceof NoSuchCode || problem instanceof NoSuchSession) return 404
  if (problem instanceof SessionBusy || problem instanceof SessionOver) return 409
  return Number((problem as { status?: unknown } | undefined)?.status) || 500
}
const sayProblem: ErrorRequestHandler = (problem, _request, response, next) => {
  if (response.headersSent) return next(problem)
  const message =
    problem instanceof z.ZodError
      ? problem.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')
      : String(problem.message)
  response.status(statusOf(problem)).json({ problem: message })
}

/** `septets` is null for a text outside GSM-7, which many phones cannot show. */
const seen = (sessionId: string, { kind, text }: Screen) => ({
  sessionId,
  kind,
  text,
  septets: septetsOf(text) ?? null,
})

export const phoneRouter = (api: StandInApi): Router => {
  const sessions = new Map<string, UssdSession>()
  const sessionOf = (id: string): UssdSession => {
    const session = sessions.get(id)
    if (!session) throw new NoSuchSession('no such session, or it is over')
    return session
  }

  const router = Router()
  router.use(express.json({ limit: '100kb' }))

  router.post('/sessions', async (request, response) => {
    const { number, dial } = dialling.parse(request.body)
    const session = await api.dial({ number, serviceCode: dial })
    const { sessionId } = session
    if (!session.isOver()) {
      sessions.set(sessionId, session)
      void session.whenOver.then(() => sessions.delete(sessionId))
    }
    response.status(201).json(seen(sessionId, session.screen()))
  })
  router.post('/sessions/:id/reply', async (request, response) => {
    const { text } = reply.parse(request.body)
    const session = sessionOf(request.params.id)
    response.json(seen(session.sessionId, await session.reply(text)))
  })
  router.post('/sessions/:id/hang-up', async (request, response) => {
    await sessionOf(request.params.id).hangUp()
    response.status(204).end()
  })
  router.post('/sessions/:id/lose-network', async (request, response) => {
    await sessionOf(request.params.id).loseNetwork()
    response.status(204).end()
  })

  router.get('/inbox', (request, response) => {
    response.json(api.inbox(whose.parse(request.query).number))
  })
  router.post('/sms', async (request, response) => {
    const { number: from, text, to } = writtenSms.parse(request.body)
    response.status(201).json(await api.sendSms({ from, text, ...(to && { to }) }))
  })
  router.post('/opt-outs', async (request, response) => {
    await api.optOut(whose.parse(request.body).number)
    response.status(204).end()
  })
  router.delete('/opt-outs', (request, response) => {
    api.optIn(whose.parse(request.query).number)
    response.status(204).end()
  })

  /** Server-sent events `sms`, of one number or of all. */
  router.get('/events', (request, response) => {
    const { number } = maybeWhose.parse(request.query)
    response.writeHead(200, { 'Content-Type': 'text/event-stream', 'Cache-Control': 'no-store' })
    response.write('retry: 1000\n\n')
    const unwatch = api.watch((sms) => {
      if (number === undefined || sms.number === number)
        response.write(`event: sms\nid: ${sms.gatewayId}\ndata: ${JSON.stringify(sms)}\n\n`)
    })
    const heartbeat = setInterval(() => response.write(': still here\n\n'), heartbeatMs).unref()
    response.on('close', () => {
      clearInterval(heartbeat)
      unwatch()
    })
  })

  router.get('/faults', (_request, response) => {
    response.json(api.faults.active())
  })
  router.post('/faults', (request, response) => {
    api.faults.add(fault.parse(request.body))
    response.status(201).json(api.faults.active())
  })
  router.delete('/faults', (_request, response) => {
    api.faults.clear()
    response.status(204).end()
  })

  router.use(sayProblem)
  return router
}
