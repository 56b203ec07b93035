/** The line's own texts, fetched when somebody begins to write an SMS, so that the screen shows what the phone will show. */
import { signal } from '@preact/signals'

type SmsTexts = typeof import('../../../shared/i18n/texts.ts')

export const smsTexts = signal<SmsTexts | undefined>(undefined)

export async function loadSmsTexts(): Promise<void> {
  if (smsTexts.value) return
  try {
    smsTexts.value = await import('../../../shared/i18n/texts.ts')
  } catch {
    // Until it comes the officer's own words are counted.
  }
}
