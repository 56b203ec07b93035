/** The texts of the line and of SMS: to be read, compared, tried and reviewed; they ship with the code and are not changed here. */
import { useState } from 'preact/hooks'
import { languages } from '../../../shared/domain/languages.ts'
import { smsParts, toGsm7 } from '../../../shared/i18n/gsm7.ts'
import { AdminPage } from '../parts/admin-page.tsx'
import { LineField, SelectField } from '../parts/fields.tsx'
import { saveText } from '../parts/save-file.ts'
import { WordingCard } from '../parts/wording-card.tsx'
import { counted, text } from '../store/language.ts'
import {
  type Proposal,
  type Proposals,
  proposalId,
  proposalsFile,
  type Wording,
  wordingPlaces,
  wordings,
} from '../store/wording.ts'
import { keepProposals, keptProposals } from '../store/wording-kept.ts'

const shows = ['tight', 'same', 'marked'] as const
const isShown: Readonly<Record<string, (wording: Wording, proposals: Proposals) => boolean>> = {
  tight: ({ place, said }) =>
    place !== 'line' && languages.some((language) => smsParts(toGsm7(said[language])).parts > 1),
  same: ({ said }) => new Set(languages.map((language) => said[language])).size < languages.length,
  marked: ({ place, key }, proposals) =>
    languages.some((language) => proposals[proposalId(place, key, language)] !== undefined),
}
const step = 20
const columns = ['place', 'key', 'language', 'now', 'proposed', 'mark', 'note'] as const

export function WordingPage() {
  const [search, setSearch] = useState('')
  const [where, setWhere] = useState('')
  const [show, setShow] = useState('')
  const [most, setMost] = useState(step)
  const [proposals, setProposals] = useState(keptProposals)
  const asked = search.trim().toLowerCase()
  const found = wordings.filter(
    (each) =>
      (!where || each.place === where) &&
      (isShown[show]?.(each, proposals) ?? true) &&
      `${each.key} ${Object.values(each.said).join(' ')}`.toLowerCase().includes(asked),
  )
  const keep = (id: string, made: Proposal | undefined) => {
    const { [id]: _before, ...rest } = proposals
    const next = made ? { ...rest, [id]: made } : rest
    keepProposals(next)
    setProposals(next)
  }
  const takeOut = () => {
    const head = columns.map((name) => text(`wording.column.${name}`))
    saveText(
      'textes-jigikan.csv',
      proposalsFile(proposals, head, (mark) => text(`wording.mark.${mark}`)),
      'text/csv',
    )
  }
  const count = Object.keys(proposals).length
  return (
    <AdminPage title={text('wording.title')} lead={text('wording.lead')}>
      <p class="hint">
        {text('wording.draftNote')} {text('wording.before')}
      </p>
      <div class="side-by-side admin-filters">
        <LineField
          id="wording-search"
          label={text('wording.search')}
          value={search}
          onValue={setSearch}
          most={60}
        />
        <SelectField
          id="wording-where"
          label={text('wording.where')}
          none={text('wording.everywhere')}
          value={where}
          onValue={setWhere}
          choices={wordingPlaces.map((value) => ({ value, label: text(`wording.where.${value}`) }))}
        />
        <SelectField
          id="wording-show"
          label={text('wording.show')}
          none={text('wording.everywhere')}
          value={show}
          onValue={setShow}
          choices={shows.map((value) => ({ value, label: text(`wording.show.${value}`) }))}
        />
      </div>
      {count > 0 && (
        <div class="actions">
          <span>{counted('wording.kept', count)}</span>
          <button type="button" class="button" onClick={takeOut}>
            {text('wording.takeOut')}
          </button>
        </div>
      )}
      <p class="quiet" role="status">
        {counted('wording.count', found.length)}
      </p>
      <ul class="plain-list card rules-list">
        {found.slice(0, most).map((wording) => (
          <WordingCard
            key={`${wording.place}|${wording.key}`}
            wording={wording}
            proposals={proposals}
            onKeep={keep}
          />
        ))}
      </ul>
      {found.length > most && (
        <p class="more">
          <button type="button" class="button" onClick={() => setMost(most + step)}>
            {text('admin.more')}
          </button>
        </p>
      )}
    </AdminPage>
  )
}
