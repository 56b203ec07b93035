/** History as sentences: who did what, and the words that go with it. What a later version adds is told by its bare name. */
import type { HistoryEntry } from '../../../shared/contracts/staff-api.ts'
import { text, textIfAny } from '../store/language.ts'
import { day } from './dates.ts'

export type StoryKind = 'step' | 'note' | 'from-person' | 'to-person' | 'alarm'
export interface Story {
  readonly sentence: string
  /** Whose name stands in the sentence, to be set off from it. */
  readonly who: string
  readonly kind: StoryKind
  /** The words that were written with it, each with what it is, where that is not evident. */
  readonly words: readonly { readonly label?: string; readonly said: string }[]
  /** What else is known of it, said beside when it was. */
  readonly remarks: readonly string[]
}

type Data = Readonly<Record<string, string>>

function whoOf({ by }: HistoryEntry): string {
  if (by.kind === 'officer') return by.name ?? text('who.somebody')
  return text(`who.${by.kind}`)
}

const kinds: Partial<Readonly<Record<HistoryEntry['type'], StoryKind>>> = {
  noted: 'note',
  complainant_wrote: 'from-person',
  addition: 'from-person',
  asked: 'from-person',
  messaged: 'to-person',
  question_asked: 'to-person',
  sms: 'to-person',
  became_late: 'alarm',
  registry_rejected: 'alarm',
  interrupted: 'alarm',
  contested: 'alarm',
}

/** Names for the officers that events know by their id only. */
export type Names = ReadonlyMap<string, string>
const noNames: Names = new Map()

function placeholders(entry: HistoryEntry, names: Names): Record<string, string> {
  const { data } = entry
  const category = (code: string | undefined) => code && (textIfAny(`category.${code}`) ?? code)
  const isCategories = entry.type === 'reclassified'
  const to = data.toName ?? names.get(data.to ?? '') ?? data.body ?? data.to ?? ''
  const on = data.dueOn ?? data.until
  return {
    who: whoOf(entry),
    channel: textIfAny(`channel.${data.channel}`) ?? data.channel ?? '',
    outcome: textIfAny(`outcome.${data.outcome}`) ?? data.outcome ?? '',
    attempt: data.attempt ?? '',
    day: on ? day(on) : '',
    from: (isCategories ? category(data.from) : data.from) ?? '',
    to: (isCategories ? category(data.to) : to) ?? '',
  }
}

/** The key of the sentence: most are the type's own, a few depend on what happened. */
function keyOf({ type, data, by }: HistoryEntry, names: Names): string {
  switch (type) {
    case 'confirmed':
      return data.satisfied === 'no' ? 'event.confirmedNo' : 'event.confirmedYes'
    case 'assigned':
      if (!data.to) return 'event.unassigned'
      return by.name && (data.toName ?? names.get(data.to)) === by.name
        ? 'event.assignedSelf'
        : 'event.assigned'
    case 'contact_attempted':
      return data.attempt ? 'event.contact_attempted' : 'event.contactAttemptedPlain'
    case 'addition':
      return `event.addition.${data.kind ?? 'words'}`
    default:
      return `event.${type}`
  }
}

const spokenFields = ['text', 'question', 'summary', 'what', 'reason', 'note'] as const

/** Private cases keep both in one: `designated: her own words`. */
function whyOf(entry: HistoryEntry): Data {
  const [why = '', ...more] = entry.type === 'opened' ? (entry.data.reason ?? '').split(': ') : []
  if (!textIfAny(`private.why.${why}`)) return entry.data
  const { reason: _, ...rest } = entry.data
  return { ...rest, why, ...(more.length > 0 ? { words: more.join(': ') } : {}) }
}

function wordsOf(data: Data): Story['words'] {
  return [
    ...spokenFields.flatMap((field) => (data[field] ? [{ said: data[field] }] : [])),
    ...(data.answer ? [{ label: text('event.toldBySms'), said: data.answer }] : []),
    ...(data.words ? [{ said: data.words }] : []),
  ]
}

function remarksOf(data: Data): readonly string[] {
  const consent = data.consent
  const why = data.why && textIfAny(`private.why.${data.why}`)
  return [
    ...(consent ? [text(consent === 'yes' ? 'event.withConsent' : 'event.withoutConsent')] : []),
    ...(data.otherPhone === 'yes' ? [text('detail.otherPhone')] : []),
    ...(why ? [why] : []),
  ]
}

export function story(entry: HistoryEntry, names: Names = noNames): Story {
  const who = whoOf(entry)
  const kind = kinds[entry.type] ?? 'step'
  if (entry.sms) {
    return {
      sentence: text(`purpose.${entry.sms.purpose}`),
      who,
      kind,
      words: [{ said: entry.sms.text }],
      remarks: [],
    }
  }
  const data = whyOf(entry)
  const sentence = textIfAny(keyOf(entry, names), placeholders(entry, names))
  return {
    sentence: sentence ?? entry.type,
    who,
    kind,
    words: wordsOf(data),
    remarks: remarksOf(data),
  }
}
