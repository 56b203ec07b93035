/** The gateway's stand-in on an ephemeral port, and an application that notes what it is told and says what it is bid. */
import { createServer, type Server } from 'node:http'
import express from 'express'
import type { CallbackAddresses } from '../../local/africas-talking/callbacks.ts'
import { africasTalkingStandIn, type StandInOptions } from '../../local/africas-talking-stand-in.ts'
import { listen } from '../../local/ports.ts'

const close = (server: Server) =>
  new Promise<void>((resolve) => {
    server.close(() => resolve())
    server.closeAllConnections()
  })

export interface Told {
  readonly path: string
  readonly form: Readonly<Record<string, string>>
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}
export interface Answer {
  readonly status?: number
  readonly body?: string
  readonly headers?: Readonly<Record<string, string>>
}
export interface FakeApplication {
  readonly told: Told[]
  /** What it answers from now on; 200 and nothing else at first. May take its time. */
  answerWith(answer: (told: Told) => Answer | Promise<Answer>): void
  /** Waits until it was told so many things on a path, and gives those. */
  toldOn(path: string, count?: number): Promise<readonly Told[]>
  readonly callbacks: () => CallbackAddresses
  stop(): Promise<void>
}

export const startFakeApplication = async (): Promise<FakeApplication> => {
  const told: Told[] = []
  let answer: (told: Told) => Answer | Promise<Answer> = () => ({})
  let heard = Promise.withResolvers<void>()
  const app = express()
  app.use(express.urlencoded({ extended: false }))
  app.post('/:path', async (request, response) => {
    const one = { path: request.params.path, form: { ...request.body }, headers: request.headers }
    told.push(one)
    heard.resolve()
    heard = Promise.withResolvers()
    const { status = 200, body = '', headers = {} } = await answer(one)
    response.status(status).set(headers).type('text/plain').send(body)
  })
  const server = createServer(app)
  const base = `http://127.0.0.1:${await listen(server, 0)}`
  return {
    told,
    answerWith: (next) => {
      answer = next
    },
    toldOn: async (path, count = 1) => {
      for (;;) {
        const those = told.filter((one) => one.path === path)
        if (those.length >= count) return those
        await heard.promise
      }
    },
    callbacks: () => ({
      ussd: new URL('/ussd', base),
      ussdEnded: new URL('/ussd-ended', base),
      sms: new URL('/sms', base),
      reports: new URL('/reports', base),
      optOuts: new URL('/opt-outs', base),
    }),
    stop: () => close(server),
  }
}

export const startStandIn = async (options: StandInOptions) => {
  const { router, phoneRouter, api } = africasTalkingStandIn(options)
  const app = express()
  app.use('/local/phone', phoneRouter)
  app.use('/gateway', router)
  const server = createServer(app)
  const origin = `http://127.0.0.1:${await listen(server, 0)}`
  return {
    api,
    baseUrl: `${origin}/gateway`,
    phoneUrl: `${origin}/local/phone`,
    stop: async () => {
      api.stop()
      await close(server)
    },
  }
}
