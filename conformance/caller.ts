/** The gateway's hand: posts forms as the dialect writes them, with the twist that a scenario gives them, and notes what came. */
import { randomBytes, randomUUID } from 'node:crypto'
import type { Door, Twist } from './scenario.ts'
import { addressOf, type Dialect, type Profile } from './service.ts'

export interface Heard {
  readonly door: Door
  readonly call?: string
  readonly name?: string
  /** 0: no answer came. */
  readonly status: number
  readonly contentType: string
  readonly body: Buffer
  readonly tookMs: number
}
export interface Call {
  readonly sessionId: string
  readonly number: string
}

/** The gateway has long given up: what comes later is no answer. */
const patienceMs = 2000

export class Caller {
  readonly #base: string
  readonly #profile: Profile
  readonly #dialect: Dialect
  #serial = Math.floor(Math.random() * 900_000)
  readonly #calls = new Map<string, Call>()
  heard: Heard[] = []
  /** The id of what comes twice. */
  fixedId = randomUUID()

  constructor(base: string, profile: Profile, dialect: Dialect) {
    this.#base = base
    this.#profile = profile
    this.#dialect = dialect
  }

  /** Every scenario has callers of its own. */
  begin(): void {
    this.#calls.clear()
    this.heard = []
    this.fixedId = randomUUID()
  }

  /** `a` is a person; `a2` the second call of that person. */
  call(name: string): Call {
    const known = this.#calls.get(name)
    if (known) return known
    const who = /^(\D+)\d+$/.exec(name)?.[1]
    const made = {
      sessionId: `ATUid_${randomBytes(16).toString('hex')}`,
      number: who && who !== 'crowd' ? this.call(who).number : this.#newNumber(),
    }
    this.#calls.set(name, made)
    return made
  }

  #newNumber(): string {
    this.#serial = (this.#serial + 1) % 1_000_000
    return `${this.#profile.numbers ?? '+22370'}${String(this.#serial).padStart(6, '0')}`
  }

  hop(name: string, text: string, twist: Twist = {}): Promise<Heard> {
    const call = this.call(name)
    return this.#post('ussd', call, { ...this.#session(call), text }, { ...twist, call: name })
  }

  end(name: string, status: string, twist: Twist): Promise<Heard> {
    const call = this.call(name)
    const form = {
      ...this.#session(call),
      date: this.#date(),
      status,
      cost: 'XOF 0.0000',
      durationInMillis: '21000',
      hopsCount: '2',
      hopsMetadata: '',
      input: '1',
      lastAppResponse: 'CON …',
    }
    return this.#post('ended', call, form, { ...twist, call: name })
  }

  sms(name: string, text: string, id: string | undefined, twist: Twist): Promise<Heard> {
    const call = this.call(name)
    const form = {
      date: this.#date(),
      from: call.number,
      id: id ?? randomUUID(),
      linkId: randomUUID(),
      text,
      to: '36036',
      networkCode: this.#dialect.networkCode,
      cost: 'XOF 0.0000',
    }
    return this.#post('sms', call, form, twist)
  }

  report(id: string | undefined, status: string, twist: Twist, to = this.call('reported').number) {
    const form = {
      id: id ?? `ATXid_${randomBytes(16).toString('hex')}`,
      status,
      phoneNumber: to,
      networkCode: this.#dialect.networkCode,
    }
    return this.#post('reports', { sessionId: '', number: to }, form, twist)
  }

  optOut(name: string, twist: Twist): Promise<Heard> {
    const call = this.call(name)
    return this.#post('optOuts', call, { senderId: 'SENDER', phoneNumber: call.number }, twist)
  }

  #session(call: Call) {
    return {
      sessionId: call.sessionId,
      phoneNumber: call.number,
      networkCode: this.#dialect.networkCode,
      serviceCode: this.#profile.serviceCode ?? '*384#',
    }
  }

  #date(): string {
    const iso = `${new Date().toISOString().slice(0, 19)}Z`
    return this.#dialect.date === 'iso' ? iso : iso.replace('T', ' ').replace('Z', '')
  }

  #spelled(number: string, how: Twist['number'] = this.#dialect.number): string {
    if (how === 'bare') return number.replace('+', '')
    if (how === 'space') return number.replace('+', ' ')
    return how === 'name' ? 'OrangeInfo' : number
  }

  async #post(
    door: Door,
    call: Call,
    form: Readonly<Record<string, string>>,
    twist: Twist & { readonly call?: string },
  ): Promise<Heard> {
    const numbers = Object.fromEntries(
      ['phoneNumber', 'from'].flatMap((field) => {
        const number = form[field]
        return number === undefined ? [] : [[field, this.#spelled(number, twist.number)]]
      }),
    )
    const fields = Object.entries({ ...form, ...numbers, ...twist.fields }).filter(
      ([name]) => !twist.without?.includes(name),
    )
    const raw = twist.raw
      ?.replaceAll('{number}', encodeURIComponent(call.number))
      .replaceAll('{session}', call.sessionId)
    const heard = await this.#ask(
      addressOf(this.#base, this.#profile, door) ?? '',
      raw ?? new URLSearchParams(fields).toString(),
      twist.contentType,
    )
    const noted = {
      door,
      ...heard,
      ...(twist.call ? { call: twist.call } : {}),
      ...(twist.name ? { name: twist.name } : {}),
    }
    this.heard.push(noted)
    return noted
  }

  async #ask(address: string, body: string, contentType: string | undefined) {
    const begunAt = performance.now()
    const headers = { ...this.#dialect.headers, ...(contentType ? { 'Content-Type': contentType } : {}) }
    try {
      const answer = await fetch(address, {
        method: 'POST',
        headers,
        body: Buffer.from(body, 'utf8'),
        redirect: 'manual',
        signal: AbortSignal.timeout(this.#dialect.answerWithinSeconds * 1000 + patienceMs),
      })
      const bytes = Buffer.from(await answer.arrayBuffer())
      const type = answer.headers.get('content-type') ?? ''
      return { status: answer.status, contentType: type, body: bytes, tookMs: performance.now() - begunAt }
    } catch {
      return { status: 0, contentType: '', body: Buffer.alloc(0), tookMs: performance.now() - begunAt }
    }
  }
}
