/** Deadlines in words, and the shape of a change to them. */
import type { RuleRow } from '../../../shared/contracts/house-api.ts'
import type { FirstOwner } from '../../../shared/domain/house.ts'
import { text, textIfAny } from '../store/language.ts'

export type Span = NonNullable<RuleRow['resolve']>
export const spanUnits = ['hours', 'days', 'workingDays'] as const
export type SpanUnit = (typeof spanUnits)[number]

export interface Change {
  readonly acknowledge?: Span
  readonly resolve?: Span
  readonly owner?: FirstOwner
  readonly source: string
}
export type Changes = Record<string, Change>

export const isSpanUnit = (value: string): value is SpanUnit =>
  (spanUnits as readonly string[]).includes(value)
export const unitOf = (span: Span): SpanUnit => spanUnits.find((unit) => unit in span) ?? 'days'
export const spanOf = (unit: SpanUnit, count: number): Span => ({ [unit]: count }) as unknown as Span

export const saySpan = (span: Span | undefined): string =>
  span ? `${Object.values(span)[0]} ${text(`rules.unit.${unitOf(span)}`)}` : text('rules.never')

export const categoryName = (category: string): string => textIfAny(`category.${category}`) ?? category
