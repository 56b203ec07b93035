/**
 * The phones, in a process of their own: each plays its sessions one after the other, as the gateway posts them, and notes
 * what it heard. Started with `LoadOrder` as its argument; prints a `LoadReport` and ends.
 */
import { Agent, request } from 'node:http'
import { septetsOf } from '../../shared/i18n/gsm7.ts'
import { phonesAtOnce, planned, repetitionOf } from './plan.ts'

export interface LoadOrder {
  readonly url: string
  /** The sessions of the plan from `first` up to `end`, without it. */
  readonly first: number
  readonly end: number
}
export interface LoadReport {
  readonly seconds: number
  readonly hopMs: readonly number[]
  /** By session, from `first`: every reference that its phone heard at an END. */
  readonly heard: readonly (readonly string[])[]
  /** Hops that came twice and were answered with two different screens. */
  readonly answeredTwice: number
  /** Hops without a `CON` or `END`. */
  readonly unanswered: number
  /** Screens that are longer than a phone shows. */
  readonly overLong: number
}

const order: LoadOrder = JSON.parse(process.argv[2] ?? '{}')
const agent = new Agent({ keepAlive: true, maxSockets: 2 * phonesAtOnce })
const url = new URL(order.url)
const hopMs: number[] = []
let answeredTwice = 0
let unanswered = 0
let overLong = 0
/** Septets with the prefix; a screen with a letter outside GSM-7 may have seventy. */
const longest = 160

const post = (body: string): Promise<string> =>
  new Promise((resolve) => {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'content-length': Buffer.byteLength(body),
      'user-agent': 'at-ussd-api/1.0',
    }
    const asked = request(url, { method: 'POST', agent, headers, timeout: 10_000 }, (answer) => {
      const parts: Buffer[] = []
      answer.on('data', (part: Buffer) => parts.push(part))
      answer.on('end', () => resolve(answer.statusCode === 200 ? Buffer.concat(parts).toString() : ''))
    })
    asked.on('timeout', () => asked.destroy())
    asked.on('error', () => resolve(''))
    asked.end(body)
  })

async function hop(index: number, count: number): Promise<readonly string[]> {
  const { sessionId, phone, inputs } = planned(index)
  const form = { sessionId, phoneNumber: phone, serviceCode: '*384#', networkCode: '61002' }
  const body = new URLSearchParams({ ...form, text: inputs.slice(0, count).join('*') }).toString()
  const timed = async () => {
    const from = performance.now()
    const answer = await post(body)
    hopMs.push(performance.now() - from)
    return answer
  }
  const repetition = repetitionOf(index, count)
  const answers =
    repetition === 'none'
      ? [await timed()]
      : repetition === 'at-once'
        ? await Promise.all([timed(), timed()])
        : [await timed(), await timed()]
  if (new Set(answers).size > 1) answeredTwice += 1
  unanswered += answers.filter((answer) => !/^(CON|END) /.test(answer)).length
  overLong += answers.filter((answer) => (septetsOf(answer) ?? 2.3 * answer.length) > longest).length
  return answers
}

async function session(index: number): Promise<readonly string[]> {
  let answers: readonly string[] = []
  for (let count = 0; count <= planned(index).inputs.length; count += 1) answers = await hop(index, count)
  const references = answers.flatMap((answer) => /^END .*?(\d{4}-\d{4}-\d)/s.exec(answer)?.[1] ?? [])
  return [...new Set(references)]
}

const heard: (readonly string[])[] = []
let next = order.first
async function phone(): Promise<void> {
  while (next < order.end) {
    const index = next
    next += 1
    heard[index - order.first] = await session(index)
  }
}

const from = performance.now()
await Promise.all(Array.from({ length: phonesAtOnce }, phone))
const report: LoadReport = {
  seconds: (performance.now() - from) / 1000,
  hopMs,
  heard,
  answeredTwice,
  unanswered,
  overLong,
}
agent.destroy()
process.stdout.write(JSON.stringify(report))
