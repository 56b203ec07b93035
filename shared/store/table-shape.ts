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
    /** Complaints of an owner unit, by deadline. */
    'by-unit': { partitionKey: 'unitKey', sortKey: 'queueSort', carries: 'all' },
    /** Complaints of a region, by deadline. */
    'by-region': { partitionKey: 'regionKey', sortKey: 'queueSort', carries: 'all' },
    /** Complaints assigned to an officer, by deadline. */
    'by-assignee': { partitionKey: 'assigneeKey', sortKey: 'queueSort', carries: 'all' },
    /** Things that wait for a clock or for staff: unsent messages, quarantined callbacks. */
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
