/**
 * What an officer writes to a complainant may be read by whoever holds the phone. It never names the person, never says an
 * amount together with a place, never asks for a secret code, and never carries words that make a matter restricted.
 */
import { cercles, communeOf, regions } from './places.ts'
import { sensitivityOfText } from './sensitivity.ts'

export type TextProblem = 'names-the-person' | 'amount-with-place' | 'asks-for-a-code' | 'sensitive-words'

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase()

export function problemsOfText(
  text: string,
  about: { readonly name?: string; readonly commune?: string; readonly village?: string },
): readonly TextProblem[] {
  const said = plain(text)
  const problems: TextProblem[] = []
  const names = plain(about.name ?? '')
    .split(/\s+/)
    .filter((part) => part.length >= 3)
  if (
    names.some((name) =>
      new RegExp(`(?<!\\p{L})${name.replace(/[^\p{L}]/gu, '.')}(?!\\p{L})`, 'u').test(said),
    )
  ) {
    problems.push('names-the-person')
  }
  const hasAmount = /\d[\d\s.]{2,}\s*(f\b|fcfa|cfa|francs?)/.test(said)
  const places = [
    about.village,
    about.commune && communeOf(about.commune)?.name,
    ...regions.map(({ name }) => name),
    ...cercles.map(({ name }) => name),
  ]
  if (hasAmount && places.some((place) => place && said.includes(plain(place))))
    problems.push('amount-with-place')
  if (/(code (secret|pin)|\bpin\b|mot de passe)/.test(said) && !/ne (donnez|demande|dites)/.test(said)) {
    problems.push('asks-for-a-code')
  }
  if (sensitivityOfText(text) !== 'S0') problems.push('sensitive-words')
  return problems
}
