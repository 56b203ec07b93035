/** What happened to a complaint, oldest first, as one reads a story; messages with what became of them. */
import type { ComponentChildren } from 'preact'
import { useState } from 'preact/hooks'
import type { ComplaintDetail, HistoryEntry } from '../../../shared/contracts/staff-api.ts'
import { toGsm7 } from '../../../shared/i18n/gsm7.ts'
import { counted, text } from '../store/language.ts'
import { moment } from './dates.ts'
import { type Names, type Story, type StoryKind, story } from './history-words.ts'
import { Icon, type IconName } from './icon.tsx'

const icons: Readonly<Record<StoryKind, IconName>> = {
  step: 'check',
  note: 'note',
  'from-person': 'person',
  'to-person': 'message',
  alarm: 'alert',
}

type Sms = NonNullable<HistoryEntry['sms']>

function SmsState({ sms }: { readonly sms: Sms }) {
  const troubled = sms.state === 'failed' || sms.state === 'unknown' || sms.state === 'suppressed'
  return (
    <span class={troubled ? 'sms-state sms-state-bad' : 'sms-state'}>
      {text(`sms.${sms.state}`)}
      {sms.reason && sms.state === 'failed' ? ` (${sms.reason})` : ''} · {counted('sms.parts', sms.parts)}
    </span>
  )
}

/** The sentence with its person set off. */
function Sentence({ told }: { readonly told: Story }) {
  const at = told.sentence.indexOf(told.who)
  if (at < 0) return <>{told.sentence}</>
  return (
    <>
      {told.sentence.slice(0, at)}
      <strong>{told.who}</strong>
      {told.sentence.slice(at + told.who.length)}
    </>
  )
}

interface StepProps {
  readonly entry: HistoryEntry
  readonly names: Names
  /** The texts of all SMS: words that one of them carries are not shown twice. */
  readonly sent: readonly string[]
}

function Step({ entry, names, sent }: StepProps) {
  const told = story(entry, names)
  const words = told.words.filter(
    ({ label, said }) =>
      entry.sms || !(label || told.kind === 'to-person') || !sent.some((sms) => sms.includes(toGsm7(said))),
  )
  const unit = entry.by.kind === 'officer' ? entry.by.unit : undefined
  return (
    <li class={`step step-${told.kind}`}>
      <span class="step-icon">
        <Icon name={icons[told.kind]} />
      </span>
      <div>
        <p>
          <Sentence told={told} />
        </p>
        <p class="step-when">
          <time dateTime={entry.at}>{moment(entry.at)}</time>
          {[unit, ...told.remarks].map((remark) => (remark ? ` · ${remark}` : ''))}
          {entry.sms && (
            <>
              {' · '}
              <SmsState sms={entry.sms} />
            </>
          )}
        </p>
        {words.map(({ label, said }) => (
          <blockquote key={said} class="step-words">
            {label && <span class="step-label">{label}</span>}
            {said}
          </blockquote>
        ))}
      </div>
    </li>
  )
}

/** More than this and the oldest fold away; the first one stays, since the story begins there. */
const mostShown = 14
const shownAtEnd = 9

interface HistoryProps {
  readonly history: readonly HistoryEntry[]
  readonly assignable: ComplaintDetail['assignable']
  /** Steps that the server does not know of yet. */
  readonly children?: ComponentChildren
}

/** What was sent because of an event stands after it, also when both bear the same second. */
const asTold = (history: readonly HistoryEntry[]): readonly HistoryEntry[] =>
  [...history].sort((a, b) => a.at.localeCompare(b.at) || Number(a.type === 'sms') - Number(b.type === 'sms'))

export function History({ history: unordered, assignable, children }: HistoryProps) {
  const history = asTold(unordered)
  const [all, setAll] = useState(false)
  const names: Names = new Map(assignable.map(({ officerId, name }) => [officerId, name]))
  const sent = history.flatMap(({ sms }) => (sms ? [sms.text] : []))
  const folded = !all && history.length > mostShown ? history.length - 1 - shownAtEnd : 0
  const first = history.slice(0, 1)
  const rest = history.slice(1 + folded)
  return (
    <section class="card" aria-labelledby="history-title">
      <h2 id="history-title">{text('complaint.history')}</h2>
      <ol class="story">
        {first.map((entry) => (
          <Step key={entry.id} entry={entry} names={names} sent={sent} />
        ))}
        {folded > 0 && (
          <li class="step step-folded">
            <button type="button" class="button-quiet" onClick={() => setAll(true)}>
              {counted('complaint.olderSteps', folded)}
            </button>
          </li>
        )}
        {rest.map((entry) => (
          <Step key={entry.id} entry={entry} names={names} sent={sent} />
        ))}
        {children}
      </ol>
    </section>
  )
}
