/** What a run lists: places in the order people know them, narrowed by the first letters of a name; programmes; households; complaints. */

import type { FollowUp } from '../domain/contact.ts'
import { cerclesOf, communesOf, regions } from '../domain/places.ts'
import { programmeOf } from '../domain/programmes.ts'
import { type Reference, spokenReference } from '../domain/reference.ts'
import { say } from '../i18n/texts.ts'
import type { Answers } from './answers.ts'
import type { CallerFacts } from './facts.ts'
import { placeOf, programmesFor, withOnlyChild } from './questions.ts'
import type { Move, RunScreen } from './screens.ts'
import { answersOf, type LineState, languageOf } from './state.ts'

export interface Item {
  readonly label: string
  readonly move: Move
}

export function followUpMove({ reference, phase, dueOn }: FollowUp, to?: 'follow.other'): Move {
  const says: Answers = { reference, phase, ...(dueOn === undefined ? {} : { dueOn }) }
  return { to: to ?? `follow.${phase}`, says }
}

function allItems(run: RunScreen['of'], state: LineState, facts: CallerFacts): readonly Item[] {
  const said = answersOf(state)
  const place = placeOf(state, said)
  const placeItem = (name: string, next: Answers['place'] & {}): Item => ({
    label: name,
    move: { to: 'onward', says: { place: withOnlyChild(next) } },
  })
  switch (run) {
    case 'regions':
      return regions.map(({ code, name }) => placeItem(name, { region: code }))
    case 'cercles':
      return cerclesOf(place.region ?? '').map(({ code, name, regionCode }) =>
        placeItem(name, { region: regionCode, cercle: code }),
      )
    case 'communes':
      return communesOf(place.cercle ?? '').map(({ code, name, cercleCode, regionCode }) =>
        placeItem(name, { region: regionCode, cercle: cercleCode, commune: code }),
      )
    case 'programmes':
      return programmesFor(state, said).map((id) => ({
        label: programmeOf(id)?.shortName ?? id,
        move: { to: 'onward', says: { programme: id } },
      }))
    case 'households':
      return (facts.households ?? []).map((householdId) => ({
        label: householdId,
        move: { to: 'payment.received', says: { householdId } },
      }))
    case 'follow-ups':
      return facts.followUps.map((followUp) => ({
        label: `${spokenReference(followUp.reference as Reference)} ${say(languageOf(state), `phase.${followUp.phase}`)}`,
        move: followUpMove(followUp),
      }))
  }
}

const plain = (text: string): string =>
  text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()

/** Letters that can begin a name: at least one, kept as they compare. Undefined for anything else. */
export function readLetters(input: string): string | undefined {
  const letters = plain(input.slice(0, 40))
  return /[a-z]/.test(letters) ? letters : undefined
}

const beginsWith = (name: string, letters: string): boolean => ` ${plain(name)}`.includes(` ${letters}`)

/** Places are narrowed by the letters at the start of any word of their name. */
export const isNarrowed = (run: RunScreen['of']): boolean =>
  run === 'regions' || run === 'cercles' || run === 'communes'

export function itemsOf(run: RunScreen['of'], state: LineState, facts: CallerFacts): readonly Item[] {
  const all = allItems(run, state, facts)
  const { find } = state
  return find === undefined ? all : all.filter(({ label }) => beginsWith(label, find))
}
