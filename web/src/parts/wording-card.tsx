/** One text in every language, with its length as it travels, and a box to try another. */
import { useState } from 'preact/hooks'
import { type Language, languages } from '../../../shared/domain/languages.ts'
import { septetsOf, smsParts, toGsm7 } from '../../../shared/i18n/gsm7.ts'
import { counted, text } from '../store/language.ts'
import {
  type Mark,
  marks,
  namesWrong,
  type Proposal,
  type Proposals,
  proposalId,
  standingOf,
  type Wording,
  type WordingPlace,
} from '../store/wording.ts'
import { LineField, SelectField, WordsField } from './fields.tsx'

const screenSeptets = 160

/** How long it is on its way: what is on a screen counts against the screen, all else is SMS. */
export function Size({ place, words }: { readonly place: WordingPlace; readonly words: string }) {
  const sent = toGsm7(words)
  const { units, roomUnits, parts, encoding } = smsParts(sent)
  const changed = [
    ...new Set(Array.from(words.normalize('NFC')).filter((letter) => toGsm7(letter) !== letter)),
  ]
  return (
    <p class="quiet">
      {place === 'line'
        ? counted('wording.onScreen', septetsOf(sent) ?? units, { room: screenSeptets })
        : counted(encoding === 'GSM-7' ? 'wording.size' : 'wording.sizeUcs', parts, {
            units,
            room: roomUnits,
          })}
      {` · ${encoding}`}
      {changed.length > 0 && ` · ${text('wording.respelled', { letters: changed.join(' ') })}`}
    </p>
  )
}

function Phone({ words, language }: { readonly words: string; readonly language: Language }) {
  return (
    <p class="wording-phone" lang={language}>
      {toGsm7(words) || '…'}
    </p>
  )
}

interface TryProps {
  readonly wording: Wording
  readonly language: Language
  readonly made: Proposal | undefined
  readonly onKeep: (made: Proposal | undefined) => void
}

function Try({ wording, language, made, onKeep }: TryProps) {
  const now = wording.said[language]
  const [words, setWords] = useState(made?.text ?? now)
  const [mark, setMark] = useState<string>(made?.mark ?? '')
  const [note, setNote] = useState(made?.note ?? '')
  const { missing, extra } = namesWrong(now, words)
  const id = `try-${wording.place}-${wording.key.replaceAll(/\W/g, '-')}-${language}`
  const keep = () => {
    const chosen: Mark | undefined = marks.find((each) => each === mark)
    const changed = words.trim() !== now.trim()
    const next: Proposal = {
      ...(changed ? { text: words.trim() } : {}),
      ...(chosen ? { mark: chosen } : {}),
      ...(note.trim() ? { note: note.trim() } : {}),
    }
    onKeep(Object.keys(next).length > 0 ? next : undefined)
  }
  return (
    <div class="wording-try">
      <WordsField
        id={id}
        label={text('wording.proposed')}
        most={600}
        rows={3}
        value={words}
        onValue={setWords}
        below={<Size place={wording.place} words={words} />}
      />
      {(missing.length > 0 || extra.length > 0) && (
        <p class="field-error" role="status">
          {missing.length > 0 &&
            text('wording.missing', { names: missing.map((name) => `{${name}}`).join(', ') })}{' '}
          {extra.length > 0 && text('wording.extra', { names: extra.map((name) => `{${name}}`).join(', ') })}
        </p>
      )}
      <p class="strong">{text('wording.phone')}</p>
      <Phone words={words} language={language} />
      <div class="side-by-side">
        <SelectField
          id={`${id}-mark`}
          label={text('wording.mark')}
          none={text('wording.mark.none')}
          value={mark}
          onValue={setMark}
          choices={marks.map((value) => ({ value, label: text(`wording.mark.${value}`) }))}
        />
        <LineField
          id={`${id}-note`}
          label={text('wording.note')}
          optional
          most={200}
          value={note}
          onValue={setNote}
        />
      </div>
      <div class="actions">
        <button type="button" class="button button-main" onClick={keep}>
          {text('wording.keep')}
        </button>
        {made && (
          <button type="button" class="button-quiet" onClick={() => onKeep(undefined)}>
            {text('wording.forget')}
          </button>
        )}
      </div>
    </div>
  )
}

interface CardProps {
  readonly wording: Wording
  readonly proposals: Proposals
  readonly onKeep: (id: string, made: Proposal | undefined) => void
}

export function WordingCard({ wording, proposals, onKeep }: CardProps) {
  const [trying, setTrying] = useState<Language>()
  const { place, key, said } = wording
  return (
    <li class="wording">
      <p>
        <span class="admin-mark">{text(`wording.where.${place}`)}</span> <code>{key}</code>
      </p>
      <div class="wording-languages">
        {languages.map((language) => {
          const id = proposalId(place, key, language)
          const made = proposals[id]
          const named = text(`wording.language.${language}`)
          const standing = standingOf(place, language)
          return (
            <div key={language}>
              <p>
                <strong>{named}</strong>{' '}
                <span class={standing === 'unreviewed' ? 'admin-mark admin-mark-out' : 'admin-mark'}>
                  {text(`wording.${standing}`)}
                </span>{' '}
                {made?.mark && <span class="admin-mark">{text(`wording.mark.${made.mark}`)}</span>}
              </p>
              <Phone words={said[language]} language={language} />
              <Size place={place} words={said[language]} />
              {made?.text && trying !== language && (
                <p class="audit-what" lang={language}>
                  → {made.text}
                </p>
              )}
              {trying === language ? (
                <Try
                  wording={wording}
                  language={language}
                  made={made}
                  onKeep={(next) => {
                    setTrying(undefined)
                    onKeep(id, next)
                  }}
                />
              ) : (
                <button
                  type="button"
                  class="button"
                  aria-label={text('wording.tryOf', { key, language: named })}
                  onClick={() => setTrying(language)}
                >
                  {text('wording.try')}
                </button>
              )}
            </div>
          )
        })}
      </div>
    </li>
  )
}
