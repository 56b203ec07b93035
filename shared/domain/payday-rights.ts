/**
 * Who may plan paydays, see them, and say how discreet a commune is. An agency sees the paydays that it pays itself, and
 * never what households said of it.
 */
import type { Officer } from './officer.ts'
import type { Payday } from './payday.ts'
import { communeOf } from './places.ts'
import { rankOf } from './sensitivity.ts'
import { bodyOf, levelOf, placeOfUnit, readUnit, type UnitId } from './units.ts'

const plans = (own: UnitId): boolean => bodyOf(own) === 'utgfs-tm' || bodyOf(own) === 'utgfs-national'
const regionOfCommune = (commune: string): string | undefined => communeOf(commune)?.regionCode

export const plansEverywhere = (who: Officer): boolean => who.active && who.units.some(plans)

/** Whether this officer plans paydays anywhere at all. */
export const mayPlanSomewhere = (who: Officer): boolean =>
  who.active &&
  (who.role === 'officer' || who.role === 'supervisor') &&
  who.units.some((own) => plans(own) || (bodyOf(own) === 'utgfs-regional' && who.role === 'supervisor'))

/** The transfers unit and the national one plan everywhere; whoever runs a region, in that region. */
export const mayPlanPaydays = (who: Officer, commune: string): boolean =>
  mayPlanSomewhere(who) &&
  who.units.some(
    (own) =>
      plans(own) ||
      (bodyOf(own) === 'utgfs-regional' &&
        who.role === 'supervisor' &&
        placeOfUnit(own).region === regionOfCommune(commune)),
  )

/** How discreet a commune is may be said by whoever plans there. */
export const maySetDisclosure = mayPlanPaydays

function covers(own: UnitId, payday: Payday, who: Officer): boolean {
  const body = bodyOf(own)
  const place = communeOf(payday.site.commune)
  if (body === 'agency') return readUnit(own)?.at === payday.agency
  if (body === 'ngo')
    return readUnit(own)?.at === payday.programme || (who.programmes ?? []).includes(payday.programme)
  if (body === 'focal-woman' || body === 'focal-man') return false
  const level = levelOf(own)
  if (level === 'national') return true
  const of = placeOfUnit(own)
  if (level === 'region') return of.region === place?.regionCode
  if (level === 'cercle') return of.cercle === place?.cercleCode
  return of.commune === payday.site.commune
}

/** Focal points have their own people, and no paydays. */
export const maySeePaydaysSomewhere = (who: Officer): boolean =>
  who.active && who.units.some((own) => bodyOf(own) !== 'focal-woman' && bodyOf(own) !== 'focal-man')

export const maySeePayday = (who: Officer, payday: Payday): boolean =>
  who.active && who.units.some((own) => covers(own, payday, who))

/** What households say of a payment is not for the agency that made it. */
export const mayHearHouseholds = (who: Officer, payday: Payday): boolean =>
  maySeePayday(who, payday) && !who.units.some((own) => bodyOf(own) === 'agency')

/** Agencies that this officer speaks for. */
export const agenciesOf = (who: Officer): readonly string[] =>
  who.units.flatMap((own) => (bodyOf(own) === 'agency' ? [readUnit(own)?.at ?? ''] : []))

/** Answers about money that was asked for are restricted complaints in the making: above the cercle, and cleared for them. */
export const mayHearOfMoney = (who: Officer, payday: Payday): boolean =>
  mayHearHouseholds(who, payday) &&
  rankOf(who.clearance) >= rankOf('S2') &&
  who.units.some((own) => levelOf(own) === 'national' || bodyOf(own) === 'utgfs-regional')
/** With fewer answers a share could point at somebody. */
export const fewestMoneyAnswers = 20
