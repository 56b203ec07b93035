/**
 * Two forms that cannot be taken for each other: a note that stays inside, and an SMS that leaves. Other colour, other
 * icon, other button; neither ever turns into the other.
 */
import { useEffect, useState } from 'preact/hooks'
import type { ComplaintDetail, StaffCommand } from '../../../shared/contracts/staff-api.ts'
import type { Failure } from '../failure.ts'
import type { Conflict, Handling } from '../store/handling.ts'
import { text } from '../store/language.ts'
import { wish, writeAt } from '../store/wish.ts'
import { ConflictNotice } from './conflict.tsx'
import { DraftLine } from './draft-line.tsx'
import { SelectField, WordsField } from './fields.tsx'
import { Icon } from './icon.tsx'
import { FailureNotice, Notice } from './notice.tsx'
import { SmsPreview } from './sms-preview.tsx'

type Kind = 'note' | 'message'
const most: Readonly<Record<Kind, number>> = { note: 4000, message: 300 }

interface WritingProps {
  readonly kind: Kind
  readonly handling: Handling<ComplaintDetail, StaffCommand>
  readonly help: string
}

type Replies = typeof import('../../../shared/i18n/replies.ts')

/** Ready words in the person's language, put where something is written; nothing that was typed is lost. */
function ReadyReplies({
  language,
  words,
  write,
}: {
  readonly language: ComplaintDetail['language']
  readonly words: string
  readonly write: (words: string) => void
}) {
  const [replies, setReplies] = useState<Replies>()
  const [chosen, setChosen] = useState(false)
  useEffect(() => {
    import('../../../shared/i18n/replies.ts').then(setReplies, () => undefined)
  }, [])
  if (!replies) return null
  const choose = (value: string) => {
    const key = replies.replyKeys.find((each) => each === value)
    if (!key) return
    setChosen(true)
    write([words.trim(), replies.replyIn(language, key)].filter(Boolean).join(' '))
  }
  return (
    <>
      <SelectField
        id="ready-reply"
        label={text('reply.label')}
        none={text('reply.choose')}
        value=""
        choices={replies.replyKeys.map((key) => ({ value: key, label: text(`reply.${key}`) }))}
        onValue={choose}
      />
      {chosen && !replies.areReviewed(language) && (
        <p class="said-mark" role="status">
          {text('reply.draft')}
        </p>
      )}
    </>
  )
}

function Writing({ kind, handling, help }: WritingProps) {
  const { box, busy, detail } = handling
  const words = box.read(kind, 'text')
  const [failure, setFailure] = useState<Failure>()
  const [conflict, setConflict] = useState<Conflict<ComplaintDetail>>()
  const [done, setDone] = useState<'sent' | 'kept'>()
  const [needed, setNeeded] = useState(false)
  const sending = busy.value === kind

  const submit = async () => {
    const said = words.trim()
    setNeeded(said === '')
    if (said === '') return document.getElementById(`${kind}-text`)?.focus()
    setFailure(undefined)
    setConflict(undefined)
    const outcome = await handling.send(kind, { type: kind, text: said })
    if (outcome.kind === 'done') setDone('sent')
    else if (outcome.kind === 'kept') setDone('kept')
    else if (outcome.kind === 'conflict') setConflict(outcome.conflict)
    else if (outcome.kind === 'failed') setFailure(outcome.failure)
  }
  const write = (value: string) => {
    setDone(undefined)
    box.write(kind, 'text', value)
  }

  return (
    <form
      class={`writing writing-${kind}`}
      aria-labelledby={`${kind}-title`}
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <h2 id={`${kind}-title`}>
        <Icon name={kind} />
        {text(`${kind}.title`)}
      </h2>
      <p class="writing-help">{help}</p>
      {kind === 'message' && <ReadyReplies language={detail.value.language} words={words} write={write} />}
      <WordsField
        id={`${kind}-text`}
        label={text(`${kind}.label`)}
        error={needed ? text('error.needed') : undefined}
        value={words}
        most={most[kind]}
        rows={3}
        onValue={write}
        below={
          kind === 'message' &&
          words.trim() && <SmsPreview words={words} frame={{ ...detail.value, template: 'sms.words' }} />
        }
      />
      {failure && <FailureNotice failure={failure} />}
      {done && (
        <Notice tone={done === 'sent' ? 'good' : 'warm'}>
          <p>{text(done === 'sent' ? `${kind}.done` : 'complaint.kept')}</p>
        </Notice>
      )}
      {conflict ? (
        <ConflictNotice conflict={conflict} possible={detail.value.commands.includes(kind)}>
          <button type="submit" class="button button-main" disabled={sending}>
            {text('conflict.sendAnyway')}
          </button>
          <button type="button" class="button" onClick={() => setConflict(undefined)}>
            {text('conflict.drop')}
          </button>
        </ConflictNotice>
      ) : (
        <div class="actions">
          <button type="submit" class={`button button-${kind}`} disabled={sending}>
            {text(`${kind}.button`)}
          </button>
          <DraftLine box={box} words={words} />
        </div>
      )}
    </form>
  )
}

export function Composer({ handling }: { readonly handling: Handling<ComplaintDetail, StaffCommand> }) {
  const { commands, phoneMasked, language } = handling.detail.value
  const mayNote = commands.includes('note')
  const mayWrite = commands.includes('message')
  const wished = wish.value
  useEffect(() => {
    if (writeAt(wished)) wish.value = undefined
  }, [wished])
  if (!mayNote && !mayWrite) return null
  return (
    <div class="composer">
      {mayNote && <Writing kind="note" handling={handling} help={text('note.help')} />}
      {mayWrite &&
        (phoneMasked ? (
          <Writing
            kind="message"
            handling={handling}
            help={text('message.help', { phone: phoneMasked, language: text(`language.${language}`) })}
          />
        ) : (
          <div class="writing writing-message">
            <h2>
              <Icon name="message" />
              {text('message.title')}
            </h2>
            <p class="writing-help">{text('message.noPhone')}</p>
          </div>
        ))}
    </div>
  )
}
