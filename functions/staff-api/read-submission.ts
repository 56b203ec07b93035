/** What an officer typed for somebody else, made into what the rules understand. */
import type { ForAnother } from '../../shared/actions/file-for-another.ts'
import type { FileForAnother } from '../../shared/contracts/staff-api.ts'
import { detailOfList, listFor } from '../../shared/domain/listed-kinds.ts'
import type { PhoneNumber } from '../../shared/domain/phone-number.ts'
import { cercleOf, type Place, placeOfCommune, regionOf } from '../../shared/domain/places.ts'
import { programmeOf } from '../../shared/domain/programmes.ts'
import { Refusal } from '../../shared/domain/refusal.ts'
import { paperLineOf } from '../../shared/domain/relay-code.ts'
import { readTypedNumber } from '../kit/typed-number.ts'

const wrong = (field: string, why: string): Refusal =>
  new Refusal('invalid', 'Something does not fit.', { fields: { [field]: why } })

/** Malian unless it says otherwise: `76 12 34 12`, `+223…`, `00223…`. Refuses a number that no phone can have. */
export function readStaffNumber(typed: string): PhoneNumber {
  const read = readTypedNumber(typed)
  if (!read) throw wrong('phone', 'not-a-mobile-number')
  return read
}

function readPlace({ commune, cercle, region, village }: FileForAnother): Place {
  const beside = village ? { village } : {}
  if (commune) {
    const place = placeOfCommune(commune, village)
    if (!place) throw wrong('commune', 'unknown')
    return place
  }
  if (cercle) {
    if (!cercleOf(cercle)) throw wrong('cercle', 'unknown')
    return { region: cercle.slice(0, 4), cercle, ...beside }
  }
  if (region && !regionOf(region)) throw wrong('region', 'unknown')
  return region ? { region, ...beside } : beside
}

export function readSubmission(body: FileForAnother): Pick<ForAnother, 'submission' | 'phone'> {
  if (!programmeOf(body.programme)) throw wrong('programme', 'unknown')
  if (body.channel === 'paper' && !body.paperLine) throw wrong('paperLine', 'needed')
  if (body.callBack && !body.phone) throw wrong('phone', 'needed-to-call-back')
  const kind = listFor(body.category)
  if (body.listItem && !kind) throw wrong('listItem', 'not-for-this-category')
  const { paperLine: line } = body
  const paperLine = line && paperLineOf(line)
  return {
    submission: {
      category: body.category,
      about: body.about,
      place: readPlace(body),
      programme: body.programme,
      channel: body.channel,
      language: body.language,
      ...(body.text ? { text: body.text.normalize('NFC') } : {}),
      details: {
        ...(body.takenBySomebody === undefined
          ? {}
          : { takenBySomebody: body.takenBySomebody ? 'yes' : 'no' }),
        ...(body.madeIll === undefined ? {} : { madeIll: body.madeIll ? 'yes' : 'no' }),
        ...(kind && body.listItem ? { [detailOfList[kind]]: body.listItem } : {}),
      },
      callBack: body.callBack,
      complainant: {
        anonymous: !body.name && !body.householdId,
        ...(body.name ? { name: body.name } : {}),
        ...(body.sex ? { sex: body.sex } : {}),
        ...(body.householdId ? { householdId: body.householdId } : {}),
      },
      ...(paperLine && body.channel === 'paper' ? { paperLine } : {}),
      ...(body.accusedOfficers ? { accusedOfficers: body.accusedOfficers } : {}),
    },
    ...(body.phone ? { phone: readStaffNumber(body.phone) } : {}),
  }
}
