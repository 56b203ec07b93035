/**
 * A payment list to try the pages with, as an office would write it: the people of the phone simulator and their neighbours,
 * paid at one place the day after tomorrow. Three rows are wrong, each in its own way.
 */
import { plusDays } from '../../shared/domain/reminder-plan.ts'
import { dayOf } from '../../shared/domain/working-days.ts'
import { knownPeople } from './phones.ts'

const neighbours = 25
const place = { commune: '71025000', village: 'Bara' } as const

export const demoHouseholdId = (count: number): string => `ML-H-${String(count).padStart(6, '0')}`

/** A round of its own, so that it is no second payment of a round that there is. */
const roundOn = (day: string): string => `ESSAI-${day.slice(5, 7)}${day.slice(8)}`

export function demoPaymentList(now: Date): string {
  const day = plusDays(dayOf(now), 2)
  const [year, month, ofMonth] = day.split('-')
  const row = (household: string, amount = '45 000', date = `${ofMonth}/${month}/${year}`): string =>
    [household, amount, date, place.commune, place.village, 'jigisemejiri', roundOn(day), 'sahel-cash'].join(
      ';',
    )
  const good = Array.from({ length: knownPeople.length + neighbours }, (_, index) =>
    row(demoHouseholdId(index + 1)),
  )
  const wrong = [
    row('ML-H-999999'),
    row(demoHouseholdId(good.length + 1), 'quarante-cinq mille'),
    row(demoHouseholdId(good.length + 2), '45 000', `31/02/${year}`),
  ]
  const heading = 'Ménage;Montant;Date;Commune;Village;Programme;Tranche;Agence'
  return `\uFEFF${[heading, ...good, ...wrong].join('\r\n')}\r\n`
}
