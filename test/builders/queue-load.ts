/** A table with very many complaints in it, put straight into the file of the engine: as many as a country has in years. */
import { join } from 'node:path'
import { fillEngineFile } from '../../local/demo/engine-file.ts'
import type { OpenComplaint } from '../../shared/domain/complaint.ts'
import { referenceFrom } from '../../shared/domain/reference.ts'
import { file } from '../../shared/domain/submission.ts'
import { unit } from '../../shared/domain/units.ts'
import { complaintItem } from '../../shared/store/items.ts'
import { mainTable } from '../../shared/store/table-shape.ts'
import { officerOf, submission, testWorld } from './complaints.ts'

export const now = testWorld().now()
export const regional = officerOf([unit('ccr', 'ML07')], { officerId: 'ccr-gao', role: 'supervisor' })

const categories = ['1.1', '1.2', '1.4', '2.1', '2.3', '3.1', '3.3', '8'] as const
const communes = ['71025000', '71001000', '71002000', '71003000']
const hourMs = 3_600_000

/** The n-th: all in one region and cercle, in the reach of its regional committee; one in fifty is rare. */
function complaint(n: number): OpenComplaint {
  const at = new Date(now.getTime() - (n % 4000) * hourMs)
  const complaintId = `load-${String(n).padStart(9, '0')}`
  const identity = {
    complaintId,
    reference: referenceFrom(String(10_000_000 + (n % 89_999_999))),
    eventId: `event-${n}`,
  }
  const place = { region: 'ML07', cercle: 'ML0703', commune: communes[n % communes.length] ?? '71025000' }
  const filed = file(
    submission({
      category: n % 50 === 0 ? '7.2' : (categories[n % categories.length] ?? '1.1'),
      place,
      ...(n % 3 === 0 ? { text: 'Je suis allé deux fois et on m’a dit de revenir plus tard.' } : {}),
    }),
    identity,
    { kind: 'complainant' },
    at,
  ).complaint as OpenComplaint
  const state = n % 7 === 0 ? 'decided' : n % 5 === 0 ? 'in_review' : filed.state
  return {
    ...filed,
    state,
    owner: n % 2 === 0 ? unit('commune', place.commune) : unit('ccl', 'ML0703'),
    ...(n % 4 === 0 ? {} : { assignee: `officer-${n % 40}` }),
  }
}

const atOnce = 10_000

/** Fills the table with `count` complaints. Throws if the engine's file is not of the making that is known. */
export function fillQueue(dataFolder: string, tableName: string, count: number): void {
  const file = join(dataFolder, 'dynamodb.sqlite')
  for (let start = 0; start < count; start += atOnce) {
    const items = Array.from({ length: Math.min(atOnce, count - start) }, (_, n) =>
      complaintItem(complaint(start + n)),
    )
    if (!fillEngineFile(file, [{ tableName, shape: mainTable, items }])) {
      throw new Error('The engine’s file cannot be filled here.')
    }
  }
}
