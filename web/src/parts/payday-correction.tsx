/**
 * What moving or cancelling a payday will send, before anybody presses the button: how many were told, and the words that
 * they will read. Those who were not told get nothing.
 */
import { useEffect, useState } from 'preact/hooks'
import type { PaydayDetail } from '../../../shared/contracts/paydays-api.ts'
import type { ToldOfPayday } from '../../../shared/contracts/reminders-api.ts'
import { call } from '../payments-api.ts'
import { counted, text } from '../store/language.ts'

/** Enough to know how many, without reading for minutes on a slow network. */
const mostPages = 5

interface Told {
  readonly people: number
  readonly languages: readonly ToldOfPayday['items'][number]['language'][]
  readonly atLeast: boolean
}

async function countTold(paydayId: string): Promise<Told> {
  const told = new Map<string, ToldOfPayday['items'][number]['language']>()
  let cursor: string | undefined
  for (let page = 0; page < mostPages; page += 1) {
    const { items, cursor: next } = await call('toldOfPayday', { params: { paydayId }, query: { cursor } })
    for (const { householdId, kind, outcome, language } of items) {
      const mayHaveRead = outcome === 'accepted' || outcome === 'unknown' || outcome === 'to_send'
      if (kind !== 'confirmation' && mayHaveRead) told.set(householdId, language)
    }
    cursor = next
    if (!cursor) break
  }
  return { people: told.size, languages: [...new Set(told.values())], atLeast: cursor !== undefined }
}

type Wording = typeof import('../../../shared/i18n/reminders.ts') &
  typeof import('../../../shared/domain/reminder-content.ts')

const bringWording = async (): Promise<Wording> => {
  const [said, content] = await Promise.all([
    import('../../../shared/i18n/reminders.ts'),
    import('../../../shared/domain/reminder-content.ts'),
  ])
  return { ...said, ...content }
}

interface CorrectionProps {
  readonly payday: PaydayDetail
  /** As it will be. */
  readonly next: { readonly day: string; readonly state: PaydayDetail['state'] }
}

export function Correction({ payday, next }: CorrectionProps) {
  const { paydayId } = payday
  const [told, setTold] = useState<Told>()
  const [wording, setWording] = useState<Wording>()
  useEffect(() => {
    countTold(paydayId).then(setTold, () => undefined)
    bringWording().then(setWording, () => undefined)
  }, [paydayId])
  if (!told) return null
  if (told.people === 0) return <p class="correction quiet">{text('payday.nobodyTold')}</p>
  const changes = next.state === 'cancelled' || (next.day !== '' && next.day !== payday.day)
  return (
    <div class="correction">
      <p>{counted(told.atLeast ? 'payday.toldAtLeast' : 'payday.toldSoMany', told.people)}</p>
      {wording &&
        changes &&
        told.languages.map((language) => (
          <blockquote key={language} class="sms-said" lang={language}>
            {
              wording.sayReminder(language, wording.contentOfCorrection({ ...payday, ...next }, payday.day))
                .text
            }
          </blockquote>
        ))}
    </div>
  )
}
