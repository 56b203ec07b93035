/** Tells those who plan paydays everywhere that a reminder round waits for them: by e-mail, or by SMS where there is none. */
import type { EmailAlert, Message } from '../domain/message.ts'
import type { ReminderRound } from '../domain/reminder.ts'
import { mayRunReminders } from '../domain/reminder-rights.ts'
import { sayAlert } from '../i18n/alerts.ts'
import type { Messages, Officers } from './ports.ts'
import { smsText } from './react.ts'

export interface StaffLine {
  readonly messages: Pick<Messages, 'putEmail' | 'putMessage'>
  readonly officers: Pick<Officers, 'all'>
  readonly consoleUrl: string
}

export async function tellOfPause(
  { messages, officers, consoleUrl }: StaffLine,
  round: ReminderRound,
  now: Date,
): Promise<void> {
  const at = now.toISOString()
  const link = `${consoleUrl}/rappels/${round.roundId}`
  for (const who of (await officers.all()).filter(mayRunReminders)) {
    const sent = {
      // A round that is paused twice is told twice.
      messageId: `${round.roundId}.${round.version}.${who.officerId}`,
      state: 'queued' as const,
      attempts: 0,
      createdAt: at,
      updatedAt: at,
    }
    const { officerId, language } = who
    if (who.email) {
      const email: EmailAlert = {
        ...sent,
        officerId,
        subject: sayAlert(language, 'email.reminders_paused.subject', { link }),
        text: sayAlert(language, 'email.reminders_paused.body', { link }),
      }
      await messages.putEmail(email)
    } else if (who.alertPhone) {
      const sms: Message = {
        ...sent,
        to: { kind: 'officer', officerId },
        purpose: 'alert',
        ...smsText(sayAlert(language, 'alert.reminders_paused', { link })),
        language,
      }
      await messages.putMessage(sms)
    }
  }
}
