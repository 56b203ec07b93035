/** The views by which officers look at their queue. */
export const queueViews = [
  'mine',
  'unit',
  'unassigned',
  'due_soon',
  'late',
  'waiting',
  'interrupted',
  'open',
  'closed',
] as const
export type QueueView = (typeof queueViews)[number]
