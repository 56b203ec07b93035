import { thorough } from '../builders/thorough.ts'

/** How often a property is tried: little in every run, more in the thorough one, or as often as `FUZZ_RUNS` says. */
export const runs = (few: number): { readonly numRuns: number } => ({
  numRuns: Number(process.env.FUZZ_RUNS ?? (thorough ? few * 5 : few)),
})
