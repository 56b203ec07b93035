/**
 * What a phone can do on this machine: call the line, answer its screens, lose the network, send and receive SMS.
 * Spoken by the page and by the terminal alike; the phone knows nothing of the line but what a network would carry.
 */
export interface Screen {
  readonly sessionId: string
  /** CON: the line waits for an answer. END: it has hung up. */
  readonly kind: 'CON' | 'END'
  readonly text: string
  /** What the text takes in GSM-7; null when a letter is outside that alphabet, which many phones cannot show. */
  readonly septets: number | null
}

/** A network carries 160 septets, the `CON ` or `END ` before the text among them. */
export const roomSeptets = 160
export const carriedSeptets = ({ septets }: Pick<Screen, 'septets'>): number | undefined =>
  septets === null ? undefined : septets + 'CON '.length

export interface InboxMessage {
  readonly gatewayId: string
  readonly text: string
  /** Instant of arrival, ISO 8601. */
  readonly at: string
  readonly from: string
  readonly parts: number
}

/** What can go wrong with SMS at the gateway: it is down, or takes its time. */
export type SmsWeather = 'fair' | 'down' | 'slow'
export const slowSmsMs = 8000

export interface ReadyPerson {
  readonly number: string
  readonly label: string
  readonly about: string
  /** The commune that the line knows this number by, as its code. */
  readonly place?: string
}

export interface Line {
  /** What to dial, e.g. `*384#`. */
  readonly code: string
  /** The number that reads SMS. */
  readonly smsNumber: string
}

export interface LocalClock {
  readonly now: string
  readonly offsetMs: number
}

/** The machine understood and says no, in a sentence for the person at the phone. */
export class PhoneRefusal extends Error {
  override readonly name = 'PhoneRefusal'
  readonly status: number
  constructor(status: number, sentence: string) {
    super(sentence)
    this.status = status
  }
}

/** Nobody answers at the address: the local server is not running. */
export class ServerAway extends Error {
  override readonly name = 'ServerAway'
}

const sentenceOf = async (response: Response): Promise<string> => {
  const body: unknown = await response.json().catch(() => undefined)
  const { problem, error } = (body ?? {}) as { problem?: unknown; error?: unknown }
  const said = problem ?? error
  return typeof said === 'string' ? said : `HTTP ${response.status}`
}

/** A client of the local server at `baseUrl` (empty: the page's own). Throws `PhoneRefusal` or `ServerAway`. */
export function connectPhone(baseUrl = '') {
  const call = async (method: string, path: string, body?: unknown): Promise<unknown> => {
    const response = await fetch(`${baseUrl}/local${path}`, {
      method,
      ...(body === undefined
        ? {}
        : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
    }).catch((fault: unknown) => {
      throw new ServerAway('the local server does not answer', { cause: fault })
    })
    // What a development proxy says for a server that is not there.
    if (response.status === 502 || response.status === 504)
      throw new ServerAway('the local server does not answer')
    if (!response.ok) throw new PhoneRefusal(response.status, await sentenceOf(response))
    return response.json().catch(() => undefined)
  }
  const session = (id: string) => `/phone/sessions/${encodeURIComponent(id)}`
  const about = (number: string) => `number=${encodeURIComponent(number)}`

  return {
    line: async () => (await call('GET', '/line')) as Line,
    people: async () => (await call('GET', '/phones')) as readonly ReadyPerson[],
    clock: async () => (await call('GET', '/clock')) as LocalClock,
    advanceClock: async (advanceMinutes: number) =>
      (await call('POST', '/clock', { advanceMinutes })) as LocalClock,
    dial: async (number: string, dial: string) =>
      (await call('POST', '/phone/sessions', { number, dial })) as Screen,
    reply: async (sessionId: string, text: string) =>
      (await call('POST', `${session(sessionId)}/reply`, { text })) as Screen,
    hangUp: async (sessionId: string) => void (await call('POST', `${session(sessionId)}/hang-up`)),
    loseNetwork: async (sessionId: string) => void (await call('POST', `${session(sessionId)}/lose-network`)),
    inbox: async (number: string) =>
      (await call('GET', `/phone/inbox?${about(number)}`)) as readonly InboxMessage[],
    /** False when the line did not take it at the first try: the network offers it again. */
    sendSms: async (number: string, text: string): Promise<boolean> => {
      const taken = (await call('POST', '/phone/sms', { number, text })) as
        | { acknowledged?: boolean }
        | undefined
      return taken?.acknowledged !== false
    },
    async setSmsWeather(weather: SmsWeather) {
      await call('DELETE', '/phone/faults')
      if (weather === 'down') await call('POST', '/phone/faults', { kind: 'down' })
      if (weather === 'slow') await call('POST', '/phone/faults', { kind: 'slow', ms: slowSmsMs })
    },
    /** Where the server tells, as server-sent events, that an SMS has come for this number. */
    eventsUrl: (number: string) => `${baseUrl}/local/phone/events?${about(number)}`,
  }
}
export type PhoneApi = ReturnType<typeof connectPhone>
