/** Reading queues of open complaints: one query a look, however long the queue is. */
import { QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb'
import type { Look, Looked, QueueFilter, QueueName, Queues } from '../actions/queue-ports.ts'
import type { Seen } from '../domain/officer.ts'
import { type Item, readOpenComplaint } from './items.ts'
import { nation, nobodyOf, placeQueueOf, queueOf, waitingInterrupted } from './keys.ts'
import type { Tables } from './tables.ts'

interface Place {
  readonly index: string
  readonly keyName: string
  readonly key: string
  readonly sortName: 'queueSort' | 'waitingSort'
}

function placeOf(queue: QueueName, which: Look['which']): Place {
  const at = (index: string, keyName: string, key: string): Place => ({
    index,
    keyName,
    key,
    sortName: 'queueSort',
  })
  switch (queue.by) {
    case 'unit':
      return at('by-unit', 'unitKey', queueOf(queue.unit, which))
    case 'cercle':
      return at('by-cercle', 'cercleKey', placeQueueOf(queue.code, queue.reach, which))
    case 'region':
      return at('by-region', 'regionKey', placeQueueOf(queue.code, queue.reach, which))
    case 'nation':
      return at('by-nation', 'nationKey', queueOf(nation, which))
    case 'assignee':
      return at('by-assignee', 'assigneeKey', queueOf(queue.officerId, which))
    case 'nobody':
      return at('by-assignee', 'assigneeKey', queueOf(nobodyOf(queue.unit), which))
    case 'interrupted':
      return {
        index: 'by-waiting',
        keyName: 'waitingKey',
        key: waitingInterrupted(queue.region),
        sortName: 'waitingSort',
      }
  }
}

/** Sorts behind a standing and before all others: ids have no such sign. */
const behind = (standing: string): string => `${standing}!`

interface Bounds {
  readonly condition: string
  readonly values: Readonly<Record<string, string>>
}
/** Undefined: nothing can lie between. */
function boundsOf({ which, stretch, after }: Look): Bounds | undefined {
  if (which === 'closed') {
    return after
      ? { condition: ' AND #sort < :after', values: { ':after': after } }
      : { condition: '', values: {} }
  }
  if (stretch) {
    const from = after && behind(after) > stretch.from ? behind(after) : stretch.from
    if (from > stretch.before) return undefined
    return {
      condition: ' AND #sort BETWEEN :from AND :before',
      values: { ':from': from, ':before': stretch.before },
    }
  }
  return after
    ? { condition: ' AND #sort > :after', values: { ':after': after } }
    : { condition: '', values: {} }
}

const paths: Readonly<Record<keyof QueueFilter, string>> = {
  category: '#category',
  region: '#place.#region',
  cercle: '#place.#cercle',
  commune: '#place.#commune',
  state: '#state',
  channel: '#channel',
  programme: '#programme',
}

function filterOf(filter: QueueFilter = {}) {
  const names: Record<string, string> = {}
  const values: Record<string, string> = {}
  const parts: string[] = []
  for (const [name, path] of Object.entries(paths) as [keyof QueueFilter, string][]) {
    const value = filter[name]
    if (!value) continue
    for (const part of path.split('.')) names[part] = part.slice(1)
    values[`:${name}`] = value
    if (name === 'category') values[':under'] = `${value}.`
    parts.push(
      name === 'category' ? `(${path} = :category OR begins_with(${path}, :under))` : `${path} = :${name}`,
    )
  }
  return { expression: parts.join(' AND '), names, values }
}

const seenNames = {
  '#complaintId': 'complaintId',
  '#sensitivity': 'sensitivity',
  '#accused': 'accused',
  '#accusedOfficers': 'accusedOfficers',
  '#about': 'about',
  '#owner': 'owner',
  '#assignee': 'assignee',
  '#enteredBy': 'enteredBy',
  '#place': 'place',
} as const satisfies Readonly<Record<string, keyof Seen | 'complaintId'>>

export function createQueues({ client, main }: Pick<Tables, 'client' | 'main'>): Queues {
  async function query<T>(at: Look, read: (item: Item) => T, names?: Readonly<Record<string, string>>) {
    const bounds = boundsOf(at)
    if (!bounds) return { items: [] }
    const { index, keyName, key, sortName } = placeOf(at.queue, at.which)
    const { expression, names: filterNames, values: filterValues } = filterOf(at.filter)
    const input: QueryCommandInput = {
      TableName: main,
      IndexName: index,
      KeyConditionExpression: `#key = :key${bounds.condition}`,
      ExpressionAttributeNames: {
        '#key': keyName,
        ...(bounds.condition ? { '#sort': sortName } : {}),
        ...filterNames,
        ...names,
      },
      ExpressionAttributeValues: { ':key': key, ...bounds.values, ...filterValues },
      ScanIndexForward: at.which === 'open',
      Limit: at.most,
      ...(expression ? { FilterExpression: expression } : {}),
      ...(names ? { ProjectionExpression: Object.keys(names).join(', ') } : {}),
    }
    const { Items = [], LastEvaluatedKey } = await client.send(new QueryCommand(input))
    return {
      items: Items.map(read),
      ...(LastEvaluatedKey ? { lookedTo: String(LastEvaluatedKey[sortName]) } : {}),
    } satisfies Looked<T>
  }
  return {
    look: (at) => query(at, readOpenComplaint),
    peek: (at) => query(at, (item) => item as unknown as Seen & { complaintId: string }, seenNames),
  }
}
