/** The few words that are commands when they stand alone, or with a reference, in an SMS. */
import { parseReference, type Reference } from './reference.ts'

export type SmsKeyword =
  | { readonly type: 'stop' | 'start' | 'help' }
  | { readonly type: 'status'; readonly reference?: Reference }

const words: Readonly<Record<string, SmsKeyword['type']>> = {
  stop: 'stop',
  arret: 'stop',
  arreter: 'stop',
  desabonner: 'stop',
  start: 'start',
  reprendre: 'start',
  aide: 'help',
  help: 'help',
  info: 'help',
  deme: 'help',
  suivi: 'status',
  statut: 'status',
  status: 'status',
}

/** Undefined for anything longer than a keyword and a reference: that is somebody speaking. */
export function readSmsKeyword(text: string): SmsKeyword | undefined {
  const plain = text.normalize('NFD').replace(/\p{M}/gu, '').replace(/ɛ/gu, 'e').toLowerCase().trim()
  const match = /^([\p{L}]+)[\s:.!]*([\d\s.-]*)$/u.exec(plain)
  if (!match) return undefined
  const type = words[match[1] ?? '']
  const digits = match[2] ?? ''
  if (!type) return undefined
  if (type !== 'status') return digits.trim() === '' ? { type } : undefined
  const reference = parseReference(digits)
  if (digits.trim() !== '' && !reference) return { type: 'status' }
  return { type: 'status', ...(reference ? { reference } : {}) }
}
