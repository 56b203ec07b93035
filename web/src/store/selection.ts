/** Which complaints of the queue are chosen, to do the same to all of them. Another view or filter lets go of all. */
import { computed, signal } from '@preact/signals'
import { queue } from './queue.ts'

interface Chosen {
  readonly address: string
  readonly ids: ReadonlySet<string>
}
const chosen = signal<Chosen>({ address: '', ids: new Set() })
/** Where a stretch of rows begins, for choosing all between. */
let last: string | undefined

/** Only what is on the screen counts. */
export const selected = computed(() => {
  const { address, rows } = queue.value
  return chosen.value.address === address
    ? rows.filter(({ complaintId }) => chosen.value.ids.has(complaintId))
    : []
})
export const isSelected = (complaintId: string): boolean =>
  selected.value.some((row) => row.complaintId === complaintId)

const choose = (ids: Iterable<string>): void => {
  chosen.value = { address: queue.value.address, ids: new Set(ids) }
}
const ids = (): string[] => selected.value.map(({ complaintId }) => complaintId)

export function toggle(complaintId: string, upTo = false): void {
  const { rows } = queue.value
  const at = (id: string | undefined): number => rows.findIndex((row) => row.complaintId === id)
  const [from, to] = [at(last), at(complaintId)]
  if (upTo && from >= 0 && to >= 0) {
    const between = rows.slice(Math.min(from, to), Math.max(from, to) + 1)
    choose([...ids(), ...between.map((row) => row.complaintId)])
  } else {
    choose(isSelected(complaintId) ? ids().filter((id) => id !== complaintId) : [...ids(), complaintId])
  }
  last = complaintId
}

/** The most that can be done at once. */
export const mostSelected = 50
export const selectAll = (): void =>
  choose(queue.value.rows.slice(0, mostSelected).map(({ complaintId }) => complaintId))
export const selectNone = (): void => choose([])
