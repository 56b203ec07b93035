/** How often a property is tried: little in every run, as often as `FUZZ_RUNS` says when somebody has the time. */
export const runs = (few: number): { readonly numRuns: number } => ({
  numRuns: Number(process.env.FUZZ_RUNS ?? few),
})
