/** Where a complaint stands, as an SMS says it: the reference and the phase, nothing of what it is about. */
import type { FollowUp } from '../domain/contact.ts'
import type { Language } from '../domain/languages.ts'
import { spokenReference } from '../domain/reference.ts'
import { plainDay } from '../i18n/days.ts'
import { say } from '../i18n/texts.ts'

export function statusText(language: Language, { reference, phase, dueOn }: FollowUp): string {
  const spoken = spokenReference(reference)
  if (phase === 'received' || phase === 'working') {
    return dueOn
      ? say(language, `sms.status.${phase}`, { reference: spoken, dueOn: plainDay(language, dueOn) })
      : say(language, `sms.status.${phase}_open`, { reference: spoken })
  }
  return say(language, `sms.status.${phase}`, { reference: spoken })
}
