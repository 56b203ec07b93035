/** Another officer was faster: what they changed, field by field, and what can be done with what was typed. */
import type { ComponentChildren } from 'preact'
import { type Changes, type Comparable, changesBetween, type FieldChange } from '../store/changes.ts'
import type { Conflict } from '../store/handling.ts'
import { text, textIfAny } from '../store/language.ts'
import { day, time } from './dates.ts'
import { story } from './history-words.ts'
import { Notice } from './notice.tsx'

function inWords(field: FieldChange['field'], value: string | undefined): string {
  if (value === undefined) {
    if (field === 'pause') return text('conflict.running')
    return text(field === 'assignee' ? 'queue.nobody' : 'conflict.nothingYet')
  }
  switch (field) {
    case 'state':
      return textIfAny(`state.${value}`) ?? textIfAny(`private.state.${value}`) ?? value
    case 'category':
      return textIfAny(`category.${value}`) ?? value
    case 'decision':
      return textIfAny(`outcome.${value}`) ?? value
    case 'due':
      return day(value)
    case 'pause':
      return text('deadline.paused')
    default:
      return value
  }
}

function ChangeList({ fields, entries }: Changes) {
  return (
    <ul class="change-list">
      {fields.map(({ field, from, to }) => (
        <li key={field}>
          {text('conflict.fromTo', {
            field: text(`conflict.${field}`),
            from: inWords(field, from),
            to: inWords(field, to),
          })}
        </li>
      ))}
      {entries.map((entry) => (
        <li key={entry.id}>{story(entry).sentence}</li>
      ))}
    </ul>
  )
}

interface ConflictNoticeProps {
  readonly conflict: Conflict<Comparable>
  /** Whether the complaint, as it is now, still knows the command. */
  readonly possible: boolean
  readonly children: ComponentChildren
}

export function ConflictNotice({ conflict, possible, children }: ConflictNoticeProps) {
  const changes = changesBetween(conflict.before, conflict.fresh)
  const title = changes.by
    ? text('conflict.title', { who: changes.by.name, time: time(changes.by.at) })
    : text('conflict.titleSomebody')
  return (
    <Notice tone="bad" title={title} asks>
      <p>{text('conflict.words')}</p>
      {changes.fields.length + changes.entries.length > 0 ? (
        <ChangeList {...changes} />
      ) : (
        <p>{text('conflict.nothing')}</p>
      )}
      {!possible && <p class="strong">{text('conflict.gone')}</p>}
      <div class="actions">{children}</div>
    </Notice>
  )
}
