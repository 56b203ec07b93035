/** The calls of a small service that gets everything right, or one thing wrong. It keeps all in memory. */
import type { Way } from './ways.ts'

type Standing = 'top' | 'about' | 'words' | 'recap'
interface Session {
  standing: Standing
  /** Characters of `text` already taken, and what they were. */
  read: string
  answer: string
}

const screens: Readonly<Record<Standing, string>> = {
  top: 'Bonjour\n1 Plainte\n2 Question',
  about: 'De qui ?\n1 Agence\n2 Autre',
  words: 'Dites-le,\n1 sans rien dire',
  recap: 'Envoyer ?\n1 Oui',
}
const leads: Readonly<Record<Standing, Standing | 'file'>> = {
  top: 'about',
  about: 'words',
  words: 'recap',
  recap: 'file',
}

export class Calls {
  readonly #is: (way: Way) => boolean
  readonly #sessions = new Map<string, Session>()
  #serial = 482_109_000
  stored = 0

  constructor(is: (way: Way) => boolean) {
    this.#is = is
  }

  file(): string {
    if (!this.#is('stores-nothing')) this.stored += 1
    this.#serial += 1
    return String(this.#serial)
  }

  end(form: URLSearchParams): void {
    if (this.#is('forgets-at-the-end')) this.#sessions.delete(this.#keyOf(form))
  }

  #keyOf(form: URLSearchParams): string {
    const number = form.get('phoneNumber') ?? ''
    const known = this.#is('knows-a-number-as-it-is-spelled') ? number : number.replace(/\D/g, '')
    if (this.#is('one-call-for-all')) return 'all'
    if (this.#is('one-call-a-number')) return known
    const id = form.get('sessionId') ?? ''
    return this.#is('knows-a-call-by-its-id-alone') ? id : `${id} ${known}`
  }

  hop(form: URLSearchParams): string {
    const text = form.get('text') ?? ''
    const key = this.#keyOf(form)
    const session = this.#sessions.get(key)
    if (!session) {
      if (text !== '' && (this.#is('ends-deep-dials') || this.#is('forgets-at-the-end')))
        return 'END Rappelez.'
      const begun: Session = { standing: 'top', read: text, answer: `CON ${screens.top}` }
      if (text !== '') this.#dialThrough(begun, text.split('*'))
      if (this.#is('files-deep-dials') && text.split('*').length > 3) return `END Merci ${this.file()}`
      this.#sessions.set(key, begun)
      return begun.answer
    }
    if (this.#is('takes-the-last-input')) return this.#take(session, text, text.split('*').at(-1) ?? '')
    if (text === session.read) {
      if (text === '' && this.#is('refuses-a-second-dial')) return 'END Appel en cours.'
      if (session.answer.startsWith('END') && this.#is('files-again')) return `END Merci ${this.file()}`
      return session.answer
    }
    if (session.answer.startsWith('END') || !text.startsWith(session.read)) return session.answer
    const fresh = text.slice(session.read.length).replace(/^\*/, '')
    return this.#take(session, text, fresh)
  }

  /** Dialling alone files nothing. */
  #dialThrough(session: Session, inputs: readonly string[]): void {
    for (const input of inputs) {
      const next = leads[session.standing]
      if (!/^[12]$/.test(input) || next === 'file') return
      session.standing = next
      session.answer = `CON ${screens[next]}`
    }
  }

  #take(session: Session, text: string, input: string): string {
    session.read = text
    const asksWords = session.standing === 'words' && !this.#is('splits-at-stars')
    for (const part of asksWords ? [input] : input.split('*')) this.#step(session, part)
    return session.answer
  }

  #step(session: Session, input: string): void {
    if (session.answer.startsWith('END')) return
    const isChoice = session.standing === 'recap' ? input === '1' : /^[12]$/.test(input)
    if (input === '' && this.#is('ends-on-empty')) session.answer = 'END Au revoir.'
    else if (!isChoice && session.standing !== 'words' && this.#is('ends-on-unknown'))
      session.answer = 'END Choix inconnu.'
    else if (!isChoice && (session.standing !== 'words' || input === ''))
      session.answer = `CON ${this.#is('says-words-back') ? input : 'Choisissez.'}\n${screens[session.standing]}`
    else {
      const next = leads[session.standing]
      if (next === 'file') session.answer = `END Merci ${this.file()}`
      else {
        session.standing = next
        session.answer = `CON ${screens[next]}`
      }
    }
  }
}
