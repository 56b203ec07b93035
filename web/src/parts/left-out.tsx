/** Who gets no SMS of a round, and why: as a list, or in one line. */
import type { RoundRow } from '../../../shared/contracts/reminders-api.ts'
import { text } from '../store/language.ts'
import { number } from './amounts.ts'

type LeftOut = RoundRow['leftOut']

export function LeftOutLine({ leftOut }: { readonly leftOut: LeftOut }) {
  if (leftOut.length === 0) return null
  return (
    <p class="hint">
      {leftOut
        .map(({ reason, households }) => `${text(`leftOut.${reason}`)} : ${number(households)}`)
        .join(' · ')}
    </p>
  )
}

export function LeftOutList({ leftOut }: { readonly leftOut: LeftOut }) {
  return (
    <>
      <h3>{text('leftOut.title')}</h3>
      {leftOut.length === 0 ? (
        <p>{text('leftOut.nobody')}</p>
      ) : (
        <ul class="plain-list count-lines">
          {leftOut.map(({ reason, households }) => (
            <li key={reason}>
              <span>{text(`leftOut.${reason}`)}</span>
              <strong>{number(households)}</strong>
            </li>
          ))}
        </ul>
      )}
    </>
  )
}
