/** Carries out the consequences of one written thing. Every write is put once; running it again changes nothing. */
import type { EmailAlert, Message } from '../domain/message.ts'
import type { Officer } from '../domain/officer.ts'
import { type UnitId, unitAbove } from '../domain/units.ts'
import { sayAlert } from '../i18n/alerts.ts'
import type { Contacts, Ledger, Messages, Officers } from './ports.ts'
import { type Alert, type Reactions, smsText } from './react.ts'
import type { Feed } from './registry-ports.ts'

export interface Conveyor {
  readonly messages: Messages
  readonly contacts: Contacts
  readonly officers: Officers
  readonly ledger: Ledger
  readonly feed: Feed
  /** Where the console stands, e.g. `https://jigikan.example`. */
  readonly consoleUrl: string
}

export async function convey(to: Conveyor, eventId: string, at: string, reactions: Reactions): Promise<void> {
  const { messages, contacts, ledger } = to
  const { phase, question, feed } = reactions
  await Promise.all([
    ...reactions.messages.map((message) => messages.putMessage(message)),
    ledger.count(eventId, at, reactions.tallies),
    feed ? to.feed.append(feed) : undefined,
    phase ? ledger.reference(phase.move) : undefined,
    phase?.contactId ? contacts.follow(phase.contactId, phase.move) : undefined,
    question ? contacts.setQuestion(question.contactId, question.question) : undefined,
    ...reactions.alerts.map((alert) => raise(to, alert, at)),
  ])
}

/** Relays are not woken by their unit's queue; supervisors and officers are. */
const isWoken = (who: Officer): boolean =>
  who.active && (who.role === 'officer' || who.role === 'supervisor' || who.role === 'focal_point')

/** Those of the unit; when nobody there can be woken, those of the body above, so that nothing waits unheard. */
function wokenBy(to: Alert['to'], all: readonly Officer[]): readonly Officer[] {
  if ('officerId' in to) return all.filter((who) => who.officerId === to.officerId && who.active)
  for (let unit: UnitId | undefined = to.unit; unit; unit = unitAbove(unit, {})) {
    const its = unit
    const woken = all.filter((who) => who.units.includes(its) && isWoken(who))
    if (woken.length > 0) return woken
  }
  return []
}

export async function raise(
  to: Pick<Conveyor, 'messages' | 'officers' | 'consoleUrl'>,
  alert: Alert,
  at: string,
): Promise<void> {
  const all = await to.officers.all()
  const woken = wokenBy(alert.to, all)
  await Promise.all(
    woken.map((who) => {
      const link = linkOf(to.consoleUrl, alert)
      const params = { link, ...(alert.reference ? { reference: alert.reference } : {}) }
      const messageId = `${alert.alertId}.${who.officerId}`
      if (who.email) {
        const email: EmailAlert = {
          messageId,
          officerId: who.officerId,
          subject: sayAlert(who.language, `email.${alert.kind}.subject`, params),
          text: sayAlert(who.language, `email.${alert.kind}.body`, params),
          state: 'queued',
          attempts: 0,
          createdAt: at,
          updatedAt: at,
        }
        return to.messages.putEmail(email)
      }
      if (!who.alertPhone) return undefined
      const sms: Message = {
        messageId,
        to: { kind: 'officer', officerId: who.officerId },
        purpose: 'alert',
        ...smsText(sayAlert(who.language, `alert.${alert.kind}`, params)),
        language: who.language,
        state: 'queued',
        attempts: 0,
        createdAt: at,
        updatedAt: at,
      }
      return to.messages.putMessage(sms)
    }),
  )
}

function linkOf(consoleUrl: string, alert: Alert): string {
  if (alert.kind === 'private' || alert.kind === 'restricted') return `${consoleUrl}/espace-reserve`
  if (alert.incidentId) return `${consoleUrl}/incidents/${encodeURIComponent(alert.incidentId)}`
  return alert.complaintId ? `${consoleUrl}/plaintes/${alert.complaintId}` : consoleUrl
}
