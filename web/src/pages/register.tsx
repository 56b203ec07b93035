/** The paper register, line after line, with or without a network; below it the relay's own codes for the line. */
import '../styles/file.css'
import '../styles/register.css'
import { useEffect, useState } from 'preact/hooks'
import type { Answer } from '../api.ts'
import { PageHead } from '../parts/page.tsx'
import { spoken } from '../parts/reference.tsx'
import { RegisterForm } from '../parts/register-form.tsx'
import { OwnCodes, ReadOut } from '../parts/relay-codes.tsx'
import type { Words } from '../store/draft-box.ts'
import { draftBox } from '../store/drafts.ts'
import { filingForm, isSensitive } from '../store/filing.ts'
import { counted, text } from '../store/language.ts'
import { me } from '../store/me.ts'
import { beginSending, jobs, sendingId } from '../store/outgoing.ts'
import { placeOf } from '../store/own-place.ts'
import { loadAtlas, placeName } from '../store/places.ts'
import { type Entered, openRegisterDay, registerDay, takeArrived } from '../store/register-day.ts'

const fieldsIn = (words: Words): Words =>
  Object.fromEntries(Object.entries(words).map(([name, value]) => [name.slice(filingForm.length + 1), value]))

function Line({ entered: { id, line, category, reference } }: { readonly entered: Entered }) {
  const job = jobs.value.find((each) => each.id === id)
  const isStopped = !reference && job?.state === 'refused'
  return (
    <li>
      <span>
        <strong>{line}</strong>{' '}
        {category ? text(`category.${category}` as 'category.1.1') : text('register.protected')}
      </span>
      {reference ? (
        <span class="reference">{spoken(reference)}</span>
      ) : (
        <span class={isStopped ? 'chip chip-late' : 'chip chip-state'}>
          {text(
            isStopped ? 'register.stopped' : id === sendingId.value ? 'register.sending' : 'register.waits',
          )}
        </span>
      )}
      {isStopped && <a href="/a-envoyer">{text('register.see')}</a>}
    </li>
  )
}

function Today() {
  const { entered } = registerDay.value
  return (
    <section class="card form-group">
      <h2>{text('register.today')}</h2>
      {entered.length === 0 ? (
        <p class="quiet">{text('register.none')}</p>
      ) : (
        <>
          <p class="quiet">{counted('register.count', entered.length)}</p>
          <ul class="plain-list register-list">
            {entered.toReversed().map((each) => (
              <Line key={each.id} entered={each} />
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

export function RegisterPage() {
  const officer = me.value
  const [place, setPlace] = useState<Words>()
  const [said, setSaid] = useState('')

  // Once, when the officer is known.
  useEffect(() => {
    if (!officer) return
    loadAtlas()
    placeOf(officer).then(setPlace, () => setPlace({}))
    openRegisterDay().then(() => beginSending())
  }, [officer?.officerId])
  // What waited has arrived.
  useEffect(() => jobs.subscribe(takeArrived), [])

  if (!officer) return null
  const files = officer.deeds.includes('file')
  const onSaved = (filed: Answer<'fileComplaint'> | undefined) =>
    setSaid(filed ? text('register.saved', { reference: spoken(filed.reference) }) : text('register.kept'))
  return (
    <div class="page page-narrow">
      <PageHead title={text('register.title')} />
      {files ? (
        <>
          <p class="lead">{text('register.words')}</p>
          {place && (
            <p class="quiet">
              {place.commune
                ? text('register.place', { place: placeName(place) ?? '' })
                : text('register.noPlace')}
            </p>
          )}
          {place?.commune && (
            <RegisterForm
              box={draftBox('register', (words) => !isSensitive(fieldsIn(words)))}
              defaults={{ ...place, ...registerDay.value.next }}
              said={said}
              onSaved={onSaved}
            />
          )}
          {place?.commune && <Today />}
          <p class="register-whole">
            <a href="/nouvelle-plainte">{text('register.whole')}</a>
          </p>
        </>
      ) : (
        <p>{text('file.notAllowed')}</p>
      )}
      {officer.role === 'relay' && <OwnCodes />}
      {officer.role === 'supervisor' && <ReadOut />}
    </div>
  )
}
