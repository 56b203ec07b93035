/**
 * Chance from a seed: the same label always draws the same, whatever else was drawn. (sfc32, by Chris Doty-Humphrey, in
 * the public domain: it passes the usual tests and is a dozen lines.)
 */
import { createHash } from 'node:crypto'
import { type Reference, referenceFrom } from '../../shared/domain/reference.ts'

export interface Chance {
  /** 0 ≤ x < 1. */
  next(): number
  /** A whole number, both ends included. */
  whole(from: number, to: number): number
  isTrue(probability: number): boolean
  pick<T>(from: readonly T[]): T
  /** Rows of a thing and its weight; weights need no particular sum. */
  weighted<T>(rows: readonly (readonly [thing: T, weight: number])[]): T
  /** Chance of its own: more draws from it change nothing here. */
  fork(label: string): Chance
}

function sfc32(seed: Buffer): () => number {
  let a = seed.readUInt32LE(0)
  let b = seed.readUInt32LE(4)
  let c = seed.readUInt32LE(8)
  let counter = 1
  return () => {
    const sum = (a + b + counter++) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + sum) | 0
    return (sum >>> 0) / 2 ** 32
  }
}

export function chanceOf(label: string): Chance {
  const next = sfc32(createHash('sha256').update(label).digest())
  const whole = (from: number, to: number) => from + Math.floor(next() * (to - from + 1))
  return {
    next,
    whole,
    isTrue: (probability) => next() < probability,
    pick: <T>(from: readonly T[]): T => {
      if (from.length === 0) throw new RangeError('there is nothing to pick from')
      return from[whole(0, from.length - 1)] as T
    },
    weighted: <T>(rows: readonly (readonly [T, number])[]): T => {
      let left = next() * rows.reduce((sum, [, weight]) => sum + weight, 0)
      for (const [thing, weight] of rows) {
        left -= weight
        if (left < 0) return thing
      }
      throw new RangeError('nothing here has a weight')
    },
    fork: (fork) => chanceOf(`${label}/${fork}`),
  }
}

const alphabet = '0123456789abcdefghjkmnpqrstvwxyz'
/** An id as the system makes them: 26 characters that sort by the instant of making. */
export function idAt(at: Date, chance: Chance): string {
  let value = (BigInt(at.getTime()) << 80n) | (BigInt(chance.whole(0, 2 ** 40 - 1)) << 40n)
  value |= BigInt(chance.whole(0, 2 ** 40 - 1))
  let id = ''
  for (let length = 0; length < 26; length += 1) {
    id = (alphabet[Number(value & 31n)] ?? '0') + id
    value >>= 5n
  }
  return id
}

/** References of chance, no two alike. */
export function referencesFrom(chance: Chance): () => Reference {
  const given = new Set<Reference>()
  return () => {
    for (;;) {
      const reference = referenceFrom(String(chance.whole(10_000_000, 99_999_999)))
      if (given.has(reference)) continue
      given.add(reference)
      return reference
    }
  }
}
