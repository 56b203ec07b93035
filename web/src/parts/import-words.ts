/** A file being taken in, in words; and what of its rules the page needs, whose schemas stay on the server. */
import type { ImportDefaults as Defaults } from '../../../shared/domain/import-file.ts'
import type { Answer } from '../payments-api.ts'
import { text, textIfAny } from '../store/language.ts'

export type ImportDefaults = Defaults
type Row = Answer<'listImports'>['items'][number]

/** As the server holds it; it has the last word. */
export const largestFileBytes = 64 * 1024 * 1024

export const addressOfImport = (importId: string): string => `/paiements/fichiers/${importId}`

/** A kind that has no name of its own yet shows its id. */
export const kindWords = (kind: string): string => textIfAny(`importKind.${kind}`) ?? kind

export const isGoing = (row: Pick<Row, 'state'> | undefined): boolean =>
  row?.state === 'awaiting_file' || row?.state === 'running'

export const stateWords = ({ state, dryRun }: Pick<Row, 'state' | 'dryRun'>): string =>
  text(state === 'done' && dryRun ? 'importState.proved' : `importState.${state}`)

export const toneOf = ({ state, bad }: Pick<Row, 'state' | 'bad'>): string =>
  state === 'unreadable'
    ? 'late'
    : state === 'done'
      ? bad > 0
        ? 'soon'
        : 'good'
      : state === 'cancelled'
        ? 'state'
        : 'rest'
