/**
 * The whole menu, as data. The order of the choices is the order of the digits; the compiler checks every label and every
 * way. The categories of a group come from the domain, so that none can be forgotten.
 */

import type { About } from '../domain/about.ts'
import { type CategoryGroup, categories, filedCategories } from '../domain/categories.ts'
import type { TextKey } from '../i18n/texts.ts'
import type { Choice, ChoiceScreen, Screen, ScreenId } from './screens.ts'

const categoriesIn = (group: CategoryGroup): readonly Choice[] =>
  filedCategories
    .filter((category) => categories[category].group === group)
    .map((category) => ({ label: `category.${category}`, to: 'onward', says: { category } }))

const callGroupBack: Choice = { label: 'nav.call_back', when: 'own-call', does: 'group-call-back' }
const withoutWords: Choice = { label: 'nav.without', when: 'for-another', to: 'onward' }

const group = (title: TextKey, of: CategoryGroup, first: readonly Choice[] = []): ChoiceScreen => ({
  kind: 'choice',
  title,
  choices: [...first, ...categoriesIn(of), callGroupBack],
})

const aboutChoice = (about: About): Choice => ({ label: `about.${about}`, to: 'onward', says: { about } })
const persons: readonly About[] = ['agency', 'committee', 'chief', 'programme', 'ngo', 'other', 'unknown']

const unknownPlace: Choice = { label: 'nav.unknown', to: 'onward', says: { placeSettled: true } }
const otherReference: Choice = { label: 'follow.other_reference', to: 'follow.reference' }
const callMe: Choice = { label: 'nav.call_back', does: 'call-me' }
const agree: Choice = { label: 'follow.agree', does: 'confirm-outcome' }
const disagree: Choice = { label: 'follow.disagree', does: 'contest' }
const withdraw: Choice = { label: 'follow.withdraw', to: 'follow.withdraw' }
const toMenu: Choice = { label: 'nav.home', to: 'top' }

const status = (title: TextKey, choices: readonly Choice[]): ChoiceScreen => ({
  kind: 'choice',
  title,
  choices: [...choices, otherReference],
})

const subjects: readonly Choice[] = [
  { label: 'top.payment', to: 'payment', says: { group: 'payment' } },
  { label: 'top.card', to: 'card', says: { group: 'card' } },
  { label: 'top.list', to: 'list', says: { group: 'list' } },
  { label: 'top.money', to: 'money', says: { group: 'money' } },
  { label: 'top.activities', to: 'activities', says: { group: 'activities' } },
]
const otherSubjects: readonly Choice[] = [
  { label: 'top.danger', to: 'danger', says: { group: 'danger' } },
  { label: 'top.question', to: 'question', says: { group: 'question', category: '8' } },
  { label: 'top.thanks', to: 'thanks', says: { group: 'thanks', category: '9' } },
]

export const menu: Readonly<Record<ScreenId, Screen>> = {
  language: {
    kind: 'choice',
    title: 'language.title',
    choices: [
      { label: 'language.fr', speaks: 'fr' },
      { label: 'language.bm', speaks: 'bm' },
    ],
  },
  top: {
    kind: 'choice',
    title: 'top.title',
    choices: [...subjects, { label: 'top.private', to: 'private' }, ...otherSubjects],
    zero: { label: 'top.follow', to: 'follow-up' },
    hidden: { digits: '77', move: { to: 'relay.number' } },
  },

  payment: group('top.payment', 'payment', [
    { label: 'payment.received', when: 'own-call', to: 'own-payment' },
  ]),
  'payment.household': {
    kind: 'run',
    title: 'household.title',
    of: 'households',
    wayOut: { label: 'nav.unknown', to: 'payment.received' },
  },
  'payment.received': {
    kind: 'choice',
    title: 'received.title',
    choices: [
      { label: 'received.all', does: 'confirm-all' },
      { label: 'received.part', to: 'onward', says: { received: 'part', category: '1.3' } },
      { label: 'received.nothing', to: 'payment.reason', says: { received: 'nothing', category: '1.1' } },
    ],
  },
  'payment.reason': {
    kind: 'choice',
    title: 'reason.title',
    choices: [
      { label: 'reason.absent', to: 'onward', says: { reason: 'absent', category: '1.4' } },
      { label: 'reason.sent_away', to: 'onward', says: { reason: 'sent_away' } },
      { label: 'reason.agency_absent', to: 'onward', says: { reason: 'agency_absent', about: 'agency' } },
      { label: 'reason.other', to: 'onward', says: { reason: 'other' } },
    ],
  },
  'payment.amount': {
    kind: 'input',
    title: 'amount.title',
    reads: 'amount',
    leads: { to: 'onward' },
    choices: [{ label: 'nav.without', to: 'onward', says: { amountFcfa: 0 } }],
  },
  'payment.taken': {
    kind: 'choice',
    title: 'taken.title',
    choices: [
      { label: 'nav.yes', to: 'onward', says: { takenBySomebody: 'yes' } },
      { label: 'nav.no', to: 'onward', says: { takenBySomebody: 'no' } },
    ],
  },
  card: group('card.title', 'card'),
  list: group('top.list', 'list'),
  money: group('top.money', 'money'),
  activities: group('top.activities', 'activities'),
  'activities.ill': {
    kind: 'choice',
    title: 'ill.title',
    choices: [
      { label: 'nav.yes', to: 'onward', says: { madeIll: 'yes' } },
      { label: 'nav.no', to: 'onward', says: { madeIll: 'no' } },
    ],
  },
  danger: group('danger.title', 'danger'),
  question: {
    kind: 'input',
    title: 'question.title',
    reads: 'words',
    leads: { to: 'onward' },
    choices: [{ label: 'nav.call_back', when: 'own-call', does: 'send-call-back' }, withoutWords],
  },
  thanks: {
    kind: 'input',
    title: 'thanks.title',
    reads: 'words',
    leads: { to: 'onward' },
    choices: [
      { label: 'thanks.without', when: 'own-call', does: 'send' },
      { label: 'nav.call_back', when: 'own-call', does: 'send-call-back' },
      withoutWords,
    ],
  },

  about: {
    kind: 'choice',
    title: 'about.title',
    choices: [aboutChoice('nobody'), ...persons.map(aboutChoice)],
  },
  'about.person': { kind: 'choice', title: 'about.title', choices: persons.map(aboutChoice) },
  region: { kind: 'run', title: 'place.region', of: 'regions', wayOut: unknownPlace },
  cercle: { kind: 'run', title: 'place.cercle', of: 'cercles', wayOut: unknownPlace },
  commune: { kind: 'run', title: 'place.commune', of: 'communes', wayOut: unknownPlace },
  programme: {
    kind: 'run',
    title: 'programme.title',
    of: 'programmes',
    wayOut: { label: 'nav.unknown', to: 'onward', says: { programme: '' } },
  },
  words: {
    kind: 'input',
    title: 'words.title',
    reads: 'words',
    leads: { to: 'onward' },
    choices: [{ label: 'nav.without', turns: 'back' }],
  },
  recap: {
    kind: 'choice',
    title: 'recap.title',
    choices: [
      { label: 'recap.send', when: 'own-call', does: 'send' },
      { label: 'recap.send', when: 'for-another', does: 'send-for-another' },
      { label: 'nav.call_back', when: 'own-call', does: 'send-call-back' },
      { label: 'recap.words', when: 'no-words-yet', to: 'words' },
      { label: 'recap.place', when: 'place-known', to: 'region', says: { place: {} } },
      { label: 'recap.say_place', when: 'place-unknown', to: 'region', says: { place: {} } },
    ],
  },

  private: {
    kind: 'choice',
    title: 'private.title',
    choices: [
      { label: 'private.woman', to: 'private.when', says: { wants: 'woman' } },
      { label: 'private.man', to: 'private.when', says: { wants: 'man' } },
      { label: 'private.number_only', ends: 'private-number' },
    ],
  },
  'private.when': {
    kind: 'choice',
    title: 'private.when',
    choices: [
      { label: 'private.morning', to: 'private.number', says: { safeTime: 'morning' } },
      { label: 'private.afternoon', to: 'private.number', says: { safeTime: 'afternoon' } },
      { label: 'private.evening', to: 'private.number', says: { safeTime: 'evening' } },
      { label: 'private.any', to: 'private.number', says: { safeTime: 'any' } },
    ],
  },
  'private.number': {
    kind: 'input',
    title: 'private.number',
    reads: 'number',
    leads: { to: 'private.sms' },
    choices: [{ label: 'private.same_number', to: 'private.sms', says: { numberKind: 'same' } }],
  },
  'private.sms': {
    kind: 'choice',
    title: 'private.sms',
    choices: [
      { label: 'nav.yes', does: 'ask-privately', says: { smsIsSafe: true } },
      { label: 'nav.no', does: 'ask-privately', says: { smsIsSafe: false } },
    ],
  },

  'follow.list': { kind: 'run', title: 'follow.list', of: 'follow-ups', wayOut: otherReference },
  'follow.reference': {
    kind: 'input',
    title: 'follow.reference',
    reads: 'reference',
    leads: { to: 'follow.other' },
    choices: [],
  },
  'follow.received': status('status.received', [callMe, withdraw]),
  'follow.working': status('status.working', [callMe, withdraw]),
  'follow.question': status('status.question', [
    { label: 'follow.reply', to: 'follow.reply' },
    callMe,
    withdraw,
  ]),
  'follow.decided': status('status.decided', [agree, disagree, callMe]),
  // Nothing is settled yet: there is a plan to disagree with, and no outcome to confirm.
  'follow.remedy': status('status.remedy', [disagree, callMe]),
  'follow.done': status('status.done', [agree, disagree, callMe]),
  'follow.not_taken': status('status.not_taken', [disagree, callMe]),
  'follow.other': { kind: 'notice' },
  'follow.reply': {
    kind: 'input',
    title: 'follow.reply_title',
    reads: 'reply',
    leads: { does: 'answer' },
    choices: [],
  },
  'follow.withdraw': {
    kind: 'choice',
    title: 'follow.withdraw_title',
    choices: [{ label: 'follow.withdraw_yes', does: 'withdraw' }],
  },

  'draft.open': {
    kind: 'choice',
    title: 'draft.open',
    choices: [
      { label: 'draft.continue', to: 'kept-draft' },
      { label: 'draft.send', does: 'send-draft' },
      { label: 'draft.erase', to: 'draft.erase' },
    ],
    zero: toMenu,
  },
  'draft.restricted': {
    kind: 'choice',
    title: 'draft.restricted',
    choices: [
      { label: 'draft.add', to: 'draft.words' },
      { label: 'draft.keep', ends: 'draft_kept' },
      { label: 'draft.take_back', to: 'draft.erase' },
    ],
    zero: toMenu,
  },
  'draft.words': {
    kind: 'input',
    title: 'draft.words',
    reads: 'words',
    leads: { does: 'add-to-draft' },
    choices: [{ label: 'nav.call_back', does: 'add-call-back-to-draft' }],
  },
  'draft.erase': {
    kind: 'choice',
    title: 'draft.erase_title',
    choices: [{ label: 'draft.erase_yes', does: 'delete-draft' }],
  },

  'relay.number': {
    kind: 'input',
    title: 'relay.number',
    reads: 'relay-number',
    leads: { to: 'relay.code' },
    choices: [],
  },
  'relay.code': {
    kind: 'input',
    title: 'relay.code',
    reads: 'relay-code',
    leads: { to: 'relay.top' },
    choices: [],
  },
  // The digits are those of the top menu. What is private is said by the person alone.
  'relay.top': {
    kind: 'choice',
    title: 'relay.title',
    choices: [...subjects, { label: 'top.private', ends: 'relay_private' }, ...otherSubjects],
    zero: toMenu,
  },
  'relay.paper': {
    kind: 'input',
    title: 'relay.paper',
    reads: 'paper-line',
    leads: { to: 'onward' },
    choices: [{ label: 'relay.no_paper', to: 'onward', says: { paperLine: '' } }],
  },
  'relay.phone': {
    kind: 'input',
    title: 'relay.phone',
    reads: 'their-number',
    leads: { to: 'onward' },
    choices: [{ label: 'relay.no_phone', to: 'onward', says: { noPhone: true } }],
  },
  'relay.call_back': {
    kind: 'choice',
    title: 'relay.call_back',
    choices: [
      { label: 'nav.yes', to: 'onward', says: { callThem: 'yes' } },
      { label: 'nav.no', to: 'onward', says: { callThem: 'no' } },
    ],
  },
}
