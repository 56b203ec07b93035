/**
 * A month's paydays where they are: a circle for each commune, as large as the households that are due there; the part
 * that the agency says it paid is filled. The list under it says the same in words.
 */
import type { PaydayRow } from '../../../shared/contracts/paydays-api.ts'
import { counted, text } from '../store/language.ts'
import { number } from './amounts.ts'
import { CountryMap, circleAt, radiusOf } from './country-map.tsx'
import { addressOfPayday } from './payday-words.tsx'
import { Bubble } from './site-bubble.tsx'

interface Place {
  readonly commune: PaydayRow['commune']
  readonly paydays: readonly PaydayRow[]
  readonly due: number
  readonly paid: number
}

function placesOf(paydays: readonly PaydayRow[]): readonly Place[] {
  const places = new Map<string, Place>()
  for (const payday of paydays) {
    const { commune, funnel } = payday
    const { paydays: before, due, paid } = places.get(commune.code) ?? { paydays: [], due: 0, paid: 0 }
    places.set(commune.code, {
      commune,
      paydays: [...before, payday],
      due: due + funnel.due,
      paid: paid + funnel.paid,
    })
  }
  return [...places.values()].sort((one, other) => other.due - one.due)
}

const wordsOf = ({ commune, paydays, due, paid }: Place): string =>
  [
    commune.name,
    counted('paydays.count', paydays.length),
    counted('payments.households', due),
    ...(paid > 0 ? [text('paydays.paidOf', { paid: number(paid), due: number(due) })] : []),
  ].join(' · ')

/** One payday there: its page; several: their first line in the list. */
const addressOf = ({ paydays }: Place): string => {
  const [first] = paydays
  if (!first) return '#'
  return paydays.length === 1 ? addressOfPayday(first.paydayId) : `#jour-${first.day}-titre`
}

export function SitesMap({ paydays }: { readonly paydays: readonly PaydayRow[] }) {
  const places = placesOf(paydays.filter(({ state }) => state !== 'cancelled'))
  const most = Math.max(1, ...places.map(({ due }) => due))
  const spots = places.map((place) => ({ place, spot: circleAt(place.commune.code) }))
  const nowhere = spots.filter(({ spot }) => !spot)
  return (
    <figure class="card sites-map">
      <CountryMap said={text('paydays.mapSaid', { communes: number(places.length) })} role="group">
        {spots.map(
          ({ place, spot }) =>
            spot && (
              <Bubble
                key={place.commune.code}
                spot={spot}
                to={addressOf(place)}
                words={wordsOf(place)}
                radius={0.6 * radiusOf(place.due, most)}
                filled={place.due === 0 ? 0 : place.paid / place.due}
              />
            ),
        )}
      </CountryMap>
      <figcaption class="hint">
        {text('paydays.mapWords')}
        {nowhere.length > 0 &&
          ` ${text('paydays.mapNowhere', { communes: nowhere.map(({ place }) => place.commune.name).join(', ') })}`}
      </figcaption>
    </figure>
  )
}
