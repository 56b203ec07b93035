/** Who has the complaint: me in one tap, somebody else in two. */
import { useState } from 'preact/hooks'
import type { ComplaintDetail, StaffCommand } from '../../../shared/contracts/staff-api.ts'
import type { Outcome } from '../store/handling.ts'
import { text } from '../store/language.ts'
import { me } from '../store/me.ts'
import { Dialog } from './dialog.tsx'
import { SelectField } from './fields.tsx'

interface AssignProps {
  readonly complaint: ComplaintDetail
  readonly busy: boolean
  readonly act: (command: StaffCommand) => Promise<Outcome<ComplaintDetail>>
}

export function Assign({ complaint, busy, act }: AssignProps) {
  const [open, setOpen] = useState(false)
  const [chosen, setChosen] = useState('')
  const { assignable, assignee, commands } = complaint
  if (!commands.includes('assign')) return null
  const self = assignable.find(({ officerId }) => officerId === me.value?.officerId)
  const assign = async (officerId: string) => {
    setOpen(false)
    await act({ type: 'assign', ...(officerId ? { officerId } : {}) })
  }
  return (
    <>
      {self && assignee?.officerId !== self.officerId && (
        <button type="button" class="button" disabled={busy} onClick={() => assign(self.officerId)}>
          {text('assign.me')}
        </button>
      )}
      <button
        type="button"
        class="button"
        disabled={busy}
        onClick={() => {
          setChosen(assignee?.officerId ?? '')
          setOpen(true)
        }}
      >
        {text('assign.other')}
      </button>
      {open && (
        <Dialog title={text('assign.title')} onClose={() => setOpen(false)}>
          <form
            onSubmit={(event) => {
              event.preventDefault()
              assign(chosen)
            }}
          >
            <SelectField
              id="assign-who"
              label={text('assign.who')}
              none={text('assign.none')}
              value={chosen}
              onValue={setChosen}
              choices={assignable.map(({ officerId, name }) => ({ value: officerId, label: name }))}
            />
            <div class="actions">
              <button type="submit" class="button button-main">
                {text('assign.button')}
              </button>
              <button type="button" class="button" onClick={() => setOpen(false)}>
                {text('app.cancel')}
              </button>
            </div>
          </form>
        </Dialog>
      )}
    </>
  )
}
