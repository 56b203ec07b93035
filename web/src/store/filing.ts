/** The form of a complaint that somebody files for another: what was typed, what is missing, what is sent. */
import type { FileForAnother } from '../../../shared/contracts/staff-api.ts'
import {
  type FiledCategory,
  filedCategories,
  sensitivityOfCategory,
} from '../../../shared/domain/categories.ts'
import { listFor } from '../../../shared/domain/listed-kinds.ts'
import { mostRestrictive, rankOf, sensitivityOfText } from '../../../shared/domain/sensitivity.ts'
import type { TextKey } from '../../../shared/i18n/console-texts.ts'
import type { Words } from './draft-box.ts'

export const filingForm = 'file'
export const filingChannels = ['walk_in', 'phone_call', 'paper'] as const
export const abouts = [
  'nobody',
  'agency',
  'committee',
  'chief',
  'programme',
  'ngo',
  'other',
  'unknown',
] as const satisfies readonly FileForAnother['about'][]

/** Officers that a complaint is about, as the form keeps them: one `id name` a line. */
export const accusedIn = (words: Words): readonly { readonly id: string; readonly name: string }[] =>
  (words.accused ?? '')
    .split('\n')
    .filter(Boolean)
    .map((line) => ({ id: line.slice(0, line.indexOf(' ')), name: line.slice(line.indexOf(' ') + 1) }))
export const accusedAs = (picked: readonly { readonly id: string; readonly name: string }[]): string =>
  picked.map(({ id, name }) => `${id} ${name}`).join('\n')

export interface Missing {
  readonly field: string
  readonly why: TextKey
}

export const categoryOf = (words: Words): FiledCategory | undefined =>
  filedCategories.find((code) => code === words.category)
const isYes = (words: Words, name: string): boolean => words[name] === 'yes'

/** What somebody above the officer must handle is not left on the device either. */
export function isSensitive(words: Words): boolean {
  // Whoever is named may use this device too.
  if (words.accused) return true
  const category = categoryOf(words)
  const details = { takenBySomebody: isYes(words, 'takenBySomebody'), madeIll: isYes(words, 'madeIll') }
  const byCategory = category ? sensitivityOfCategory(category, details) : 'S0'
  return rankOf(mostRestrictive(byCategory, sensitivityOfText(words.text))) >= rankOf('S2')
}

const isCount = (value: string | undefined): boolean => /^[1-9]\d{0,5}$/.test(value?.trim() ?? '')
const digitsOf = (phone: string): number => phone.replace(/\D/g, '').length
/** A Malian number has eight digits, without the country. */
const fewestDigits = 8

export function missingIn(words: Words): readonly Missing[] {
  const phone = words.phone?.trim() ?? ''
  const paper = words.channel === 'paper'
  const checks: readonly (readonly [boolean, string, TextKey])[] = [
    [!words.channel, 'channel', 'file.needChannel'],
    [paper && !words.register?.trim(), 'register', 'file.needRegister'],
    [paper && !isCount(words.page), 'page', 'file.needPage'],
    [paper && !isCount(words.line), 'line', 'file.needLine'],
    [!words.group, 'group', 'file.needSubject'],
    [!!words.group && !categoryOf(words), 'category', 'file.needCategory'],
    [!words.about, 'about', 'file.needAbout'],
    [!words.programme, 'programme', 'file.needProgramme'],
    [isYes(words, 'callBack') && !phone, 'phone', 'error.needPhone'],
    [phone !== '' && digitsOf(phone) < fewestDigits, 'phone', 'error.badPhone'],
  ]
  return checks.filter(([wrong]) => wrong).map(([, field, why]) => ({ field, why }))
}

/** The words as the contract wants them; undefined while something is missing. */
export function filingFrom(words: Words): FileForAnother | undefined {
  const category = categoryOf(words)
  const about = abouts.find((name) => name === words.about)
  const channel = filingChannels.find((name) => name === words.channel)
  if (!category || !about || !channel || missingIn(words).length > 0) return undefined
  const said = (name: string) => {
    const value = words[name]?.trim()
    return value ? { [name]: value } : {}
  }
  const ticked = (name: string) => (isYes(words, name) ? { [name]: true } : {})
  const sex = words.sex === 'woman' || words.sex === 'man' ? words.sex : undefined
  return {
    category,
    about,
    channel,
    programme: words.programme ?? '',
    language: words.language === 'bm' ? 'bm' : 'fr',
    callBack: isYes(words, 'callBack'),
    ...said('region'),
    ...said('cercle'),
    ...said('commune'),
    ...said('village'),
    ...said('text'),
    ...said('phone'),
    ...said('name'),
    ...said('householdId'),
    ...(about !== 'nobody' && accusedIn(words).length > 0
      ? { accusedOfficers: accusedIn(words).map(({ id }) => id) }
      : {}),
    ...(sex ? { sex } : {}),
    ...(category === '1.3' ? ticked('takenBySomebody') : {}),
    ...(category === '5.2' ? ticked('madeIll') : {}),
    ...(listFor(category) ? said('listItem') : {}),
    ...(channel === 'paper'
      ? {
          paperLine: {
            register: words.register?.trim() ?? '',
            page: Number(words.page),
            line: Number(words.line),
          },
        }
      : {}),
  }
}

/** What stays for the next one: where the officer sits, and the next line of the same register. */
export function nextAfter(words: Words): Words {
  const kept = [
    'channel',
    'region',
    'cercle',
    'commune',
    'programme',
    'language',
    'register',
    'page',
  ] as const
  const paper = words.channel === 'paper'
  return {
    ...Object.fromEntries(kept.flatMap((name) => (words[name] ? [[name, words[name]]] : []))),
    ...(paper ? { line: String(Number(words.line) + 1) } : {}),
  }
}
