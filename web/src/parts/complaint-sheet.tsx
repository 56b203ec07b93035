/** One complaint on one page, for either desk: what was said, what is asked, what happened, and what can be written. */
import type { ComponentChildren } from 'preact'
import type { ComplaintDetail, StaffCommand } from '../../../shared/contracts/staff-api.ts'
import { twoColumns } from '../store/device.ts'
import type { Handling } from '../store/handling.ts'
import { text } from '../store/language.ts'
import { Composer } from './composer.tsx'
import { moment } from './dates.ts'
import { Facts, Related } from './facts.tsx'
import { History } from './history.tsx'
import { NextStep } from './next-step.tsx'
import { Notice } from './notice.tsx'
import { RegistrySaid } from './registry-said.tsx'

function Said({ complaint }: { readonly complaint: ComplaintDetail }) {
  const { text: words, channel, receivedAt, enteredBy, category, language } = complaint
  const byMenu = channel === 'ussd'
  return (
    <section class="card said" aria-labelledby="said-title">
      <h2 id="said-title">{text('complaint.said')}</h2>
      {words ? (
        <blockquote lang={language}>{words}</blockquote>
      ) : (
        <p class="quiet">
          {byMenu
            ? text('complaint.noWords', { category: text(`category.${category}`) })
            : text('complaint.noWordsOther')}
        </p>
      )}
      <p class="hint">
        {text('complaint.received', { channel: text(`channel.${channel}`), when: moment(receivedAt) })}
        {enteredBy && ` · ${text('complaint.enteredBy', { name: enteredBy.name })}`}
      </p>
      {complaint.callBack && (
        <p class="said-mark">{text('complaint.callBack', { language: text(`language.${language}`) })}</p>
      )}
      {complaint.categoryGuessed && <p class="said-mark">{text('complaint.guessed')}</p>}
    </section>
  )
}

interface ComplaintSheetProps {
  readonly handling: Handling<ComplaintDetail, StaffCommand>
  readonly reveal: (reason: string) => Promise<string>
  /** Where other complaints of this desk are read. */
  readonly address: string
  /** What stands behind the story: acts that are not in it yet. */
  readonly children?: ComponentChildren
}

export function ComplaintSheet({ handling, reveal, address, children }: ComplaintSheetProps) {
  const complaint = handling.detail.value
  const facts = <Facts complaint={complaint} reveal={reveal} folded={!twoColumns.value} />
  const related = (
    <>
      <Related related={complaint.related} address={address} />
      <RegistrySaid
        complaintId={complaint.complaintId}
        desk={address === '/plaintes' ? 'open' : 'restricted'}
      />
    </>
  )
  return (
    <div class="sheet">
      <div class="sheet-main">
        <Said complaint={complaint} />
        {complaint.incident && (
          <Notice tone="warm">
            <p>{text('complaint.incident')}</p>
            {complaint.incident.mayOpen && (
              <p>
                <a href={`/incidents/${complaint.incident.incidentId}`}>{text('complaint.incidentOpen')}</a>
              </p>
            )}
          </Notice>
        )}
        <NextStep handling={handling} />
        {!twoColumns.value && facts}
        <History history={complaint.history} assignable={complaint.assignable}>
          {children}
        </History>
        <Composer handling={handling} />
        {!twoColumns.value && related}
      </div>
      {twoColumns.value && (
        <div class="sheet-side">
          {facts}
          {related}
        </div>
      )}
    </div>
  )
}
