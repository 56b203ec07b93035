/** The staff API's lines about the sealed history. Typed by their own route table, as api.ts is. */
import type * as z from 'zod/mini'
import type { historyRoutes } from '../../shared/contracts/history-api.ts'
import { type Asked, ask } from './api.ts'

type Sheets = typeof historyRoutes
type RouteName = 'listRoots' | 'sendRoot'
type Line<K extends RouteName> = `${Sheets[K]['method']} ${Sheets[K]['path']}`

const lines: { readonly [K in RouteName]: Line<K> } = {
  listRoots: 'GET /api/history/roots',
  sendRoot: 'POST /api/history/roots/{day}/send',
}

export type Answer<K extends RouteName> = z.output<Sheets[K]['response']>
type Body<K extends RouteName> = Sheets[K] extends { readonly body: infer B extends z.ZodMiniType }
  ? z.input<B>
  : undefined

export const call = <K extends RouteName>(name: K, asked: Asked<Body<K>> = {}): Promise<Answer<K>> =>
  ask<Answer<K>>(lines[name], asked)
