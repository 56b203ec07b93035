/** Roots of the history, what proves them, and a root that goes out by SMS: for those who look over everything. */
import { historyOfDay } from '../../shared/actions/export-history.ts'
import type { HistoryExport } from '../../shared/actions/history-ports.ts'
import type { Messages, Officers, World } from '../../shared/actions/ports.ts'
import { smsText } from '../../shared/actions/react.ts'
import type { historyRoutes } from '../../shared/contracts/history-api.ts'
import { shortRoot } from '../../shared/domain/history-chain.ts'
import type { Officer } from '../../shared/domain/officer.ts'
import { Refusal } from '../../shared/domain/refusal.ts'
import { sayRoot } from '../../shared/i18n/alerts.ts'
import type { Handlers } from '../kit/staff-http.ts'
import { sha256 } from '../kit/world.ts'

interface Desk {
  readonly world: World
  readonly history: HistoryExport
  readonly messages: Messages
  readonly officers: Officers
}

const isDay = (day: string): boolean => /^\d{4}-\d\d-\d\d$/.test(day)
const noRoot = () => new Refusal('not-found', 'This day has no root.')

/** `prove` refuses whoever does not look over everything. */
export const historyHandlers = (
  desk: () => Desk,
  prove: (who: Officer) => void,
): Handlers<typeof historyRoutes> => ({
  async listRoots({ who, query }) {
    prove(who)
    const roots = await desk().history.between(`${query.month}-01`, `${query.month}-31`)
    return {
      body: {
        roots: roots.toReversed().map(({ day, root, events, sealedAt }) => ({
          day,
          root,
          events,
          sealedAt,
          short: shortRoot(root),
        })),
      },
    }
  },
  async historyOfDay({ who, path }) {
    prove(who)
    const day = path.day ?? ''
    const lines = isDay(day) ? await historyOfDay(desk().history, day, sha256) : undefined
    if (!lines) throw noRoot()
    return { body: { lines: [...lines] } }
  },
  async sendRoot({ who, path, body, idempotencyKey }) {
    prove(who)
    const { history, officers, messages, world } = desk()
    const day = path.day ?? ''
    const [root, to] = await Promise.all([
      isDay(day) ? history.of(day) : undefined,
      officers.read(body.officerId),
    ])
    if (!root) throw noRoot()
    if (!to?.active || !to.alertPhone) {
      throw new Refusal('invalid', 'This officer has no number for SMS.', {
        fields: { officerId: 'no-number' },
      })
    }
    const short = shortRoot(root.root)
    await messages.putMessage({
      messageId: `root-${day}-${to.officerId}.${idempotencyKey ?? world.id()}`,
      to: { kind: 'officer', officerId: to.officerId },
      purpose: 'alert',
      ...smsText(sayRoot(to.language, day, short)),
      language: to.language,
      state: 'queued',
      attempts: 0,
      // The same key again is the same message.
      createdAt: root.sealedAt,
      updatedAt: world.now().toISOString(),
    })
    return { body: { sent: true as const, short } }
  },
})
