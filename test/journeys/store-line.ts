/** A phone on the real line: the same actions as in the functions, on a real engine. */
import { endSession } from '../../shared/actions/end-session.ts'
import { contactAfter, fileComplaint } from '../../shared/actions/file-complaint.ts'
import { serveHop } from '../../shared/actions/serve-hop.ts'
import type { OpenComplaint } from '../../shared/domain/complaint.ts'
import type { Contact, Phase } from '../../shared/domain/contact.ts'
import { type Command, decide } from '../../shared/domain/lifecycle.ts'
import { placeOfCommune } from '../../shared/domain/places.ts'
import { parseReference } from '../../shared/domain/reference.ts'
import { createLedger } from '../../shared/store/ledger.ts'
import { submission } from '../builders/complaints.ts'
import { lineOn, paydayOn, putPayday } from '../builders/dues.ts'
import type { startLine } from '../builders/line.ts'
import { putRelay } from '../builders/relays.ts'
import type { Given, Journey, JourneyLine } from './play.ts'

/** What staff did for a complaint to stand where a journey finds it. */
const workedTo: Readonly<Record<Phase, readonly Command[]>> = {
  received: [],
  working: [{ type: 'start_review' }],
  question: [{ type: 'ask_complainant', question: 'Quel jour ?' }],
  decided: [{ type: 'start_review' }, { type: 'decide', outcome: 'upheld', summary: 'Vrai' }],
  remedy: [
    { type: 'start_review' },
    { type: 'decide', outcome: 'upheld', summary: 'Vrai' },
    { type: 'plan_remedy', what: 'Payer', dueOn: '2027-01-31' },
  ],
  done: [
    { type: 'start_review' },
    { type: 'decide', outcome: 'upheld', summary: 'Vrai' },
    { type: 'plan_remedy', what: 'Payer', dueOn: '2027-01-31' },
    { type: 'remedy_done' },
  ],
  not_taken: [{ type: 'reject', reason: 'Hors du champ' }],
}

const officer = { kind: 'officer', officerId: 'o1' } as const
let sessions = 0

export async function storeLine(
  started: Awaited<ReturnType<typeof startLine>>,
  journey: Journey,
): Promise<JourneyLine> {
  const { world, line } = started
  const contactId = world.contactIdOf(journey.number)
  let contact: Contact = {
    contactId,
    phone: journey.number,
    followUps: {},
    ...(journey.language ? { language: journey.language } : {}),
  }
  let helpline: string | undefined
  let weekly = ''

  async function file(written: string, phase: Phase, whose: Contact): Promise<Contact> {
    const reference = parseReference(written)
    if (!reference) throw new SyntaxError('a complaint is given with its reference')
    const asked = { ...line, world: { ...world, now: world.now, reference: () => reference } }
    const { complaint } = await fileComplaint(
      asked,
      submission({ contactId: whose.contactId, category: '2.1', programme: 'jigisemejiri' }),
      { kind: 'complainant' },
    )
    let current = complaint as OpenComplaint
    for (const command of workedTo[phase]) {
      const change = decide(current, command, officer, world.now(), world.id())
      await line.open.commit(change)
      current = change.complaint
    }
    await createLedger(started.tables).reference({ reference, phase, at: world.now().toISOString() })
    return contactAfter(whose, current)
  }

  async function arrange({ what, values }: Given): Promise<void> {
    const [first = '', phase = 'received'] = values
    const place = what === 'place' ? placeOfCommune(first) : undefined
    if (place) contact = { ...contact, place, programmes: contact.programmes ?? ['jigisemejiri'] }
    if (what === 'programmes') contact = { ...contact, programmes: values.filter((id) => id !== 'none') }
    if (what === 'helpline') helpline = first
    if (what === 'households')
      contact = { ...contact, householdId: first, ...(values.length > 1 ? { householdIds: values } : {}) }
    if (what === 'due') {
      const due = paydayOn(first)
      const households = contact.householdIds ?? [contact.householdId ?? '']
      await putPayday(
        started.tables,
        due,
        households.map((householdId) => lineOn(due, householdId)),
      )
    }
    if (what === 'relay') {
      const [number = '', code = '', commune = ''] = values
      weekly = code
      await putRelay(started.tables, { officerId: `relay-${number}`, number, commune })
    }
    if (what === 'own') contact = await file(first, phase as Phase, contact)
    if (what === 'other')
      await file(first, phase as Phase, { contactId: 'somebody-else', phone: journey.number, followUps: {} })
  }
  for (const given of journey.given) {
    world.pass(1)
    await arrange(given)
  }
  if (journey.language) {
    await line.contacts.patch(contact, contact)
  }

  let sessionId = ''
  let typed: string[] = []
  const hop = () =>
    serveHop(
      { ...line, isRelayCodeOf: (_, typed) => typed === weekly, ...(helpline ? { helpline } : {}) },
      { sessionId, phoneNumber: journey.number, serviceCode: '*384*44135#', text: typed.join('*') },
    )
  return {
    dial(code) {
      sessions += 1
      sessionId = `ATUid_${sessions}`
      const behind = code.replace(/^\*384\*44135\*?/, '').replace(/#$/, '')
      typed = behind === '' ? [] : behind.split('*')
      return hop()
    },
    reply(input) {
      typed.push(input)
      return hop()
    },
    async drop() {
      await endSession(line, { sessionId, phoneNumber: journey.number, status: 'Incomplete' })
    },
  }
}
