/** A household is paid once a round: its turn is on one payday, whichever list it stands on. */
export interface Turn {
  readonly householdId: string
  readonly programme: string
  readonly round: string
}

export const turnKeyOf = ({ householdId, programme, round }: Turn): string =>
  `${householdId}|${programme}|${round}`
export const lineKeyOf = (of: { readonly paydayId: string; readonly householdId: string }): string =>
  `${of.paydayId}|${of.householdId}`

/** Lines in one write: each with its turn, and at worst each on a payday of its own. */
export const linesAtOnce = 33
