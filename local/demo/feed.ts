/** The feed of the demonstration: what the conveyor would have told consumers, in the order in which it happened. */
import type { Reactions } from '../../shared/actions/react.ts'
import type { ToFeed } from '../../shared/domain/registry.ts'
import { feedDayItem, feedHeadItem, feedItem } from '../../shared/store/feed.ts'
import type { Item } from '../../shared/store/items.ts'

export const fedBy = (reactions: readonly Reactions[]): readonly ToFeed[] =>
  reactions.flatMap(({ feed }) => (feed ? [feed] : []))

/** Open entries of a complaint that became restricted later are not told: nobody was there yet to be told of them. */
export function demoFeed(fed: readonly ToFeed[]): readonly Item[] {
  const moved = new Set(
    fed.flatMap(({ entry }) =>
      entry.kind === 'restricted' && entry.event === 'became_restricted' ? [entry.reference] : [],
    ),
  )
  const told = fed
    .filter(({ entry }) => entry.kind !== 'complaint' || !moved.has(entry.reference))
    .sort((a, b) => a.entry.at.localeCompare(b.entry.at))
  const items: Item[] = []
  let day: string | undefined
  for (const [index, each] of told.entries()) {
    const its = each.entry.at.slice(0, 10)
    if (its !== day) items.push(feedDayItem(its, index + 1))
    day = its
    items.push(feedItem(each, index + 1, its))
  }
  return day ? [...items, feedHeadItem({ sequence: told.length, day })] : items
}
