/** What is asked of the officer, by when, and the buttons for it: the likeliest first, the rest folded away. */
import { useEffect, useState } from 'preact/hooks'
import type { ComplaintDetail, StaffCommand } from '../../../shared/contracts/staff-api.ts'
import type { Failure } from '../failure.ts'
import type { Conflict, Handling } from '../store/handling.ts'
import { text } from '../store/language.ts'
import { me } from '../store/me.ts'
import { endedStates } from '../store/queue-query.ts'
import { wish } from '../store/wish.ts'
import { Assign } from './assign.tsx'
import { CommandDialog } from './command-dialog.tsx'
import { ConflictNotice } from './conflict.tsx'
import { day, untilMoment } from './dates.ts'
import { hasDeadline } from './deadline-chip.tsx'
import { Icon } from './icon.tsx'
import { NeedsNetwork } from './needs-network.tsx'
import { FailureNotice, Notice } from './notice.tsx'
import { isSheetCommand, type SheetCommand, sheetOf } from './sheets.ts'

/** In each state, the commands that carry the work on, the likeliest first. */
const onward: Readonly<Record<ComplaintDetail['state'], readonly SheetCommand[]>> = {
  interrupted: ['submit', 'attempt_contact', 'no_answer'],
  received: ['acknowledge', 'start_review', 'ask_complainant'],
  acknowledged: ['start_review', 'decide', 'ask_complainant', 'attempt_contact'],
  in_review: ['decide', 'ask_complainant', 'attempt_contact'],
  waiting_complainant: ['end_wait', 'attempt_contact'],
  decided: ['plan_remedy', 'confirm', 'attempt_contact', 'no_answer'],
  remedy_pending: ['remedy_done'],
  remedy_done: ['confirm', 'attempt_contact', 'no_answer'],
  confirmed: ['close'],
  no_answer: ['close', 'confirm'],
  contested: ['start_review', 'reopen', 'decide', 'ask_complainant'],
  closed: ['reopen'],
  rejected: ['reopen'],
  referred: ['reopen'],
  withdrawn: ['reopen'],
}

function datesOf(complaint: ComplaintDetail): readonly string[] {
  const { state, pause, acknowledgeBy, acknowledgedAt, dueAt, remedy } = complaint
  const waiting = pause?.reason === 'waiting_complainant'
  return [
    ...(acknowledgeBy && !acknowledgedAt && state === 'received'
      ? [text('next.ackBy', { when: untilMoment(acknowledgeBy) })]
      : []),
    ...(pause
      ? [text(waiting ? 'next.until' : 'next.paused', { when: day(pause.until), day: day(pause.until) })]
      : []),
    ...(!pause && hasDeadline(complaint)
      ? [text(complaint.late ? 'next.dueWas' : 'next.dueBy', { when: untilMoment(dueAt) })]
      : []),
    ...(state === 'remedy_pending' && remedy ? [text('next.remedyBy', { day: day(remedy.dueOn) })] : []),
  ]
}

const adviceOf = ({ state, endReason }: ComplaintDetail): string =>
  endedStates.includes(state)
    ? [text('next.ended'), endReason && text('next.endReason', { reason: endReason })]
        .filter(Boolean)
        .join(' ')
    : text(`next.${state as Exclude<typeof state, 'closed' | 'rejected' | 'referred' | 'withdrawn'>}`)

export function NextStep({ handling }: { readonly handling: Handling<ComplaintDetail, StaffCommand> }) {
  const complaint = handling.detail.value
  const [open, setOpen] = useState<SheetCommand>()
  const [failure, setFailure] = useState<Failure>()
  const [conflict, setConflict] = useState<{ found: Conflict<ComplaintDetail>; command: StaffCommand }>()
  const [done, setDone] = useState('')
  /** It waits on this device. */
  const [kept, setKept] = useState(false)
  const busy = handling.busy.value !== undefined

  const act = async (command: StaffCommand) => {
    setFailure(undefined)
    setConflict(undefined)
    setDone('')
    setKept(false)
    const outcome = await handling.send(`now-${command.type}`, command)
    if (outcome.kind === 'done') setDone(text('command.done', { command: text(`command.${command.type}`) }))
    else if (outcome.kind === 'conflict') setConflict({ found: outcome.conflict, command })
    else if (outcome.kind === 'kept') setKept(true)
    else if (outcome.kind === 'failed') setFailure(outcome.failure)
    return outcome
  }
  const press = (type: SheetCommand) => {
    setFailure(undefined)
    setDone('')
    setKept(false)
    if (sheetOf(type, complaint).fields.length > 0) setOpen(type)
    else act({ type } as StaffCommand)
  }

  const known = complaint.commands.filter(isSheetCommand)
  const wished = wish.value
  useEffect(() => {
    const officerId = me.value?.officerId
    if (wished === 'transmettre' && known.includes('escalate')) press('escalate')
    else if (wished === 'attribuer' && complaint.assignable.some((each) => each.officerId === officerId)) {
      if (officerId && complaint.assignee?.officerId !== officerId) act({ type: 'assign', officerId })
    } else return
    wish.value = undefined
  }, [wished])
  const steps = [
    ...(complaint.handover ? (['accept', 'hand_back'] as const) : []),
    ...onward[complaint.state],
  ].filter((type) => known.includes(type))
  const others = known.filter((type) => !steps.includes(type))
  const mine = known.length > 0 || complaint.commands.includes('assign')

  return (
    <section class="card next-step" aria-labelledby="next-title">
      <h2 id="next-title">{text(mine ? 'complaint.asked' : 'complaint.askedOther')}</h2>
      <p class="next-advice">
        {mine || endedStates.includes(complaint.state)
          ? adviceOf(complaint)
          : text('next.follow', { unit: complaint.owner.name })}
      </p>
      {complaint.handover && known.includes('accept') && (
        <p class="said-mark">{text('next.handover', { unit: complaint.handover.name })}</p>
      )}
      {datesOf(complaint).map((line) => (
        <p key={line} class="next-date">
          {line}
        </p>
      ))}
      {failure && <FailureNotice failure={failure} />}
      {conflict && (
        <ConflictNotice
          conflict={conflict.found}
          possible={complaint.commands.includes(conflict.command.type)}
        >
          {complaint.commands.includes(conflict.command.type) && (
            <button
              type="button"
              class="button button-main"
              disabled={busy}
              onClick={() => act(conflict.command)}
            >
              {text('conflict.sendAnyway')}
            </button>
          )}
          <button type="button" class="button" onClick={() => setConflict(undefined)}>
            {text('conflict.drop')}
          </button>
        </ConflictNotice>
      )}
      {done && (
        <Notice tone="good">
          <p>{done}</p>
        </Notice>
      )}
      {kept && (
        <Notice tone="warm">
          <p>{text('complaint.kept')}</p>
        </Notice>
      )}
      <div class="commands">
        {steps.map((type, at) => (
          <button
            key={type}
            type="button"
            class={at === 0 ? 'button button-main' : 'button'}
            disabled={busy}
            onClick={() => press(type)}
          >
            {text(`command.${type}`)}
          </button>
        ))}
        <Assign complaint={complaint} busy={busy} act={act} />
      </div>
      {others.length > 0 && (
        <details class="more-commands">
          <summary>
            {text('complaint.more')}
            <Icon name="down" />
          </summary>
          <div class="commands">
            {others.map((type) => (
              <button key={type} type="button" class="button" disabled={busy} onClick={() => press(type)}>
                {text(`command.${type}`)}
                {type === 'reclassify' && <NeedsNetwork />}
              </button>
            ))}
          </div>
        </details>
      )}
      {open && (
        <CommandDialog
          sheet={sheetOf(open, complaint)}
          box={handling.box}
          sms={complaint}
          busy={busy}
          possible={complaint.commands.includes(open)}
          send={(form, command) => handling.send(form, command as StaffCommand)}
          onDone={() => {
            setDone(text('command.done', { command: text(`command.${open}`) }))
            setOpen(undefined)
          }}
          onKept={() => {
            setKept(true)
            setOpen(undefined)
          }}
          onClose={() => setOpen(undefined)}
        />
      )}
    </section>
  )
}
