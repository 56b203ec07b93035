/** Work on the queue: several at once, and who is looking at which. */
import { createHash } from 'node:crypto'
import type { Commanding } from '../../shared/actions/command-complaint.ts'
import { lookAt, othersPresent } from '../../shared/actions/presence.ts'
import type { Presences, Present } from '../../shared/actions/presence-ports.ts'
import { doTogether } from '../../shared/actions/together.ts'
import type { queueRoutes } from '../../shared/contracts/queue-api.ts'
import type { ComplaintRow, Presence } from '../../shared/contracts/staff-api.ts'
import { type Deed, may, maySee, type Officer } from '../../shared/domain/officer.ts'
import type { UnitId } from '../../shared/domain/units.ts'
import type { Handlers } from '../kit/staff-http.ts'
import { namesOf, rowOf, transferTargets, unitRefOf } from '../kit/views-of-complaints.ts'

interface Desk extends Commanding {
  readonly presences: Presences
  allOfficers(): Promise<readonly Officer[]>
}

const presenceOf = ({ complaintId, officerId, name, writing, at }: Present): Presence => ({
  complaintId,
  officerId,
  name,
  writing,
  at,
})

export const presentFor = async (desk: Desk, who: Officer): Promise<Presence[]> =>
  (await othersPresent(desk, who)).map(presenceOf)

/** The same for the same page: a poll that finds nothing new costs a few bytes. */
export const digestOf = (rows: readonly ComplaintRow[], cursor: string | undefined): string =>
  createHash('sha256')
    // What time changes in a row, and what others are called, counts as well as what was done to it.
    .update(JSON.stringify([rows, cursor ?? '']))
    .digest('base64url')
    .slice(0, 22)

export const queueHandlers = (desk: () => Desk): Handlers<typeof queueRoutes> => ({
  async doTogether({ who, body, idempotencyKey }) {
    const items = body.items.map(({ command, ...item }) => ({
      ...item,
      command: command.type === 'transfer' ? { ...command, unit: command.unit as UnitId } : command,
    }))
    const [done, officers] = await Promise.all([
      doTogether(desk(), who, items, idempotencyKey),
      desk().allOfficers(),
    ])
    const at = desk().world.now()
    return {
      body: {
        outcomes: done.map(({ complaint, fields, ...outcome }) => ({
          ...outcome,
          ...(fields ? { fields: { ...fields } } : {}),
          ...(complaint ? { row: rowOf(complaint, namesOf(officers), at) } : {}),
        })),
      },
    }
  },
  async choicesTogether({ who, body }) {
    const [found, officers] = await Promise.all([
      Promise.all(body.complaintIds.map((complaintId) => desk().open.read(complaintId))),
      desk().allOfficers(),
    ])
    const all = found.filter((complaint) => complaint !== undefined && maySee(who, complaint))
    const mayAll = (deed: Deed, whom: Officer) =>
      all.length > 0 && all.every((complaint) => complaint && may(whom, deed, complaint))
    const [first, ...rest] = all.map((complaint) => (complaint ? transferTargets(complaint) : []))
    const units = (first ?? []).filter((unit) => rest.every((targets) => targets.includes(unit)))
    return {
      body: {
        officers: mayAll('assign', who)
          ? officers
              .filter((officer) => mayAll('handle', officer))
              .map(({ officerId, name }) => ({ officerId, name }))
          : [],
        units: mayAll('transfer', who) ? units.map(unitRefOf) : [],
      },
    }
  },
  async lookAt({ who, path, body }) {
    const { version, present } = await lookAt(desk(), who, path.complaintId ?? '', body.doing)
    return { body: { version, present: present.map(presenceOf) } }
  },
})
