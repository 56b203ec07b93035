/** Rows of a households' file become households, by the same door as what a registry sends over the API. */
import type { HouseholdRow } from '../domain/households-file.ts'
import type { Wrong } from '../domain/import-kind.ts'
import type { PhoneNumber } from '../domain/phone-number.ts'
import type { SentHousehold } from '../domain/registry-household.ts'
import type { Applier, Fate, NumberedRow } from './import-file.ts'
import { type PuttingHouseholds, putHousehold } from './put-households.ts'

export interface HouseholdTaking extends PuttingHouseholds {
  /** Undefined for what no mobile phone can have. */
  readNumber(typed: string): PhoneNumber | undefined
}

const lanes = 8
/** A household that stands twice in a file is taken in its order; those behind one number meet in the store. */
const laneOf = ({ householdId }: HouseholdRow): number => {
  let sum = 0
  for (let index = 0; index < householdId.length; index += 1)
    sum = (sum * 31 + householdId.charCodeAt(index)) % 1_000_003
  return sum % lanes
}

function sentFrom(row: HouseholdRow, readNumber: HouseholdTaking['readNumber']): SentHousehold | Wrong {
  const { phone: typed, recipient, ...plain } = row
  const phone = typed === undefined ? undefined : readNumber(typed)
  if (typed !== undefined && !phone)
    return { column: 'téléphone', reason: 'Ce n’est pas un numéro de mobile.' }
  const second = recipient?.phone === undefined ? undefined : readNumber(recipient.phone)
  if (recipient?.phone !== undefined && !second)
    return { column: 'téléphone du receveur', reason: 'Ce n’est pas un numéro de mobile.' }
  return {
    ...plain,
    ...(phone ? { phone } : {}),
    ...(recipient
      ? { recipients: [{ name: recipient.name, sex: recipient.sex, ...(second ? { phone: second } : {}) }] }
      : {}),
  }
}

export function takeHouseholds(desk: HouseholdTaking): Applier<HouseholdRow> {
  return async (rows, { file }) => {
    const fates: Fate[] = rows.map(() => 'unchanged')
    const takeOne = async ({ row }: NumberedRow<HouseholdRow>): Promise<Fate> => {
      const sent = sentFrom(row, (typed) => desk.readNumber(typed))
      if ('reason' in sent) return sent
      const { outcome } = await putHousehold(desk, sent, `file:${file.importId}`, file.dryRun)
      return outcome === 'unchanged' ? 'unchanged' : 'taken'
    }
    const byLane = Map.groupBy(
      rows.map((row, index) => ({ row, index })),
      ({ row }) => laneOf(row.row),
    )
    await Promise.all(
      [...byLane.values()].map(async (lane) => {
        for (const { row, index } of lane) fates[index] = await takeOne(row)
      }),
    )
    return fates
  }
}
