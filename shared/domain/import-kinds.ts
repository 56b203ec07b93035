/** The kinds of file that are taken in. To add one, write it as import-kind.ts says, and name it here. */
import { plain } from './french-cells.ts'
import { householdsFile } from './households-file.ts'
import type { ImportDefaults, ImportFile } from './import-file.ts'
import type { Cells, ImportKind } from './import-kind.ts'
import type { Officer } from './officer.ts'
import { plansEverywhere } from './payday-rights.ts'
import { paymentList } from './payment-list-file.ts'
import { paymentResults } from './payment-results-file.ts'

export const importKinds = [paymentList, paymentResults, householdsFile] as const
export type AnyImportKind = (typeof importKinds)[number]
export const importKindOf = (kind: string): AnyImportKind | undefined =>
  importKinds.find((each) => each.kind === kind)

/** Whoever plans everywhere sees what everybody sent; others what their own unit sent. */
export const maySeeFile = (who: Officer, file: ImportFile): boolean =>
  (importKindOf(file.fileKind)?.may(who) ?? false) &&
  (plansEverywhere(who) || who.units.some((own) => own === file.by.unitId))

/** Where each column of a kind stands in a heading; or which of those that are needed stand nowhere. */
export function columnsIn(
  { columns }: Pick<ImportKind, 'columns'>,
  heading: readonly string[],
  defaults: ImportDefaults,
): { readonly at: ReadonlyMap<string, number> } | { readonly missing: readonly string[] } {
  const headings = heading.map(plain)
  const at = new Map<string, number>()
  for (const { key, names } of columns) {
    const place = names.map((name) => headings.indexOf(plain(name))).find((index) => index >= 0)
    if (place !== undefined) at.set(key, place)
  }
  const missing = columns
    .filter(
      ({ key, needed, unless }) => needed && !at.has(key) && !(unless && defaults[unless] !== undefined),
    )
    .map(({ names }) => names[0] ?? '')
  return missing.length > 0 ? { missing } : { at }
}

/** An apostrophe before a sign is how tables keep it from being a formula: it is not part of what was said. */
export const cellsOf =
  (at: ReadonlyMap<string, number>, row: readonly string[]): Cells =>
  (key) =>
    (row[at.get(key) ?? -1] ?? '')
      .trim()
      .replace(/^'(?=[=+\-@'])/, '')
      .normalize('NFC')
