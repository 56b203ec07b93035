/** All that is outside, as the registry's actions see it. */
import type { Consumer, Progress, Receipt } from '../domain/consumer.ts'
import type { ListKind } from '../domain/listed-kinds.ts'
import type { PhoneNumber } from '../domain/phone-number.ts'
import type { FeedItem, ToFeed } from '../domain/registry.ts'
import type { HouseholdRecord, HouseholdStory } from '../domain/registry-household.ts'
import type { ListItem } from '../domain/registry-lists.ts'

export interface Feed {
  /**
   * Takes an entry, once: an id that the feed has is not taken again. Those that are given at the same moment are taken
   * together. What is told of a complaint that has become restricted since is passed over.
   */
  append(entry: ToFeed): Promise<void>
}

export interface FeedPage {
  readonly items: readonly FeedItem[]
  /** The last sequence that was looked at: go on after it. */
  readonly upTo: number
  /** Whether there is more at once. */
  readonly more: boolean
}
export interface FeedReader {
  /** One query. Entries in order, without a gap; what is committed later stands later. */
  page(after: number, limit: number): Promise<FeedPage>
  /** The last sequence that was given, and the day of its recording. */
  head(): Promise<{ readonly sequence: number; readonly day?: string }>
  /** The first sequence of a day, or of the next day that has any; undefined: nothing has come since. */
  firstSince(day: string): Promise<number | undefined>
  /** One get for up to 100 of them. */
  entries(sequences: readonly number[]): Promise<ReadonlyMap<number, FeedItem>>
}

export interface Consumers {
  all(): Promise<readonly { readonly consumer: Consumer; readonly progress: Progress }[]>
  read(consumerId: string): Promise<Consumer | undefined>
  progress(consumerId: string): Promise<Progress>
  /** At the version that was read; 0 for a new one. Refuses `stale`. */
  save(consumer: Consumer, readVersion: number): Promise<void>
  /** It was here, and asked for what comes after `pulledTo`. */
  seen(consumerId: string, at: string, pulledTo?: number): Promise<void>
  tallyReceipts(consumerId: string, kept: number, rejected: number): Promise<void>
  /** Counts of a day that it compared with ours, as JSON. */
  keepCompared(consumerId: string, day: string, at: string, compared: string): Promise<void>
  compared(
    consumerId: string,
    most: number,
  ): Promise<readonly { readonly at: string; readonly compared: string }[]>
}

/** Who may deliver to a consumer: one at a time. */
export interface Deliveries {
  /** Asks for everything up to `wanted`; undefined: another is at it, and will come to know. */
  take(
    consumerId: string,
    wanted: number,
    leaseId: string,
    now: Date,
    until: Date,
  ): Promise<Progress | undefined>
  /** The delivery that is about to be tried. */
  begin(consumerId: string, leaseId: string, inFlightTo: number): Promise<void>
  /** Taken; `inFlightTo` is the next that is about to be tried. */
  delivered(consumerId: string, leaseId: string, pushedTo: number, inFlightTo?: number): Promise<void>
  failed(
    consumerId: string,
    leaseId: string,
    how: Required<Pick<Progress, 'attempts' | 'failingSince' | 'nextTryAt' | 'lastFailure'>>,
  ): Promise<void>
  /** False: more was asked for meanwhile, go on. */
  release(consumerId: string, leaseId: string, reached: number): Promise<boolean>
  /** Pushes again after this one. */
  rewind(consumerId: string, to: number): Promise<void>
}

/** A POST to somewhere outside. Never throws for what the other side does. */
export interface Receiver {
  post(
    url: string,
    headers: Readonly<Record<string, string>>,
    body: string,
  ): Promise<{ readonly ok: true } | { readonly ok: false; readonly why: string }>
}

export interface Receipts {
  /** False: this very receipt was kept before. */
  keep(complaintId: string, receipt: Receipt): Promise<boolean>
  of(complaintId: string): Promise<readonly Receipt[]>
}

export interface Households {
  read(householdId: string): Promise<HouseholdRecord | undefined>
  /** All or nothing: the household, its story, and the contacts that it left and came to. Refuses `stale`. */
  save(
    was: HouseholdRecord | undefined,
    next: HouseholdRecord,
    story: HouseholdStory,
    phones: ReadonlyMap<string, PhoneNumber>,
  ): Promise<void>
}

export interface Lists {
  put(kind: ListKind, items: readonly ListItem[]): Promise<void>
  read(kind: ListKind): Promise<readonly ListItem[]>
}
