/** The file of a complaint: what is known of the person, the place, who has it and how far it is. */
import type { ComponentChildren } from 'preact'
import type { ComplaintDetail } from '../../../shared/contracts/staff-api.ts'
import { programmeOf } from '../../../shared/domain/programmes.ts'
import { counted, text, textIfAny } from '../store/language.ts'
import { me } from '../store/me.ts'
import { placeName } from '../store/places.ts'
import { day, wholeDay } from './dates.ts'
import { DeadlineChip } from './deadline-chip.tsx'
import { Icon } from './icon.tsx'
import { Reference } from './reference.tsx'
import { RevealPhone } from './reveal-phone.tsx'

function Fact({ name, children }: { readonly name: string; readonly children: ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

function personOf({ complainant: { name, sex, anonymous } }: ComplaintDetail): string {
  const called = name ?? text(anonymous ? 'complaint.anonymous' : 'complaint.noName')
  return sex ? `${called}, ${text(`sex.${sex}`)}` : called
}

function detailsOf({ details }: ComplaintDetail): string {
  return Object.entries(details)
    .map(([name, value]) => {
      const label = textIfAny(`detail.${name}`) ?? name
      if (value === 'yes') return label
      const said = value === 'no' ? text('app.no') : (textIfAny(`detail.${name}.${value}`) ?? value)
      return `${label}\u00a0: ${said}`
    })
    .join(' · ')
}

function remedyOf({ what, dueOn, doneAt }: NonNullable<ComplaintDetail['remedy']>): string {
  return doneAt
    ? text('complaint.remedyDone', { what })
    : text('complaint.remedyDue', { what, day: day(dueOn) })
}

function FactList({ complaint, reveal }: Pick<FactsProps, 'complaint' | 'reveal'>) {
  const { complainant, phoneMasked, assignee, decision, remedy, attempts, reopenedCount } = complaint
  const details = detailsOf(complaint)
  return (
    <>
      <dl>
        <Fact name={text('complaint.person')}>{personOf(complaint)}</Fact>
        {complainant.householdId && <Fact name={text('complaint.household')}>{complainant.householdId}</Fact>}
        <Fact name={text('complaint.phone')}>
          {phoneMasked ? (
            complaint.mayRevealPhone ? (
              <RevealPhone masked={phoneMasked} reveal={reveal} />
            ) : (
              <span class="reference">{phoneMasked}</span>
            )
          ) : (
            text('complaint.noPhone')
          )}
        </Fact>
        <Fact name={text('complaint.language')}>{text(`language.${complaint.language}`)}</Fact>
        <Fact name={text('complaint.place')}>{placeName(complaint.place, 4) || text('queue.noPlace')}</Fact>
        <Fact name={text('complaint.programme')}>
          {programmeOf(complaint.programme)?.name ?? complaint.programme}
        </Fact>
        {complaint.paydayId && (me.value?.payments.length ?? 0) > 0 && (
          <Fact name={text('complaint.payday')}>
            <a href={`/paiements/jours/${complaint.paydayId}`}>{text('complaint.paydayOpen')}</a>
          </Fact>
        )}
        <Fact name={text('complaint.about')}>{text(`about.${complaint.about}`)}</Fact>
        {complaint.accusedOfficers.length > 0 && (
          <Fact name={text('complaint.accused')}>
            {complaint.accusedOfficers.map(({ name }) => name).join(', ')}
          </Fact>
        )}
        {details && <Fact name={text('complaint.details')}>{details}</Fact>}
        {complaint.paperLine && <Fact name={text('complaint.paperLine')}>{complaint.paperLine}</Fact>}
        <Fact name={text('complaint.owner')}>{complaint.owner.name}</Fact>
        <Fact name={text('complaint.assignee')}>
          {assignee
            ? assignee.officerId === me.value?.officerId
              ? `${assignee.name} (${text('queue.me')})`
              : assignee.name
            : text('queue.nobody')}
        </Fact>
        <Fact name={text('complaint.due')}>
          {wholeDay(complaint.dueAt)}
          {!complaint.promised && <span class="hint"> {text('complaint.notPromised')}</span>}
        </Fact>
        {decision && (
          <Fact name={text('complaint.decision')}>
            {text(`outcome.${decision.outcome}`)}, {day(decision.at)}
          </Fact>
        )}
        {remedy && <Fact name={text('complaint.remedy')}>{remedyOf(remedy)}</Fact>}
        {complaint.satisfied !== undefined && (
          <Fact name={text('complaint.satisfied')}>{text(complaint.satisfied ? 'app.yes' : 'app.no')}</Fact>
        )}
      </dl>
      {(attempts > 0 || reopenedCount > 0) && (
        <p class="hint">
          {[
            attempts > 0 && counted('complaint.attempts', attempts),
            reopenedCount > 0 && counted('complaint.reopened', reopenedCount),
          ]
            .filter(Boolean)
            .join(' · ')}
        </p>
      )}
    </>
  )
}

interface FactsProps {
  readonly complaint: ComplaintDetail
  readonly reveal: (reason: string) => Promise<string>
  /** On a narrow screen the file opens on demand, its person and place said first. */
  readonly folded: boolean
}

export function Facts({ folded, ...props }: FactsProps) {
  if (!folded) {
    return (
      <section class="card facts" aria-labelledby="facts-title">
        <h2 id="facts-title">{text('complaint.facts')}</h2>
        <FactList {...props} />
      </section>
    )
  }
  const { complaint } = props
  return (
    <details class="card facts">
      <summary>
        <span>{[personOf(complaint), placeName(complaint.place)].filter(Boolean).join(' · ')}</span>
        <Icon name="down" />
      </summary>
      <FactList {...props} />
    </details>
  )
}

interface RelatedProps {
  readonly related: ComplaintDetail['related']
  readonly address: string
}

export function Related({ related, address }: RelatedProps) {
  if (related.length === 0) return null
  return (
    <section class="card" aria-labelledby="related-title">
      <h2 id="related-title">{text('complaint.relatedTitle')}</h2>
      <ul class="related">
        {related.map((other) => (
          <li key={other.complaintId}>
            <a href={`${address}/${other.complaintId}`}>
              <Reference reference={other.reference} />
            </a>
            <span>{text(`category.${other.category}`)}</span>
            <span class="quiet">
              {text(`state.${other.state}`)} · {text(`complaint.why.${other.why}`)}
            </span>
            <DeadlineChip complaint={other} />
          </li>
        ))}
      </ul>
    </section>
  )
}
