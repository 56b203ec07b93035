/**
 * Complaints that are there whatever chance gives: what the people of the phone simulator are known for, and something to
 * do at the desk of every demo officer.
 */
import { actorOf } from '../../shared/actions/command-complaint.ts'
import type { About } from '../../shared/domain/about.ts'
import type { FiledCategory } from '../../shared/domain/categories.ts'
import type { State } from '../../shared/domain/complaint.ts'
import { placeOfCommune } from '../../shared/domain/places.ts'
import type { ProgrammeId } from '../../shared/domain/programmes.ts'
import { type Fate, standing } from './fates.ts'
import type { Filing } from './filings.ts'
import type { Household } from './households.ts'
import type { Plan } from './life.ts'
import { demoOfficer } from './officers.ts'
import { story } from './phones.ts'
import { planThrough } from './plans.ts'

type Told = readonly [Filing, Fate]

const minuteMs = 60_000
const dayMs = 1440 * minuteMs
/** That many days ago, in the morning. */
const morning = (now: Date, daysAgo: number): Date =>
  new Date(Math.floor(now.getTime() / dayMs) * dayMs - daysAgo * dayMs + 560 * minuteMs)

function byPhone(
  household: Household,
  at: Date,
  meant: FiledCategory,
  text: string,
  about: About = 'nobody',
): Filing {
  return {
    submission: {
      category: meant,
      about,
      place: placeOfCommune(household.commune, household.village) ?? {},
      programme: household.programme,
      channel: 'ussd',
      language: household.language,
      text,
      details: {},
      callBack: false,
      complainant: { anonymous: false, householdId: household.householdId },
    },
    meant,
    by: { kind: 'complainant' },
    at,
    ...(household.phone ? { phone: household.phone } : {}),
  }
}

function knownFor(households: readonly Household[], now: Date): readonly Told[] {
  const of = (person: (typeof story)[keyof typeof story]) =>
    households.filter(({ phone }) => phone === person.number)
  return [
    ...of(story.closed).map((household): Told => {
      const filing = byPhone(household, morning(now, 130), '1.2', 'Le paiement est en retard.')
      return [filing, { plan: planThrough('confirmed', { meant: '1.2', isPlain: true }), stopAt: 'closed' }]
    }),
    ...of(story.cardLost).map((household): Told => {
      const filing = byPhone(household, morning(now, 9), '2.1', 'Ma carte est perdue.')
      return [filing, standing('in_review', { meant: '2.1', isPlain: true })]
    }),
    ...of(story.asked).map((household): Told => {
      const filing = byPhone(household, morning(now, 13), '1.1', 'Je n’ai rien reçu au paiement.')
      return [filing, standing('waiting_complainant', { meant: '1.1', isPlain: true })]
    }),
  ]
}

interface Row {
  readonly at: readonly [commune: string, daysAgo: number]
  readonly about: readonly [FiledCategory, About, words: string]
  readonly stands: State
  /** An activity of this one; else the cash transfers. */
  readonly programme?: ProgrammeId
}
const row = (at: Row['at'], about: Row['about'], stands: State, programme?: ProgrammeId): Row => ({
  at,
  about,
  stands,
  ...(programme ? { programme } : {}),
})

const atEveryDesk: readonly Row[] = [
  row(['71025000', 2], ['1.4', 'nobody', 'J’étais à l’hôpital le jour du paiement.'], 'received'),
  row(['63091000', 3], ['1.1', 'nobody', 'Le payeur n’a pas trouvé mon nom.'], 'in_review'),
  row(
    ['63091000', 7],
    ['5.5', 'nobody', 'Notre groupement attend la subvention.'],
    'in_review',
    'amss-mli1088',
  ),
  row(['71049000', 5], ['3.1', 'nobody', 'Notre quartier est oublié sur la liste.'], 'in_review'),
  row(
    ['63071000', 6],
    ['3.2', 'nobody', 'Un commerçant qui a deux boutiques est sur la liste.'],
    'in_review',
  ),
  row(['61091000', 7], ['3.5', 'nobody', 'On m’a retiré de la liste sans explication.'], 'in_review'),
  row(['71091000', 4], ['4.1', 'committee', 'Celui qui tient la liste réclame de l’argent.'], 'received'),
  row(['51021000', 5], ['4.1', 'agency', 'Au paiement on demande 1 000 francs à chacun.'], 'in_review'),
  row(['62091000', 3], ['4.4', 'agency', 'Le payeur crie sur les vieux et les renvoie.'], 'received'),
  row(['52025000', 6], ['1.3', 'nobody', 'J’ai reçu 30 000 au lieu de 45 000.'], 'in_review'),
  row(['72001000', 3], ['1.3', 'agency', 'On a pris mon argent : 30 000 au lieu de 45 000.'], 'in_review'),
  row(['58073000', 2], ['5.4', 'nobody', 'Je me suis blessé à la main au chantier.'], 'received'),
  row(['58073000', 9], ['5.3', 'nobody', 'Dix jours de travaux, six jours payés.'], 'in_review'),
  row(['53001000', 8], ['4.2', 'chief', 'Chaque femme a laissé 2 000 francs.'], 'in_review'),
  row(['56056000', 9], ['4.3', 'other', 'Une personne touche sous deux noms.'], 'in_review'),
  row(['25055000', 6], ['3.3', 'nobody', 'Nous sommes neuf et c’est écrit cinq.'], 'in_review'),
  row(['72001000', 7], ['2.4', 'nobody', 'J’ai oublié mon code, le compte est bloqué.'], 'decided'),
  row(
    ['71091000', 1],
    ['7.1', 'unknown', 'Des inconnus attendent les gens sur la route le jour du paiement.'],
    'received',
  ),
]

/** Further on their way, long enough ago to have got there; some ways take weeks. */
const onTheWay: readonly Row[] = [
  row(['51061000', 26], ['3.1', 'nobody', 'Je suis veuve avec six enfants, pas inscrite.'], 'contested'),
  row(['72013000', 27], ['1.2', 'nobody', 'Le paiement est en retard de deux mois.'], 'no_answer'),
  row(['62061000', 24], ['3.4', 'nobody', 'Mon père est décédé, c’est moi qui dois recevoir.'], 'confirmed'),
  row(['44017000', 40], ['2.1', 'nobody', 'Carte perdue au marché.'], 'remedy_pending'),
  row(['52037000', 100], ['1.3', 'nobody', 'Il manque un mois et personne n’explique.'], 'remedy_done'),
  row(['63016000', 95], ['1.1', 'nobody', 'Deux paiements passés, toujours rien reçu.'], 'remedy_done'),
]

function atDesks(households: readonly Household[], now: Date): readonly Told[] {
  const taken = new Set<Household>()
  const somebody = (commune: string, programme: ProgrammeId = 'jigisemejiri'): readonly Household[] => {
    const found = households.find(
      (one) =>
        one.commune === commune && one.programme === programme && one.phone !== undefined && !taken.has(one),
    )
    if (found) taken.add(found)
    return found ? [found] : []
  }
  return [
    ...[...atEveryDesk, ...onTheWay].flatMap(({ at: [commune, daysAgo], about, stands, programme }) =>
      somebody(commune, programme).map((household): Told => {
        const [meant, whom, words] = about
        const filing = byPhone(household, morning(now, daysAgo), meant, words, whom)
        return [filing, standing(stands, { meant, isAssigned: true, isPlain: true })]
      }),
    ),
    ...(['71025000', '63091000'] as const).flatMap((commune) =>
      somebody(commune).map(
        (household): Told => [dropped(household, now), { plan: nothing, stopAt: 'interrupted' }],
      ),
    ),
    ...somebody('71091000').map(
      (household): Told => [accusing(household, now), standing('in_review', { meant: '4.4', isPlain: true })],
    ),
  ]
}

const nothing: Plan = function* () {}

/** The network went in the middle of a call, the evening before. */
function dropped(household: Household, now: Date): Filing {
  const evening = new Date(morning(now, 1).getTime() + 540 * minuteMs)
  const { submission, ...filing } = byPhone(household, evening, '2.2', '')
  const { text: _, ...said } = submission
  return { ...filing, submission: { ...said, callBack: true, interrupted: true } }
}

/** Told on the phone, of an officer by name: it is not there for whom it is about, nor for the office. */
function accusing(household: Household, now: Date): Filing {
  const writer = demoOfficer('adama-coulibaly')
  const filing = byPhone(
    household,
    morning(now, 5),
    '4.4',
    'À l’antenne on m’a mal reçue et renvoyée deux fois.',
    'programme',
  )
  const complainant = {
    name: household.headName,
    sex: household.headSex,
    householdId: household.householdId,
    anonymous: false,
  }
  return {
    ...filing,
    submission: {
      ...filing.submission,
      channel: 'phone_call',
      complainant,
      enteredBy: writer.officerId,
      accusedOfficers: ['hawa-dicko'],
    },
    by: actorOf(writer),
  }
}

/** `known`: the households of the phone simulator; `others`: any. */
export const stories = (
  known: readonly Household[],
  others: readonly Household[],
  now: Date,
): readonly Told[] => [...knownFor(known, now), ...atDesks(others, now)]
