/**
 * Words that staff often write to a person, to begin from: neutral like every SMS, and in the language of the person. Those
 * in Bambara are a draft that nobody who writes it has read yet, and the composer says so.
 */
import type { Language } from '../domain/languages.ts'
import bambara from './replies.bm.json' with { type: 'json' }
import french from './replies.fr.json' with { type: 'json' }

export type ReplyKey = keyof typeof french
export const replyKeys = Object.keys(french) as readonly ReplyKey[]

const replies: Readonly<Record<Language, Readonly<Record<ReplyKey, string>>>> = { fr: french, bm: bambara }
export const replyIn = (language: Language, key: ReplyKey): string => replies[language][key]
/** Whether somebody who writes the language has read them. */
export const areReviewed = (language: Language): boolean => language === 'fr'
