/** The registry's door: the feed, receipts, counts, files, and what comes back. What is private is nowhere in it. */
import { putHousehold } from '../../shared/actions/put-households.ts'
import { cursorBefore, readChanges, sealCursor } from '../../shared/actions/read-feed.ts'
import { takeDecisions } from '../../shared/actions/take-decisions.ts'
import { takeReceipts } from '../../shared/actions/take-receipts.ts'
import {
  type DecisionResult,
  type HouseholdResult,
  registryRoutes,
} from '../../shared/contracts/registry-api.ts'
import { registryOpenApi } from '../../shared/contracts/registry-openapi.ts'
import { entrySchemaDocument } from '../../shared/contracts/registry-schema.ts'
import type { Consumer } from '../../shared/domain/consumer.ts'
import { isListKind, type ListKind } from '../../shared/domain/listed-kinds.ts'
import { Refusal } from '../../shared/domain/refusal.ts'
import { createConsumers } from '../../shared/store/consumers.ts'
import { createFeedReader } from '../../shared/store/feed.ts'
import { createHouseholds } from '../../shared/store/households.ts'
import { createNotices } from '../../shared/store/notices.ts'
import { createOpenComplaints } from '../../shared/store/open-complaints.ts'
import { createLists, createReceipts } from '../../shared/store/registry-receipts.ts'
import { type ConsumerHandlers, consumerHttp } from '../kit/consumer-http.ts'
import { readSettings } from '../kit/environment.ts'
import { createLog } from '../kit/log.ts'
import { isKeyOf, publicKeys, readKey, sign } from '../kit/registry-secrets.ts'
import { remembered } from '../kit/remembered.ts'
import { once, tablesFrom } from '../kit/wire.ts'
import { createWorld, now } from '../kit/world.ts'
import { compare, countsOf } from './counts.ts'
import { type Format, manifestOf, partOf } from './files.ts'
import { proveWrites, type ReadItem, readDecision, readHousehold } from './read-items.ts'

const settings = once(() => readSettings('registry-api'))
const log = once(() => createLog('registry-api', settings().JIGIKAN_STAGE))
const desk = once(() => {
  const tables = tablesFrom(settings())
  return {
    world: createWorld(settings().JIGIKAN_PEPPER),
    consumers: createConsumers(tables),
    feed: createFeedReader(tables),
    receipts: createReceipts(tables),
    lists: createLists(tables),
    households: createHouseholds(tables),
    open: createOpenComplaints(tables),
    tell: createNotices(tables).put,
  }
})

/** A changed key or a pause is known everywhere after this long. */
const rememberedMs = 5000
const known = new Map<string, () => Promise<Consumer | undefined>>()
function consumerNamed(consumerId: string): Promise<Consumer | undefined> {
  const read = known.get(consumerId) ?? remembered(() => desk().consumers.read(consumerId), rememberedMs, now)
  if (known.size < 1000) known.set(consumerId, read)
  return read()
}

async function prove(authorization: string | undefined): Promise<Consumer | undefined> {
  const key = readKey(authorization)
  if (!key) return undefined
  const who = await consumerNamed(key.consumerId)
  return isKeyOf(who, key) && who?.active ? who : undefined
}

/** Written down at most every few seconds, and whenever it has come to the end. */
const noteEveryMs = 5000
const noted = new Map<string, number>()
async function seen({ consumerId }: Consumer, pulledTo?: number, atEnd = false): Promise<void> {
  const at = now().getTime()
  if (!atEnd && at - (noted.get(consumerId) ?? 0) < noteEveryMs) return
  noted.set(consumerId, at)
  await desk().consumers.seen(consumerId, new Date(at).toISOString(), pulledTo)
}

const lastPulled = new Map<string, number>()

function kindOf(path: Readonly<Record<string, string>>): ListKind {
  const { kind = '' } = path
  if (!isListKind(kind)) throw new Refusal('not-found', 'There is no such list.')
  return kind
}
const fileOf = (who: Consumer, path: Readonly<Record<string, string>>, format: Format) => ({
  feed: desk().feed,
  who,
  period: path.period ?? '',
  format,
})
const countOutcomes = (results: readonly HouseholdResult[]) => {
  const counts = { added: 0, changed: 0, unchanged: 0, retired: 0, refused: 0 }
  for (const { outcome } of results) counts[outcome] += 1
  return counts
}

const handlers = once(
  (): ConsumerHandlers<typeof registryRoutes> => ({
    async registryMe({ who }) {
      await seen(who)
      const { consumerId, name, programmes, ways, writes } = who
      return {
        consumerId,
        name,
        programmes: [...programmes],
        ways: [...ways],
        writes: [...writes],
        now: now().toISOString(),
      }
    },
    async readChanges({ who, query }) {
      if (!who.ways.includes('pull'))
        throw new Refusal('not-allowed', 'This consumer was not given this way.')
      const { entries, upTo, more } = await readChanges(desk().feed, who, query)
      // Asking for what comes after says that what came before is safe.
      const hasNews = lastPulled.get(who.consumerId) !== upTo
      await seen(who, upTo, !more && hasNews)
      lastPulled.set(who.consumerId, upTo)
      return { entries: [...entries], next: sealCursor(upTo), more }
    },
    async cursorOf({ query }) {
      return { after: sealCursor(await cursorBefore(desk().feed, query.since)) }
    },
    async giveReceipts({ who, body }) {
      await seen(who)
      return { results: [...(await takeReceipts(desk(), who, body.items))] }
    },
    readCounts: ({ who, query }) => countsOf(desk().feed, who, query.day),
    async compareCounts({ who, body }) {
      const compared = compare(await countsOf(desk().feed, who, body.day), body)
      await desk().consumers.keepCompared(
        who.consumerId,
        body.day,
        now().toISOString(),
        JSON.stringify(compared),
      )
      if (!compared.agrees)
        log().info('counts differ', {
          consumerId: who.consumerId,
          day: body.day,
          differences: compared.differences.length,
        })
      return compared
    },
    async putHouseholds({ who, body }) {
      proveWrites(who.writes, 'households')
      const results: HouseholdResult[] = []
      for (const item of body.items) {
        const read = readHousehold(item, who.programmes)
        results.push(
          read.ok
            ? await putHousehold(desk(), read.value, who.consumerId, body.dryRun)
            : { householdId: read.id, outcome: 'refused', problems: read.problems },
        )
      }
      return { dryRun: body.dryRun, counts: countOutcomes(results), results }
    },
    async putDecisions({ who, body }) {
      proveWrites(who.writes, 'decisions')
      const read = body.items.map(readDecision)
      const results = await takeDecisions(
        desk(),
        who,
        read.flatMap((item) => (item.ok ? [item.value] : [])),
      )
      const left = [...results]
      return {
        results: read.map(
          (item: ReadItem<unknown>): DecisionResult =>
            item.ok
              ? (left.shift() as DecisionResult)
              : {
                  id: item.id,
                  outcome: 'refused',
                  problem: { code: 'invalid', detail: Object.keys(item.problems).join(', ') },
                },
        ),
      }
    },
    async putList({ who, path, body }) {
      proveWrites(who.writes, 'lists')
      await desk().lists.put(kindOf(path), body.items)
      return { kept: body.items.length }
    },
    async readList({ path }) {
      return { items: [...(await desk().lists.read(kindOf(path)))] }
    },
    async readManifest({ who, path, query }) {
      const manifest = await manifestOf(fileOf(who, path, query.format), now())
      return {
        manifest,
        signature: await sign(settings().JIGIKAN_REGISTRY_SECRETS, JSON.stringify(manifest)),
      }
    },
    async readPart({ who, path, query }) {
      return partOf(fileOf(who, path, query.format), Number(path.part))
    },
    async registryKeys() {
      return { keys: publicKeys(settings().JIGIKAN_REGISTRY_SECRETS) }
    },
    async entrySchema() {
      return entrySchemaDocument()
    },
    async registryDescription() {
      return registryOpenApi()
    },
  }),
)

export const handler = consumerHttp({ routes: registryRoutes, handlers, prove, log, now })
