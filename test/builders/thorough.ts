/**
 * How much of the same is tried. `npm test` tries what shows a mistake nearly always and ends within minutes;
 * `npm run test:thorough` plays every combination and every burst at full size, and runs every night.
 */
export const thorough = process.env.JIGIKAN_TESTS === 'thorough'

export const often = (few: number, many: number): number => (thorough ? many : few)
/** Of combinations that differ in looks alone, the first ones. */
export const firstOf = <T>(count: number, all: readonly T[]): readonly T[] =>
  thorough ? all : all.slice(0, count)
