/** Systems that are told of complaints, as the API knows them. */
import type * as z from 'zod/mini'
import type {
  ConsumerChanged,
  ConsumerCommand,
  ConsumerDetail,
  ConsumerRow,
  consumerRoutes,
} from '../../../shared/contracts/registry-api.ts'
import { ask } from '../api.ts'

export type NewConsumer = z.input<(typeof consumerRoutes)['addConsumer']['body']>
export type Order =
  | Exclude<ConsumerCommand, { type: 'change' }>
  | ({ readonly type: 'change' } & Omit<NewConsumer, 'consumerId'>)

export const listConsumers = (): Promise<{ readonly items: readonly ConsumerRow[] }> =>
  ask('GET /api/consumers')
export const readConsumer = (consumerId: string): Promise<ConsumerDetail> =>
  ask('GET /api/consumers/{consumerId}', { params: { consumerId } })
export const addConsumer = (body: NewConsumer): Promise<ConsumerChanged> =>
  ask('POST /api/consumers', { body })
export const orderConsumer = (consumerId: string, body: Order, version: number): Promise<ConsumerChanged> =>
  ask('POST /api/consumers/{consumerId}/commands', { params: { consumerId }, body, version })
