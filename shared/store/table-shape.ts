/** The shape of both tables, declared once: infra/ builds it, local/ and the tests create it. */

export interface IndexShape {
  readonly partitionKey: string
  readonly sortKey: string
  /** Attributes carried besides the keys; `all` carries the whole item. */
  readonly carries: 'all' | 'keys'
}
export interface TableShape {
  readonly partitionKey: 'pk'
  readonly sortKey: 'sk'
  readonly expiresAttribute: 'expiresAtSeconds'
  readonly stream: 'NEW_IMAGE' | undefined
  readonly indexes: Readonly<Record<string, IndexShape>>
}

/** All indexes are sparse: an item is in one only while it carries the index's key. */
export const mainTable = {
  partitionKey: 'pk',
  sortKey: 'sk',
  expiresAttribute: 'expiresAtSeconds',
  stream: 'NEW_IMAGE',
  indexes: {
    /** Complaints of an owner unit, as they stand in its queue. */
    'by-unit': { partitionKey: 'unitKey', sortKey: 'queueSort', carries: 'all' },
    /** Complaints of a cercle, those of its local bodies apart from those of bodies above. */
    'by-cercle': { partitionKey: 'cercleKey', sortKey: 'queueSort', carries: 'all' },
    /** Complaints of a region, in the same two parts. */
    'by-region': { partitionKey: 'regionKey', sortKey: 'queueSort', carries: 'all' },
    /** Complaints of the whole country. */
    'by-nation': { partitionKey: 'nationKey', sortKey: 'queueSort', carries: 'all' },
    /** Complaints assigned to an officer; those of a unit that nobody has. */
    'by-assignee': { partitionKey: 'assigneeKey', sortKey: 'queueSort', carries: 'all' },
    /** Things that wait for a clock or for staff: unsent messages, quarantined callbacks, interrupted calls. */
    'by-waiting': { partitionKey: 'waitingKey', sortKey: 'waitingSort', carries: 'all' },
  },
} as const satisfies TableShape

export const restrictedTable = {
  partitionKey: 'pk',
  sortKey: 'sk',
  expiresAttribute: 'expiresAtSeconds',
  stream: undefined,
  indexes: {
    /** Restricted complaints of an owner unit or of the focal points, by deadline. */
    'by-unit': { partitionKey: 'unitKey', sortKey: 'queueSort', carries: 'all' },
  },
} as const satisfies TableShape
