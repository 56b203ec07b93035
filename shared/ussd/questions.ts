/** Which question a category still needs before it can be sent. Asked in this order, each only where it matters. */
import type { FiledCategory } from '../domain/categories.ts'
import { cerclesOf, communesOf, type Place } from '../domain/places.ts'
import { programmeOf, programmesAt } from '../domain/programmes.ts'
import type { Answers } from './answers.ts'
import type { ScreenId } from './screens.ts'
import { answersOf, type LineState } from './state.ts'

/**
 * About whom, where an answer keeps the complaint away from somebody: `person` when somebody must be in it. Not asked
 * when nobody can be (a lost card), nor of somebody who had an accident and needs to be quick.
 */
const asksAbout: Readonly<Partial<Record<FiledCategory, 'anybody' | 'person'>>> = {
  '1.1': 'anybody',
  '3.1': 'anybody',
  '3.2': 'anybody',
  '3.5': 'anybody',
  '4.1': 'person',
  '4.2': 'person',
  '4.3': 'person',
  '4.4': 'person',
  '5.1': 'anybody',
  '5.2': 'anybody',
  '5.3': 'anybody',
  '5.5': 'anybody',
  '7.1': 'anybody',
  '7.2': 'anybody',
}

/** Needed by those who read a complaint; a question or a thanks is short and may do without. */
const asksPlace = (category: FiledCategory): boolean => category !== '8' && category !== '9'
const asksProgramme = (category: FiledCategory): boolean => category.startsWith('5.') || category === '8'

export function aboutAsked({ category, takenBySomebody }: Answers): 'anybody' | 'person' | undefined {
  if (category === '1.3') return takenBySomebody === 'yes' ? 'person' : undefined
  return category && asksAbout[category]
}

/** Where it is, as far as it is known: what the caller said by hand, else the household's place. */
export const placeOf = (state: LineState, said: Answers = answersOf(state)): Place =>
  said.place ?? state.place ?? {}

/** The programmes that it can be about: the household's own, else those that work at the place. */
export function programmesFor(state: LineState, said: Answers = answersOf(state)): readonly string[] {
  const own = (state.programmes ?? []).filter((id) => programmeOf(id))
  return own.length > 0 ? own : programmesAt(placeOf(state, said)).map(({ programmeId }) => programmeId)
}

const cashTransfers = 'jigisemejiri'

/** The programme said, else the one evident; where there are several, the one that pays. */
export function programmeFor(state: LineState, said: Answers = answersOf(state)): string {
  if (said.programme) return said.programme
  const [first = cashTransfers, ...others] = programmesFor(state, said)
  return others.includes(cashTransfers) ? cashTransfers : first
}

function missingPlace(place: Place): ScreenId | undefined {
  if (!place.region) return 'region'
  if (!place.cercle) return 'cercle'
  return place.commune ? undefined : 'commune'
}

/** What a relay says besides, of whom it is for. */
function forAnother({ paperLine, theirPhone, noPhone, callThem }: Answers): ScreenId {
  if (paperLine === undefined) return 'relay.paper'
  if (!theirPhone && !noPhone) return 'relay.phone'
  return theirPhone && !callThem ? 'relay.call_back' : 'recap'
}

/** The next screen for what was said: a question that is still open, or the recap. */
export function onward(state: LineState, said: Answers): ScreenId {
  const { category } = said
  if (!category) return 'top'
  if (category === '1.3' && said.amountFcfa === undefined) return 'payment.amount'
  if (category === '1.3' && said.takenBySomebody === undefined) return 'payment.taken'
  if (category === '5.2' && said.madeIll === undefined) return 'activities.ill'
  const about = said.about === undefined ? aboutAsked(said) : undefined
  if (about) return about === 'person' ? 'about.person' : 'about'
  const place = placeOf(state, said)
  const toAsk = said.placeSettled ? undefined : missingPlace(place)
  // A place that the caller began to say by hand is gone through in any category.
  if (toAsk && (said.place !== undefined || asksPlace(category))) return toAsk
  if (asksProgramme(category) && said.programme === undefined && programmesFor(state, said).length > 1) {
    return 'programme'
  }
  return state.relay ? forAnother(said) : 'recap'
}

/** A region of one cercle, or a cercle of one commune, answers the next question by itself. */
export function withOnlyChild(place: Place): Place {
  const { region, cercle, commune } = place
  if (commune) return place
  if (!cercle) {
    const [only, ...others] = cerclesOf(region ?? '')
    return only && others.length === 0 ? withOnlyChild({ ...place, cercle: only.code }) : place
  }
  const [only, ...others] = communesOf(cercle)
  return only && others.length === 0 ? { ...place, commune: only.code } : place
}
