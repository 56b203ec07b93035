/**
 * A week's round for 10 000 and for 100 000 households: two sites, two languages, four texts. The planner and the sender are
 * processes of their own, the gateway is the stand-in behind the real SDK. Write units are those the engine says it consumed:
 * planning, sending with all outcomes, and two delivery reports for each SMS, of which the first writes nothing.
 */
import { execFile } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { fillEngineFile } from '../../local/demo/engine-file.ts'
import { startDynamoDb } from '../../local/dynamodb.ts'
import { localClientOptions } from '../../local/local-client.ts'
import { ensureTable } from '../../local/tables.ts'
import { languages } from '../../shared/domain/languages.ts'
import type { PhoneNumber } from '../../shared/domain/phone-number.ts'
import { dueLineItem } from '../../shared/store/due-lines.ts'
import { contactItem, type Item } from '../../shared/store/items.ts'
import { paydayItem } from '../../shared/store/paydays.ts'
import { mainTable } from '../../shared/store/table-shape.ts'
import { paydayOn } from '../builders/reminders.ts'
import { startStandIn } from '../builders/stand-in.ts'
import { heading, hold, printTable, say, times } from './figures.ts'
import type { RemindersOrders, RemindersRun } from './reminders-run.ts'

const execute = promisify(execFile)
const few = 10_000
const many = 100_000
const mostMb = 256
/** A function is told by the platform how much memory it has; a process here is told so too. */
const heap = ['--max-old-space-size=96', '--max-semi-space-size=4']
const mostReports = 5000
const monday = '2027-01-04'

const sites = [
  { commune: '71025000', village: 'Bara' },
  { commune: '71025000', village: 'Kadji' },
] as const

/** Half of the households at each site, every second one in the other language. */
function* itemsOf(households: number): Generator<Item> {
  for (const [index, site] of sites.entries()) {
    const payday = paydayOn(`payday-${index}`, '2027-01-08', { site })
    yield paydayItem(payday)
    for (let count = index; count < households; count += sites.length) {
      const digits = String(count).padStart(6, '0')
      // As long as a keyed hash is.
      const contactId = `bench-contact-id-${digits}x`
      const householdId = `ML-7102-${digits}`
      yield contactItem({
        contactId,
        phone: `+22370${digits}` as PhoneNumber,
        followUps: {},
        language: languages[(count >> 1) % languages.length] ?? 'fr',
      })
      yield dueLineItem({ paydayId: payday.paydayId, householdId, amountFcfa: 30_000, contactId }, payday)
    }
  }
}

interface Round {
  readonly plan: RemindersRun
  readonly send: RemindersRun
  readonly report: RemindersRun
  readonly calls: number
  readonly leastCalls: number
}

async function roundOf(households: number): Promise<Round> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'jigikan-bench-'))
  const engine = await startDynamoDb({ dataFolder })
  const client = new DynamoDBClient(localClientOptions(engine.endpoint))
  const nowhere = new URL('http://127.0.0.1:9/')
  const standIn = await startStandIn({
    callbacks: () => ({
      ussd: nowhere,
      ussdEnded: nowhere,
      sms: nowhere,
      reports: nowhere,
      optOuts: nowhere,
    }),
    now: () => new Date(`${monday}T09:00:00Z`),
    reportDelayMs: 24 * 3_600_000,
  })
  try {
    const { tableName: main } = await ensureTable(client, 'main', mainTable)
    const load = { tableName: main, shape: mainTable, items: [...itemsOf(households)] }
    if (!fillEngineFile(join(dataFolder, 'dynamodb.sqlite'), [load]))
      throw new Error('this engine’s file is of another making')
    const roundId = `${monday}.week`
    const run = async (part: RemindersOrders['part']): Promise<RemindersRun> => {
      const script = fileURLToPath(new URL('reminders-run.ts', import.meta.url))
      const now = `${monday}T09:00:00.000Z`
      const orders: RemindersOrders = {
        ...{ part, endpoint: engine.endpoint, main, baseUrl: standIn.baseUrl, now, roundId, mostReports },
      }
      const { stdout } = await execute(process.execPath, [...heap, script, JSON.stringify(orders)])
      return JSON.parse(stdout)
    }
    const [plan, send, report] = [await run('plan'), await run('send'), await run('report')]
    const texts = new Map<string, number>()
    for (const number of standIn.api.allNumbers()) {
      const thread = standIn.api.inbox(number)
      if (thread.length !== 1) throw new Error(`somebody got ${thread.length} reminders`)
      const text = thread[0]?.text ?? ''
      texts.set(text, (texts.get(text) ?? 0) + 1)
    }
    const told = [...texts.values()].reduce((sum, people) => sum + people, 0)
    if (told !== households) throw new Error(`${told} of ${households} households were told`)
    const leastCalls = [...texts.values()].reduce((sum, people) => sum + Math.ceil(people / 100), 0)
    say(`${households} households: ${texts.size} texts, ${plan.done} batches`)
    return { plan, send, report, calls: send.done, leastCalls }
  } finally {
    client.destroy()
    await standIn.stop()
    await engine.stop()
    await rm(dataFolder, { recursive: true, force: true })
  }
}

/** Each SMS has a report: those that were taken stand for all. */
const unitsPerHousehold = ({ plan, send, report }: Round, households: number): number =>
  (plan.writeUnits + send.writeUnits) / households + report.writeUnits / report.done

export async function sendRounds(): Promise<void> {
  heading('A round of reminders')
  const [small, large] = [await roundOf(few), await roundOf(many)]
  const row = (name: string, of: (round: Round, households: number) => number, digits: number): string[] => {
    const [one, other] = [of(small, few), of(large, many)]
    return [name, one.toFixed(digits), other.toFixed(digits), times(other / one)]
  }
  const seconds = ({ plan, send }: Round): number => plan.seconds + send.seconds
  printTable(
    ['', `${few}`, `${many}`, 'ratio'],
    [
      row('seconds, planning and sending', seconds, 1),
      row('gateway calls over the least possible', ({ calls, leastCalls }) => calls / leastCalls, 3),
      row('write units a household, reports included', unitsPerHousehold, 3),
      row(
        '  of them planning and sending',
        ({ plan, send }, of) => (plan.writeUnits + send.writeUnits) / of,
        3,
      ),
      row('peak memory of the planner, MB', ({ plan }) => plan.peakMb, 0),
      row('peak memory of the sender, MB', ({ send }) => send.peakMb, 0),
    ],
  )
  const peakMb = Math.max(...[small, large].flatMap(({ plan, send }) => [plan.peakMb, send.peakMb]))
  hold({
    what: `time at ${many} over time at ${few}`,
    found: seconds(large) / seconds(small),
    atMost: 1.1 * (many / few),
    unit: '×',
  })
  hold({
    what: 'gateway calls over the least possible',
    found: large.calls / large.leastCalls,
    atMost: 1.05,
    unit: '×',
  })
  hold({ what: 'write units a household', found: unitsPerHousehold(large, many), atMost: 2, unit: '' })
  hold({ what: 'peak memory', found: peakMb, atMost: mostMb, unit: 'MB' })
}
