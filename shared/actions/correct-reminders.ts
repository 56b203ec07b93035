/**
 * A payday that moved or was cancelled: a round of corrections for those who were told. Whom it is for, and what is true by
 * then, is worked out when it is planned: of two moves in a row only the last is told.
 */
import type { PaydayChange } from '../domain/payday-commands.ts'
import { newRound } from '../domain/reminder.ts'
import { correctionIdOf } from '../domain/reminder-plan.ts'
import type { Reminders } from './reminders-ports.ts'

export async function correct(
  reminders: Pick<Reminders, 'open' | 'coverageOf'>,
  { payday, was, event }: PaydayChange,
): Promise<boolean> {
  const changes = was !== undefined && (was.day !== payday.day || was.state !== payday.state)
  if (!changes) return false
  const { paydayId } = payday
  // Nobody was told, and nobody is about to be.
  if ((await reminders.coverageOf(paydayId)).length === 0) return false
  const day = event.at.slice(0, 10)
  const roundId = correctionIdOf(day, paydayId, event.eventId)
  return reminders.open(newRound({ roundId, kind: 'correction', day, paydayId }, new Date(event.at)))
}
