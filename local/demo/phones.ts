/** People to hold the phone of the simulator, from somebody whom the line knows well to somebody it never heard of. */
import type { Language } from '../../shared/domain/languages.ts'
import type { PhoneNumber } from '../../shared/domain/phone-number.ts'
import type { ProgrammeId } from '../../shared/domain/programmes.ts'

export interface DemoPhone {
  readonly number: PhoneNumber
  readonly label: string
  readonly about: string
  /** The commune that the line knows this number by. */
  readonly place?: string
}

/** Somebody whose household is in the registry. */
export interface KnownPerson extends DemoPhone {
  readonly household: {
    readonly headName: string
    readonly headSex: 'woman' | 'man'
    readonly commune: string
    readonly village: string
    readonly programme: ProgrammeId
    readonly language: Language
  }
}

const number = (digits: string) => `+223${digits}` as PhoneNumber

const known = (
  digits: string,
  label: string,
  about: string,
  household: Omit<KnownPerson['household'], 'programme' | 'language'> & { readonly language?: Language },
): KnownPerson => ({
  number: number(digits),
  label,
  about,
  place: household.commune,
  household: { programme: 'jigisemejiri', language: 'fr', ...household },
})

const inGoundam = known(
  '70000001',
  'Fadimata, à Goundam',
  'Bénéficiaire connue de la ligne, en français. Un dossier ancien, terminé : le 0 le montre.',
  { headName: 'Fadimata Yattara', headSex: 'woman', commune: '63091000', village: 'Hamdallaye' },
)
const inGounzoureye = known(
  '60000002',
  'Idrissa, à Gounzourèye',
  'Bénéficiaire connu. Sa carte est perdue : le dossier est en cours.',
  { headName: 'Idrissa Albarka', headSex: 'man', commune: '71025000', village: 'Kokoïra' },
)
const committeeMember = known(
  '70000102',
  'Ousmane, du comité communal',
  'Secrétaire du comité de Goundam, sans e-mail : les alertes de sa file arrivent ici par SMS.',
  { headName: 'Ousmane Touré', headSex: 'man', commune: '63091000', village: 'Château' },
)
const asked = known(
  '60000003',
  'Zeïnabou, à Diré',
  'On lui a posé une question : sa réponse par SMS rejoint son dossier.',
  { headName: 'Zeïnabou Cissé', headSex: 'woman', commune: '62091000', village: 'Médina' },
)
const inBambara = known(
  '50000004',
  'Bréhima, à Safo (bambara)',
  'La ligne lui parle bambara ; ces textes attendent la relecture d’un locuteur.',
  { headName: 'Bréhima Samaké', headSex: 'man', commune: '25055000', village: 'Missira', language: 'bm' },
)

/** The order is the order in the registry; the story of each is told with the complaints. */
export const knownPeople = [inGoundam, inGounzoureye, committeeMember, asked, inBambara] as const
export const story = { closed: inGoundam, cardLost: inGounzoureye, asked } as const

export const phones: readonly DemoPhone[] = [
  ...knownPeople.map(({ household: _, ...phone }) => phone),
  {
    number: number('70009876'),
    label: 'Un numéro inconnu',
    about: 'N’a jamais appelé : la ligne demande d’abord sa langue, puis où il habite.',
  },
]
