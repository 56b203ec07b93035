/** A phone on the bare engine: what the line's actions do is done here in memory, with the domain's own rules. */
import {
  draftDays,
  type FollowUp,
  type Phase,
  phases,
  type ReferenceEntry,
} from '../../shared/domain/contact.ts'
import { deadlinesOf } from '../../shared/domain/deadlines.ts'
import { type Place, placeOfCommune } from '../../shared/domain/places.ts'
import { parseReference, type Reference, referenceFrom } from '../../shared/domain/reference.ts'
import { isRelayCode, judge } from '../../shared/domain/relay-code.ts'
import { isOpen } from '../../shared/domain/sensitivity.ts'
import { sensitivityOf } from '../../shared/domain/submission.ts'
import { afterDays, dayOf } from '../../shared/domain/working-days.ts'
import { begin, conclude, step } from '../../shared/ussd/engine.ts'
import type { CallerFacts } from '../../shared/ussd/facts.ts'
import { salvage } from '../../shared/ussd/salvage.ts'
import { answersOf, type LineState } from '../../shared/ussd/state.ts'
import type { Deed, Outcome, SaidSubmission, Turn } from '../../shared/ussd/turn.ts'
import type { Given, Journey, JourneyLine } from './play.ts'

const now = new Date('2026-11-23T09:00:00Z')

export class EngineLine implements JourneyLine {
  /** All that was asked to be done, in order. */
  readonly deeds: Deed[] = []
  #facts: CallerFacts
  #state: LineState | undefined
  readonly #others = new Map<Reference, ReferenceEntry>()
  #count = 0
  #isDue = false
  #relay: { readonly number: string; readonly code: string; readonly place: Place } | undefined
  #tries = 0
  readonly #paperLines = new Set<string>()
  /** The complaint that stands for a household's payment, by the household's code. */
  readonly #standing = new Map<string, Reference>()

  constructor(journey: Journey) {
    this.#facts = {
      phone: journey.number,
      followUps: [],
      today: dayOf(now),
      ...(journey.language ? { language: journey.language } : {}),
    }
    for (const given of journey.given) this.#arrange(given)
  }

  #arrange({ what, values }: Given): void {
    const [first = '', ...others] = values
    const place = what === 'place' ? placeOfCommune(first) : undefined
    if (place) this.#facts = { ...this.#facts, place, programmes: this.#facts.programmes ?? ['jigisemejiri'] }
    if (what === 'programmes')
      this.#facts = { ...this.#facts, programmes: values.filter((id) => id !== 'none') }
    if (what === 'helpline') this.#facts = { ...this.#facts, helpline: first }
    if (what === 'households' && values.length > 1) this.#facts = { ...this.#facts, households: values }
    if (what === 'due') this.#isDue = true
    if (what === 'relay') {
      const [code = '', commune = ''] = others
      this.#relay = { number: first, code, place: placeOfCommune(commune) ?? {} }
    }
    if (what === 'own') this.#keep(this.#follow(first, others))
    if (what === 'other') {
      const followUp = this.#follow(first, others)
      this.#others.set(followUp.reference, { ...followUp, complaintId: followUp.reference, desk: 'open' })
    }
  }

  #follow(written: string, [phase, dueOn]: readonly string[]): FollowUp {
    const reference = parseReference(written)
    const known = phases.find((each): each is Phase => each === phase)
    if (!reference || !known) throw new SyntaxError('a complaint is given with its reference and its phase')
    return { reference, phase: known, filedAt: now.toISOString(), ...(dueOn ? { dueOn } : {}) }
  }

  #keep(followUp: FollowUp): void {
    const rest = this.#facts.followUps.filter(({ reference }) => reference !== followUp.reference)
    this.#facts = { ...this.#facts, followUps: [followUp, ...rest] }
  }

  #file(submission: SaidSubmission): Outcome {
    const draft = this.#facts.draft
    this.#count += 1
    const reference = draft?.reference ?? referenceFrom(String(48_210_936 + this.#count))
    const { dueAt, promised } = deadlinesOf(submission.category, now)
    const dueOn = promised ? { dueOn: dayOf(dueAt) } : {}
    this.#keep({ reference, phase: 'received', filedAt: now.toISOString(), ...dueOn })
    return { ok: true, reference, ...dueOn }
  }

  #forgetDraft(): void {
    const { draft: _draft, ...facts } = this.#facts
    this.#facts = facts
  }

  #do(deed: Deed): Outcome {
    this.deeds.push(deed)
    switch (deed.type) {
      case 'file':
      case 'confirm-payment': {
        const { submission } = deed
        const whose = (deed.type === 'confirm-payment' && deed.householdId) || 'the only one'
        const standing = deed.type === 'confirm-payment' ? this.#standing.get(whose) : undefined
        if (standing && (!submission || isOpen(sensitivityOf(submission))))
          return { ok: true, reference: standing, added: true }
        if (!submission) return { ok: true }
        const outcome = this.#file(submission)
        if (deed.type === 'confirm-payment' && this.#isDue && outcome.ok && outcome.reference)
          this.#standing.set(whose, outcome.reference)
        if (deed.resumesDraft) this.#forgetDraft()
        return outcome
      }
      case 'file-for-another': {
        const { paperLine } = deed
        if (paperLine && this.#paperLines.has(paperLine)) return { ok: false, reason: 'already' }
        if (paperLine) this.#paperLines.add(paperLine)
        this.#count += 1
        const { dueAt, promised } = deadlinesOf(deed.submission.category, now)
        return {
          ok: true,
          reference: referenceFrom(String(58_210_936 + this.#count)),
          ...(promised ? { dueOn: dayOf(dueAt) } : {}),
        }
      }
      case 'remember-language':
        this.#facts = { ...this.#facts, language: deed.language }
        return { ok: true }
      case 'add-to-draft':
        this.#forgetDraft()
        return { ok: true }
      case 'send-draft':
      case 'delete-draft': {
        const reference = this.#facts.draft?.reference
        this.#forgetDraft()
        return reference ? { ok: true, reference } : { ok: false, reason: 'gone' }
      }
      default:
        return { ok: true }
    }
  }

  #answer(turn: Turn): string {
    const outcome = turn.deed && this.#do(turn.deed)
    const told = outcome ? conclude(turn, outcome, this.#facts) : turn
    this.#state = JSON.parse(JSON.stringify(told.state)) as LineState
    return `${told.reply} ${told.text}`
  }

  async dial(code: string): Promise<string> {
    const behind = code
      .replace(/^\*\d+\*\d+|#$/g, '')
      .split('*')
      .slice(1)
    return this.#answer(begin(this.#facts, behind))
  }

  async reply(input: string): Promise<string> {
    if (!this.#state) throw new Error('nobody dialled')
    const reference = parseReference(input)
    const relay = this.#atDoor(input)
    const lookedUp = reference && (this.#others.get(reference) ?? null)
    return this.#answer(
      step(this.#state, input, {
        ...this.#facts,
        ...(lookedUp === undefined ? {} : { lookedUp }),
        ...(relay ? { relay } : {}),
      }),
    )
  }

  #atDoor(input: string): CallerFacts['relay'] {
    if (this.#state?.on !== 'relay.code' || !isRelayCode(input)) return undefined
    const { relayNumber } = answersOf(this.#state)
    const known = this.#relay
    const fits = known?.number === relayNumber && known?.code === input
    const verdict = judge({ ofNumber: 0, ofPhone: this.#tries }, fits)
    if (verdict.is === 'known') return { is: 'known', officerId: 'relay', place: known?.place ?? {} }
    this.#tries += 1
    return { is: verdict.is }
  }

  async drop(): Promise<void> {
    const left = this.#state && salvage(this.#state)
    this.#state = undefined
    if (left?.kind !== 'complaint') return
    const isOpenOne = isOpen(sensitivityOf(left.submission))
    this.#facts = {
      ...this.#facts,
      draft: {
        complaintId: 'draft',
        reference: referenceFrom('70000000'),
        desk: isOpenOne ? 'open' : 'restricted',
        until: afterDays(now, draftDays).toISOString(),
        ...(isOpenOne ? { lineState: left.lineState } : {}),
      },
    }
  }
}
