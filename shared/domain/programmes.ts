/** The programmes that the line serves, each with its own places, activities and responsible units. */
export interface Programme {
  readonly programmeId: string
  readonly name: string
  /** Label for a phone's screen: GSM-7, at most 18 septets. */
  readonly shortName: string
  /** Unit that answers for its activities in the field. */
  readonly ngoUnit: string
  /** Communes (8 digits) or cercles (ML…) it works in; empty: everywhere. */
  readonly places: readonly string[]
}

export const programmes = [
  {
    programmeId: 'jigisemejiri',
    name: 'Jigisèmèjiri (filets sociaux)',
    shortName: 'Filets sociaux',
    ngoUnit: 'ngo:jigisemejiri',
    places: [],
  },
  {
    programmeId: 'amss-mli1088',
    name: 'AMSS / Welthungerhilfe (MLI 1088)',
    shortName: 'AMSS Goundam-Diré',
    ngoUnit: 'ngo:amss-mli1088',
    places: ['ML0602', 'ML0601'],
  },
  {
    programmeId: 'amss-ensemble',
    name: 'AMSS / Plan International (Ensemble pour un avenir meilleur)',
    shortName: 'AMSS Gao-Ansongo',
    ngoUnit: 'ngo:amss-ensemble',
    places: ['71025000', '71049000', 'ML0701', '72013000'],
  },
  {
    programmeId: 'paix-pbf',
    name: 'Consolidation de la paix (PAM, FAO, OIM)',
    shortName: 'Paix PAM-FAO-OIM',
    ngoUnit: 'ngo:paix-pbf',
    places: ['52025000', '52037000', '44017000', '44049000'],
  },
] as const satisfies readonly Programme[]

export type ProgrammeId = (typeof programmes)[number]['programmeId']

export const programmeOf = (id: string): Programme | undefined => programmes.find((p) => p.programmeId === id)

/** The programmes that work at a place; one of them means that nobody needs to be asked. */
export function programmesAt(place: {
  readonly commune?: string
  readonly cercle?: string
}): readonly Programme[] {
  return programmes.filter(
    ({ places }: Programme) =>
      places.length === 0 ||
      (place.commune !== undefined && places.includes(place.commune)) ||
      (place.cercle !== undefined && places.includes(place.cercle)),
  )
}
