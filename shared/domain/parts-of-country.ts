/** The three parts that people mean when they ask whether the north waits longer. A way of speaking, not a division of the state. */
export const partsOfCountry = ['north', 'centre', 'south'] as const
export type PartOfCountry = (typeof partsOfCountry)[number]

/** Codes of the regions: Tombouctou, Gao, Kidal, Ménaka; Ségou, Mopti; Kayes, Koulikoro, Sikasso, Bamako. */
export const regionsOfPart: Readonly<Record<PartOfCountry, readonly string[]>> = {
  north: ['ML06', 'ML07', 'ML08', 'ML10'],
  centre: ['ML04', 'ML05'],
  south: ['ML01', 'ML02', 'ML03', 'ML09'],
}
