/** What the phone will show, in the letters that an SMS has, and how many SMS it takes. */
import { useEffect } from 'preact/hooks'
import type { ComplaintDetail } from '../../../shared/contracts/staff-api.ts'
import { smsParts, toGsm7 } from '../../../shared/i18n/gsm7.ts'
import { counted, speech, text } from '../store/language.ts'
import { loadSmsTexts, smsTexts } from '../store/sms-texts.ts'

/** The line's text that the words travel in, by what it calls them. */
const places = {
  'sms.words': 'words',
  'sms.question': 'question',
  'sms.answer': 'answer',
  'sms.rejected': 'answer',
  'sms.referred': 'answer',
} as const
export type SmsTemplate = keyof typeof places

export interface SmsFrame extends Pick<ComplaintDetail, 'reference' | 'language' | 'smsPrice'> {
  readonly template: SmsTemplate
}

/** Letters that an SMS has no spelling for. */
const lostIn = (words: string): string =>
  [...new Set(Array.from(words).filter((letter) => letter !== '?' && toGsm7(letter) === '?'))].join(' ')

function costOf(price: NonNullable<SmsFrame['smsPrice']>, parts: number): string {
  const { locales } = speech.value
  // Francs have no cents; another currency may.
  const format = new Intl.NumberFormat([...locales], {
    style: 'currency',
    currency: price.currency,
    maximumFractionDigits: 2,
    minimumFractionDigits: 0,
  })
  return text(price.confirmed ? 'sms.cost' : 'sms.costUnsure', {
    amount: format.format(price.amount * parts),
  })
}

interface SmsPreviewProps {
  readonly words: string
  readonly frame: SmsFrame
}

export function SmsPreview({ words, frame }: SmsPreviewProps) {
  useEffect(() => {
    loadSmsTexts()
  }, [])
  const { template, reference, language, smsPrice } = frame
  const whole =
    smsTexts.value?.say(language, template, { reference, [places[template]]: words.trim() }) ?? words
  const sent = toGsm7(whole)
  const { parts, units, roomUnits, encoding } = smsParts(sent)
  const lost = lostIn(words)
  return (
    <div class="sms-preview">
      <p class="sms-preview-title">
        <span>{text('sms.preview')}</span>
        <span>
          {counted('sms.length', parts, { units, room: roomUnits })} · {encoding}
          {smsPrice && ` · ${costOf(smsPrice, parts)}`}
        </span>
      </p>
      <p class="sms-preview-text" lang={language}>
        {sent}
      </p>
      {lost && (
        <p class="said-mark" role="status">
          {text('sms.lost', { letters: lost })}
        </p>
      )}
    </div>
  )
}
