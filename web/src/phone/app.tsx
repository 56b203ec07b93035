/** The page: the sentence that says what to do, the phone or the two phones, and what surrounds them. */
import { type Signal, signal } from '@preact/signals'
import { spokenNumber } from './address.ts'
import { Coach, hintOf } from './coach.tsx'
import type { Handset } from './handset.ts'
import { JournalCard } from './journal-card.tsx'
import { answerBoxId, Messages } from './messages.tsx'
import { chooseLanguage, pageLanguage, serverAway, words } from './page.ts'
import { People } from './people.tsx'
import type { PhoneApi, ReadyPerson } from './phone-api.ts'
import { PhoneBody } from './phone-body.tsx'
import { Surroundings } from './surroundings.tsx'
import { pageLanguages } from './words.ts'

export interface Table {
  readonly api: PhoneApi
  readonly people: readonly ReadyPerson[]
  /** One phone, or two. */
  readonly handsets: readonly Signal<Handset>[]
  /** The place of the one in hand: the keyboard types on it, and the cards beside speak of it. */
  readonly inHand: Signal<number>
  readonly choose: (place: number, number: string) => void
}

/** What the page shows: nothing yet, or the phones on the table. */
export const table = signal<Table | undefined>(undefined)

const personOf = (people: readonly ReadyPerson[], number: string) =>
  people.find((person) => person.number === number)
const nameOf = (people: readonly ReadyPerson[], number: string) =>
  personOf(people, number)?.label ?? spokenNumber(number)

function Header({ two }: { two: boolean }) {
  const say = words.value
  return (
    <header>
      <a class="brand" href="/">
        Jigikan
      </a>
      <h1 class="demo">{say.demo}</h1>
      <nav>
        <a class="wide" href={two ? '?' : '?two'}>
          {two ? say.onePhone : say.twoPhones}
        </a>
        <a href="/">{say.console}</a>
        {/* biome-ignore lint/a11y/useSemanticElements: two buttons side by side, not fields of a form */}
        <span class="languages" role="group" aria-label={say.languageSwitch}>
          {(Object.keys(pageLanguages) as (keyof typeof pageLanguages)[]).map((each) => (
            <button
              type="button"
              key={each}
              lang={each}
              aria-pressed={pageLanguage.value === each}
              onClick={() => chooseLanguage(each)}
            >
              {each.toUpperCase()}
            </button>
          ))}
        </span>
      </nav>
    </header>
  )
}

function Away({ onRetry }: { onRetry: () => void }) {
  const say = words.value
  return (
    <div class="away" role="alert">
      <p>
        <strong>{say.away}</strong> {say.awayHow}
      </p>
      <button type="button" class="plain" onClick={onRetry}>
        {say.tryAgain}
      </button>
    </div>
  )
}

const goToAnswer = () => document.getElementById(answerBoxId)?.focus()

function OnTable({ table: { api, people, handsets, inHand, choose } }: { table: Table }) {
  const held = (handsets[inHand.value] ?? handsets[0])?.value
  if (held === undefined) return null
  const two = handsets.length > 1
  return (
    <main class={two ? 'table two' : 'table'}>
      {!two && <Coach handset={held} />}
      <div class="phones">
        <p class="hint">{hintOf(held)}</p>
        {handsets.map(({ value: handset }, place) => (
          <div key={`${place} ${handset.number}`} class="phone-column">
            {two && <p class="holder">{nameOf(people, handset.number)}</p>}
            <PhoneBody
              handset={handset}
              name={nameOf(people, handset.number)}
              active={!two || place === inHand.value}
              onTouch={() => {
                inHand.value = place
              }}
              onAnswer={goToAnswer}
            />
          </div>
        ))}
      </div>
      <People people={people} number={held.number} onChoose={(number) => choose(inHand.value, number)} />
      <div class="cards">
        <Messages handset={held} of={two ? nameOf(people, held.number) : ''} key={held.number} />
        <Surroundings api={api} />
        <JournalCard handset={held} place={personOf(people, held.number)?.place} />
      </div>
    </main>
  )
}

export function App({ onRetry }: { onRetry: () => void }) {
  const laid = table.value
  return (
    <>
      <Header two={(laid?.handsets.length ?? 1) > 1} />
      {serverAway.value && <Away onRetry={onRetry} />}
      {laid ? <OnTable table={laid} /> : !serverAway.value && <p class="opening">{words.value.opening}</p>}
    </>
  )
}
