/** Shares and how sure they are. All exact or closed formulas; every one is checked against published values in its test. */

/** Of the normal distribution, for 19 times in 20. */
const z95 = 1.959963984540054

export interface Interval {
  readonly share: number
  readonly low: number
  readonly high: number
}

/** Wilson's interval of a share at 95 % (E. B. Wilson, JASA 22, 1927): holds for few answers, and never leaves 0 to 1. */
export function wilson(count: number, of: number): Interval | undefined {
  if (of <= 0) return undefined
  const share = count / of
  const z2 = z95 * z95
  const middle = (share + z2 / (2 * of)) / (1 + z2 / of)
  const half = (z95 / (1 + z2 / of)) * Math.sqrt((share * (1 - share)) / of + z2 / (4 * of * of))
  return { share, low: count === 0 ? 0 : middle - half, high: count === of ? 1 : middle + half }
}

/** The chance of `count` or more in `of` tries at `chance` each: an exact binomial test, one-sided. */
export function binomialTail(count: number, of: number, chance: number): number {
  if (count <= 0) return 1
  if (count > of) return 0
  // From the largest term downwards in logarithms: exact to rounding, whatever `of` is.
  let logTerm = 0
  for (let k = 1; k <= count; k += 1) logTerm += Math.log((of - count + k) / k)
  logTerm += count * Math.log(chance) + (of - count) * Math.log1p(-chance)
  const first = Math.exp(logTerm)
  let term = 1
  let sum = 1
  for (let k = count; k < of; k += 1) {
    term *= ((of - k) / (k + 1)) * (chance / (1 - chance))
    sum += term
    if (term < sum * 1e-17) break
  }
  return Math.min(1, first * sum)
}

/**
 * How many of a population to ask at random, so that a share is known within the margin 19 times in 20, whatever it is
 * (W. G. Cochran, Sampling Techniques, 1977, 4.4, with the correction for a finite population).
 */
export function sampleSize(population: number, margin: number): number {
  if (population <= 0) return 0
  const endless = (z95 * z95 * 0.25) / (margin * margin)
  return Math.min(population, Math.ceil(endless / (1 + (endless - 1) / population)))
}

/** The other way round: within how much a share is known when so many of a population answered. */
export function marginOf(population: number, answered: number): number | undefined {
  if (answered <= 0) return undefined
  if (population <= answered || population <= 1) return 0
  const finite = (population - answered) / (population - 1)
  return z95 * Math.sqrt((0.25 / answered) * finite)
}
