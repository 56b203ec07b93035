/** What a focal point does with a private case: its few commands, and the bare minimum in writing. */
import { useState } from 'preact/hooks'
import type { Answer, Body } from '../api.ts'
import type { Failure } from '../failure.ts'
import type { Conflict, Handling } from '../store/handling.ts'
import { text } from '../store/language.ts'
import { CommandDialog } from './command-dialog.tsx'
import { ConflictNotice } from './conflict.tsx'
import { SelectField, WordsField } from './fields.tsx'
import { FailureNotice, Notice } from './notice.tsx'
import { type PrivateSheetCommand, privateSheetOf } from './private-sheets.ts'

export type PrivateDetail = Answer<'openPrivate'>
export type PrivateCommand = Body<'commandPrivate'>
export type PrivateHandling = Handling<PrivateDetail, PrivateCommand>

/** What most often comes next; the others stay at hand. */
const likeliest: Readonly<Record<PrivateDetail['state'], PrivateSheetCommand | undefined>> = {
  callback_requested: 'contacted',
  contacted: 'refer',
  referred: 'hand_over',
  handed_over: undefined,
  closed_by_choice: undefined,
}

const elsewhere: readonly string[] = ['note', 'assign']
const isSheet = (type: string): type is PrivateSheetCommand => !elsewhere.includes(type)

export function PrivateActions({ handling }: { readonly handling: PrivateHandling }) {
  const person = handling.detail.value
  const [open, setOpen] = useState<PrivateSheetCommand>()
  const [failure, setFailure] = useState<Failure>()
  const [conflict, setConflict] = useState<Conflict<PrivateDetail>>()
  const [done, setDone] = useState('')
  const { box } = handling
  const busy = handling.busy.value !== undefined
  const note = box.read('note', 'text')

  const act = async (form: string, command: PrivateCommand) => {
    setFailure(undefined)
    setConflict(undefined)
    const outcome = await handling.send(form, command)
    if (outcome.kind === 'done') setDone(text(`private.command.${command.type}`))
    else if (outcome.kind === 'conflict') setConflict(outcome.conflict)
    else if (outcome.kind === 'failed') setFailure(outcome.failure)
  }
  const main = likeliest[person.state]
  const steps = person.commands.filter(isSheet).sort((a, b) => Number(b === main) - Number(a === main))

  return (
    <section class="card next-step" aria-labelledby="next-title">
      <h2 id="next-title">{text('complaint.asked')}</h2>
      <p class="next-advice">{text(`private.next.${person.state}`)}</p>
      {failure && <FailureNotice failure={failure} />}
      {conflict && (
        <ConflictNotice conflict={conflict} possible>
          <button type="button" class="button" onClick={() => setConflict(undefined)}>
            {text('conflict.understood')}
          </button>
        </ConflictNotice>
      )}
      {done && (
        <Notice tone="good">
          <p>{text('command.done', { command: done })}</p>
        </Notice>
      )}
      <div class="commands">
        {steps.map((type) => (
          <button
            key={type}
            type="button"
            class={type === main ? 'button button-main' : 'button'}
            disabled={busy}
            onClick={() => {
              setDone('')
              setOpen(type)
            }}
          >
            {text(`private.command.${type}`)}
          </button>
        ))}
      </div>
      {person.commands.includes('assign') && (
        <SelectField
          id="assign-who"
          label={text('complaint.assignee')}
          none={text('queue.nobody')}
          disabled={busy}
          value={person.assignee?.officerId ?? ''}
          choices={person.assignable.map(({ officerId, name }) => ({ value: officerId, label: name }))}
          onValue={(officerId) => {
            if (officerId) act('assign', { type: 'assign', officerId })
          }}
        />
      )}
      {person.commands.includes('note') && (
        <form
          onSubmit={(event) => {
            event.preventDefault()
            if (note.trim()) act('note', { type: 'note', text: note.trim() })
          }}
        >
          <WordsField
            id="note-text"
            label={text('note.title')}
            hint={text('private.noteHelp')}
            most={4000}
            rows={2}
            value={note}
            onValue={(value) => box.write('note', 'text', value)}
          />
          <button type="submit" class="button button-note" disabled={busy}>
            {text('note.button')}
          </button>
        </form>
      )}
      {open && (
        <CommandDialog
          sheet={privateSheetOf(open)}
          box={box}
          busy={busy}
          possible={person.commands.includes(open)}
          send={(form, command) => handling.send(form, command as PrivateCommand)}
          onDone={() => {
            setDone(text(`private.command.${open}`))
            setOpen(undefined)
          }}
          onClose={() => setOpen(undefined)}
        />
      )}
    </section>
  )
}
