/** All of Jigikan on a free port, empty but for the demo officers; and an officer's hands on its API. */
import { randomUUID } from 'node:crypto'
import { type Running, run } from '../../local/run.ts'
import type { PhoneNumber } from '../../shared/domain/phone-number.ts'
import { newDataFolder } from './data-folder.ts'

export interface Jigikan extends Running {
  readonly dataFolder: string
  readonly lines: readonly string[]
  /** A person's phone. */
  phone(number: string): Phone
  officer(officerId: string): Promise<OfficerHands>
  end(): Promise<void>
}

export interface Phone {
  readonly number: PhoneNumber
  /** Dials and answers every screen in turn; gives the last one. */
  dial(...inputs: string[]): Promise<string>
  /** Dials, answers, and loses the network. */
  drop(...inputs: string[]): Promise<void>
  sms(text: string): Promise<void>
  /** Texts that reached it, oldest first. */
  inbox(): readonly string[]
}

export interface Answer<T = Record<string, unknown>> {
  readonly status: number
  readonly body: T
  readonly etag?: string
}
export interface OfficerHands {
  get<T = Record<string, unknown>>(path: string): Promise<Answer<T>>
  post<T = Record<string, unknown>>(
    path: string,
    body: unknown,
    headers?: Record<string, string>,
  ): Promise<Answer<T>>
  /** A command at the version that was last read of it. */
  command<T = Record<string, unknown>>(complaintId: string, command: object): Promise<Answer<T>>
}

export async function startJigikan(more: Partial<Parameters<typeof run>[0]> = {}): Promise<Jigikan> {
  const folder = more.dataFolder ? undefined : await newDataFolder()
  const dataFolder = more.dataFolder ?? folder?.path ?? ''
  const lines: string[] = []
  const running = await run({
    port: 0,
    dataFolder,
    seed: 'none',
    log: (line) => lines.push(line),
    reportDelayMs: 5,
    retryMs: 50,
    ...more,
  })

  return {
    ...running,
    dataFolder,
    lines,
    phone(raw) {
      const number = raw as PhoneNumber
      const through = async (inputs: readonly string[]) => {
        const session = await running.phones.dial({ number, serviceCode: '*384#' })
        let screen = session.screen()
        for (const input of inputs) screen = await session.reply(input)
        return { session, screen }
      }
      return {
        number,
        async dial(...inputs) {
          const { session, screen } = await through(inputs)
          if (screen.kind === 'CON') await session.hangUp()
          return `${screen.kind} ${screen.text}`
        },
        async drop(...inputs) {
          const { session } = await through(inputs)
          await session.loseNetwork()
        },
        async sms(text) {
          await running.phones.sendSms({ from: number, text })
        },
        inbox: () => running.phones.inbox(number).map(({ text }) => text),
      }
    },
    async officer(officerId) {
      const token = await running.signIn.issueToken(officerId)
      const ask = async (
        method: string,
        path: string,
        body?: unknown,
        headers: Record<string, string> = {},
      ) => {
        const answer = await fetch(`${running.origin}${path}`, {
          method,
          headers: {
            authorization: `Bearer ${token}`,
            ...(body === undefined ? {} : { 'content-type': 'application/json' }),
            ...headers,
          },
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        })
        const etag = answer.headers.get('etag')
        return { status: answer.status, body: (await answer.json()) as never, ...(etag ? { etag } : {}) }
      }
      return {
        get: (path) => ask('GET', path),
        post: (path, body, headers) =>
          ask('POST', path, body, { 'idempotency-key': randomUUID(), ...headers }),
        async command(complaintId, command) {
          const read = await ask('GET', `/api/complaints/${complaintId}`)
          return ask('POST', `/api/complaints/${complaintId}/commands`, command, {
            'idempotency-key': randomUUID(),
            ...(read.etag ? { 'if-match': read.etag } : {}),
          })
        },
      }
    },
    async end() {
      await running.stop()
      await folder?.remove()
    },
  }
}
