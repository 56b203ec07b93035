/** How much time is left, in words first and colour second. The server counts the days. */
import type { ComplaintRow } from '../../../shared/contracts/staff-api.ts'
import { counted, text } from '../store/language.ts'
import { lookedAt } from '../store/queue.ts'
import { endedStates } from '../store/queue-query.ts'
import { Icon, type IconName } from './icon.tsx'

type Dated = Pick<ComplaintRow, 'state' | 'late' | 'paused' | 'workingDaysLeft' | 'dueAt'>
type Tone = 'late' | 'soon' | 'calm' | 'paused'

/** From this many working days on there is time. */
const soonDays = 2
/** Decided: what remains has dates of its own. */
const settled: readonly ComplaintRow['state'][] = [
  ...endedStates,
  'decided',
  'remedy_pending',
  'remedy_done',
  'confirmed',
  'no_answer',
]
export const hasDeadline = ({ state, late }: Pick<Dated, 'state' | 'late'>): boolean =>
  !settled.includes(state) || (late && !endedStates.includes(state))

const hourMs = 3_600_000

/** On its last day the hours count; this device's clock may be wrong by some, so no more is said than that. */
function lastDay(dueAt: string): string {
  const leftMs = Date.parse(dueAt) - lookedAt.value
  if (leftMs < 0) return text('deadline.today')
  return leftMs < hourMs ? text('deadline.lastHour') : counted('deadline.hours', Math.floor(leftMs / hourMs))
}

export function deadlineOf({ late, paused, workingDaysLeft, dueAt }: Dated): { tone: Tone; words: string } {
  if (paused) return { tone: 'paused', words: text('deadline.paused') }
  if (late || workingDaysLeft < 0) {
    const days = Math.abs(Math.min(workingDaysLeft, 0))
    return { tone: 'late', words: days ? counted('deadline.late', days) : text('deadline.lateToday') }
  }
  if (workingDaysLeft === 0) return { tone: 'soon', words: lastDay(dueAt) }
  return {
    tone: workingDaysLeft <= soonDays ? 'soon' : 'calm',
    words: counted('deadline.left', workingDaysLeft),
  }
}

const icons: Readonly<Record<Tone, IconName>> = {
  late: 'alert',
  soon: 'clock',
  calm: 'clock',
  paused: 'pause',
}

export function DeadlineChip({ complaint }: { readonly complaint: Dated }) {
  if (!hasDeadline(complaint)) return null
  const { tone, words } = deadlineOf(complaint)
  return (
    <span class={`chip chip-${tone}`}>
      <Icon name={icons[tone]} />
      {words}
    </span>
  )
}
