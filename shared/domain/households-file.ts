/** Households as the registry writes them in a table: one a row, by its own id, with a second recipient where there is one. */
import { plain } from './french-cells.ts'
import type { HouseholdStatus } from './household.ts'
import type { ImportDefaults } from './import-file.ts'
import type { Cells, ImportKind, RowRead, Wrong } from './import-kind.ts'
import { type Language, languages } from './languages.ts'
import type { Officer } from './officer.ts'
import { householdIdShape, programmeNamed } from './payment-words.ts'
import { communeNamed } from './places-named.ts'
import { bodyOf } from './units.ts'

export interface HouseholdRow {
  readonly householdId: string
  readonly headName: string
  readonly headSex: 'woman' | 'man'
  readonly birthYear?: number
  /** As it is written: whoever takes the row in proves it. */
  readonly phone?: string
  readonly recipient?: { readonly name: string; readonly sex: 'woman' | 'man'; readonly phone?: string }
  readonly language: Language
  readonly commune: string
  readonly village: string
  readonly programmes: readonly string[]
  readonly since?: string
  readonly months?: number
  readonly status: HouseholdStatus
}

const columns = [
  {
    key: 'household',
    names: ['ménage', 'id ménage', 'identifiant ménage', 'code ménage', 'numéro ménage', 'household id'],
    needed: true,
    example: 'ML-7102-000123',
  },
  {
    key: 'name',
    names: ['nom', 'chef de ménage', 'nom du chef', 'nom et prénom', 'bénéficiaire'],
    needed: true,
    example: 'Mariam Touré',
  },
  { key: 'sex', names: ['sexe', 'sexe du chef', 'genre'], needed: true, example: 'F' },
  {
    key: 'birthYear',
    names: ['année de naissance', 'naissance', 'né en'],
    needed: false,
    example: '1984',
  },
  {
    key: 'phone',
    names: ['téléphone', 'tél', 'numéro de téléphone', 'contact'],
    needed: false,
    example: '76 12 34 80',
  },
  {
    key: 'recipient',
    names: ['receveur', 'nom du receveur', 'suppléant'],
    needed: false,
    example: 'Alassane Touré',
  },
  { key: 'recipientSex', names: ['sexe du receveur', 'sexe receveur'], needed: false, example: 'H' },
  {
    key: 'recipientPhone',
    names: ['téléphone du receveur', 'téléphone receveur'],
    needed: false,
    example: '66 12 34 81',
  },
  { key: 'commune', names: ['commune', 'code commune'], needed: true, example: 'Gounzourèye' },
  { key: 'cercle', names: ['cercle', 'code cercle'], needed: false, example: 'Gao' },
  {
    key: 'village',
    names: ['village', 'quartier', 'village ou quartier'],
    needed: true,
    example: 'Bagoundjé',
  },
  {
    key: 'programme',
    names: ['programme', 'programmes', 'projet'],
    needed: true,
    unless: 'programme',
    example: 'jigisemejiri',
  },
  { key: 'language', names: ['langue', 'langue parlée'], needed: false, example: 'fr' },
  { key: 'since', names: ['depuis', 'mois d’entrée', 'entrée'], needed: false, example: '2025-03' },
  { key: 'months', names: ['mois', 'nombre de mois', 'durée'], needed: false, example: '36' },
  { key: 'status', names: ['statut', 'situation', 'état'], needed: false, example: 'actif' },
] as const

const sexes: Readonly<Record<string, 'woman' | 'man'>> = {
  f: 'woman',
  femme: 'woman',
  feminin: 'woman',
  h: 'man',
  homme: 'man',
  m: 'man',
  masculin: 'man',
}
const statuses: Readonly<Record<string, HouseholdStatus>> = {
  '': 'active',
  actif: 'active',
  active: 'active',
  suspendu: 'suspended',
  suspendue: 'suspended',
  retire: 'retired',
  retiree: 'retired',
  radie: 'retired',
  sorti: 'retired',
}
const languageNames: Readonly<Record<string, string>> = { francais: 'fr', bambara: 'bm', bamanankan: 'bm' }

const readLanguage = (text: string): Language | undefined => {
  const code = languageNames[plain(text)] ?? plain(text)
  return code === '' ? 'fr' : languages.find((language) => language === code)
}
const readWhole = (text: string, least: number, most: number): number | undefined => {
  const value = /^\d{1,4}$/.test(text) ? Number(text) : Number.NaN
  return value >= least && value <= most ? value : undefined
}
/** `2025-03`, `03/2025`. */
function readMonth(text: string): string | undefined {
  const [, year, month] = /^(\d{4})-(\d{1,2})$/.exec(text) ?? []
  const [, monthFirst, yearLast] = /^(\d{1,2})\/(\d{4})$/.exec(text) ?? []
  const read = `${year ?? yearLast}-${(month ?? monthFirst ?? '').padStart(2, '0')}`
  return /^\d{4}-(0[1-9]|1[0-2])$/.test(read) ? read : undefined
}

function readCommune(cells: Cells): string | Wrong {
  const found = communeNamed(cells('commune'), cells('cercle'))
  if (found === 'none')
    return { column: 'commune', reason: 'Cette commune n’est pas connue : écrivez son code à 8 chiffres.' }
  if (found === 'several')
    return {
      column: 'commune',
      reason: 'Plusieurs communes portent ce nom : ajoutez le cercle ou écrivez le code.',
    }
  return found.code
}

function readRow(cells: Cells, defaults: ImportDefaults): RowRead<HouseholdRow> {
  const wrong: Wrong[] = []
  /** What is missing is said; what is there and cannot be read is said otherwise. */
  const need = <T>(column: string, value: T | undefined, reason: string): T | undefined => {
    if (value === undefined) wrong.push({ column, reason })
    return value
  }
  const said = <T>(key: string, read: (text: string) => T | undefined, column: string, reason: string) =>
    cells(key) === '' ? undefined : need(column, read(cells(key)), reason)
  const id = cells('household').toUpperCase()
  const householdId = need(
    'ménage',
    householdIdShape.test(id) ? id : undefined,
    'Ce n’est pas un identifiant de ménage.',
  )
  const name = cells('name')
  const headName = need(
    'nom',
    name !== '' && name.length <= 120 ? name : undefined,
    'Le nom manque ou est trop long.',
  )
  const headSex = need('sexe', sexes[plain(cells('sex'))], 'Écrivez F ou H.')
  const birthYear = said(
    'birthYear',
    (text) => readWhole(text, 1900, 2100),
    'année de naissance',
    'Ce n’est pas une année.',
  )
  const months = said('months', (text) => readWhole(text, 1, 120), 'mois', 'Ce n’est pas un nombre de mois.')
  const since = said('since', readMonth, 'depuis', 'Ce n’est pas un mois : écrivez 2025-03.')
  const village = need(
    'village',
    cells('village') !== '' && cells('village').length <= 80 ? cells('village') : undefined,
    'Le village manque ou est trop long.',
  )
  const language = need(
    'langue',
    readLanguage(cells('language')),
    'Cette langue n’est pas connue de la ligne.',
  )
  const status = need('statut', statuses[plain(cells('status'))], 'Écrivez actif, suspendu ou retiré.')
  const named = (cells('programme') || (defaults.programme ?? '')).split(/[,;|]/).map(programmeNamed)
  const programmes = need(
    'programme',
    named.every((each) => each !== undefined) ? named.filter((each) => each !== undefined) : undefined,
    'Ce programme n’est pas connu.',
  )
  const recipientSex = cells('recipient') === '' ? undefined : sexes[plain(cells('recipientSex'))]
  if (cells('recipient') !== '' && !recipientSex)
    wrong.push({ column: 'sexe du receveur', reason: 'Écrivez F ou H.' })
  const commune = readCommune(cells)
  if (typeof commune !== 'string') wrong.push(commune)
  if (
    wrong.length > 0 ||
    !householdId ||
    !headName ||
    !headSex ||
    !village ||
    !language ||
    !status ||
    !programmes ||
    typeof commune !== 'string'
  )
    return { wrong }
  const [phone, recipientPhone] = [cells('phone'), cells('recipientPhone')]
  return {
    row: {
      householdId,
      headName,
      headSex,
      ...(birthYear === undefined ? {} : { birthYear }),
      ...(phone ? { phone } : {}),
      ...(recipientSex
        ? {
            recipient: {
              name: cells('recipient'),
              sex: recipientSex,
              ...(recipientPhone ? { phone: recipientPhone } : {}),
            },
          }
        : {}),
      language,
      commune,
      village,
      programmes,
      ...(since ? { since } : {}),
      ...(months === undefined ? {} : { months }),
      status,
    },
  }
}

/** Those who keep the registry, and those who look over everything. */
const may = (who: Officer): boolean =>
  who.active &&
  (who.role === 'officer' || who.role === 'supervisor') &&
  who.units.some((unit) => ['rsu-sig', 'utgfs-national'].includes(bodyOf(unit)))

export const householdsFile = {
  kind: 'households',
  columns,
  defaults: ['programme'],
  may,
  readRow,
} as const satisfies ImportKind<HouseholdRow>
