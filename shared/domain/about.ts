/** "About whom?": the digit on the menu that keeps a complaint away from the body it is about. */
export const abouts = [
  'nobody',
  'agency',
  'committee',
  'chief',
  'programme',
  'ngo',
  'other',
  'unknown',
] as const
export type About = (typeof abouts)[number]
