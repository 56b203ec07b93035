/** It is filed: the reference, big enough to be copied onto a paper, and what becomes of the complaint. */
import type { Answer } from '../api.ts'
import { text } from '../store/language.ts'
import { wholeDay } from './dates.ts'
import { PageHead } from './page.tsx'
import { spoken } from './reference.tsx'

interface NextProps {
  readonly paper: boolean
  readonly onNext: () => void
}
interface FiledNoticeProps extends NextProps {
  readonly filed: Answer<'fileComplaint'>
}

/** Without a network: it has no reference yet, and none may be promised. */
export function FiledLater({ paper, onNext }: NextProps) {
  return (
    <div class="page page-narrow">
      <PageHead title={text('file.keptTitle')} />
      <section class="card filed">
        <p>{text('file.keptWords')}</p>
        <p class="strong">{text('file.keptPromise')}</p>
        <div class="actions">
          <button type="button" class="button button-main" onClick={onNext}>
            {text(paper ? 'file.doneNextLine' : 'file.doneNext')}
          </button>
          <a class="button" href="/a-envoyer">
            {text('file.keptOpen')}
          </a>
        </div>
      </section>
    </div>
  )
}

export function FiledNotice({ filed, paper, onNext }: FiledNoticeProps) {
  return (
    <div class="page page-narrow">
      <PageHead title={text('file.doneTitle')} />
      <section class="card filed">
        <p>{text('file.doneWords')}</p>
        <p class="filed-reference">{spoken(filed.reference)}</p>
        <p>{text('file.doneUse')}</p>
        {filed.promised && <p>{text('file.doneDue', { day: wholeDay(filed.dueAt) })}</p>}
        <p class="quiet">
          {filed.visible ? text('file.doneOwner', { unit: filed.owner.name }) : text('file.doneHidden')}
        </p>
        <div class="actions">
          <button type="button" class="button button-main" onClick={onNext}>
            {text(paper ? 'file.doneNextLine' : 'file.doneNext')}
          </button>
          {filed.visible && (
            <a class="button" href={`/plaintes/${filed.complaintId}`}>
              {text('file.doneOpen')}
            </a>
          )}
        </div>
      </section>
    </div>
  )
}
