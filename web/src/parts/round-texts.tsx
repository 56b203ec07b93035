/** The texts of a round as phones will show them: in which language, how long, to how many. */
import type { RoundDetail } from '../../../shared/contracts/reminders-api.ts'
import { counted, text } from '../store/language.ts'

export function RoundTexts({ texts }: { readonly texts: RoundDetail['texts'] }) {
  if (texts.length === 0) return null
  return (
    <>
      <h3>{text('reminders.texts')}</h3>
      <ul class="plain-list round-texts">
        {texts.map((each) => (
          <li key={each.text}>
            <blockquote class="sms-said" lang={each.language}>
              {each.text}
            </blockquote>
            <p class="hint">
              {[
                text(`language.${each.language}`),
                counted('reminders.people', each.people),
                `${counted('reminders.parts', each.parts)} · ${each.encoding}`,
              ].join(' · ')}
              {each.draft && <span class="chip chip-soon">{text('reminders.draft')}</span>}
            </p>
          </li>
        ))}
      </ul>
    </>
  )
}
