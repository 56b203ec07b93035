/** Filing for another: somebody who comes, who calls, or a line of the paper register. Ends with the reference to hand over. */
import '../styles/file.css'
import { useEffect, useState } from 'preact/hooks'
import type { Answer } from '../api.ts'
import { FiledLater, FiledNotice } from '../parts/filed-notice.tsx'
import { FilingForm } from '../parts/filing-form.tsx'
import { PageHead } from '../parts/page.tsx'
import type { Words } from '../store/draft-box.ts'
import { draftBox } from '../store/drafts.ts'
import { filingForm, isSensitive, nextAfter } from '../store/filing.ts'
import { text } from '../store/language.ts'
import { me } from '../store/me.ts'
import { placeOf } from '../store/own-place.ts'
import { loadAtlas } from '../store/places.ts'

/** The draft's names carry their form: `file.text`. */
const fieldsIn = (words: Words): Words =>
  Object.fromEntries(Object.entries(words).map(([name, value]) => [name.slice(filingForm.length + 1), value]))

interface Filed {
  /** Undefined: it waits on this device. */
  readonly answer: Answer<'fileComplaint'> | undefined
  readonly next: Words
}

export function FilePage() {
  const officer = me.value
  const [filed, setFiled] = useState<Filed>()
  const [defaults, setDefaults] = useState<Words>({})

  // Once, when the officer is known.
  useEffect(() => {
    loadAtlas()
    if (officer) placeOf(officer).then(setDefaults, () => undefined)
  }, [officer?.officerId])

  if (!officer) return null
  if (!officer.deeds.includes('file')) {
    return (
      <div class="page page-narrow">
        <PageHead title={text('file.title')} />
        <p>{text('file.notAllowed')}</p>
      </div>
    )
  }
  if (filed) {
    const next = {
      paper: filed.next.channel === 'paper',
      onNext: () => {
        setDefaults(filed.next)
        setFiled(undefined)
        scrollTo(0, 0)
      },
    }
    return filed.answer ? <FiledNotice filed={filed.answer} {...next} /> : <FiledLater {...next} />
  }
  return (
    <div class="page page-narrow">
      <PageHead title={text('file.title')} />
      <p class="lead">{text('file.words')}</p>
      <FilingForm
        box={draftBox('new', (words) => !isSensitive(fieldsIn(words)))}
        defaults={defaults}
        onFiled={(answer, words) => {
          setFiled({ answer, next: nextAfter(words) })
          scrollTo(0, 0)
        }}
        onKept={(words) => {
          setFiled({ answer: undefined, next: nextAfter(words) })
          scrollTo(0, 0)
        }}
      />
    </div>
  )
}
