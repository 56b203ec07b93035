/**
 * The officers of the demonstration, one to pick for every kind of desk: who answers in a village, in a cercle, in a
 * region, in Bamako, and outside. All fictional, with numbers and addresses that lead nowhere.
 */
import type { Officer } from '../../shared/domain/officer.ts'
import { type UnitId, unit } from '../../shared/domain/units.ts'

/** Language, activity and everything that most of them share. */
export const officerOf = (
  of: Pick<Officer, 'officerId' | 'name' | 'title' | 'role' | 'clearance'> &
    Partial<Officer> & { readonly units: readonly UnitId[] },
): Officer => ({ language: 'fr', active: true, ...of })

const mail = (officerId: string) => `${officerId}@jigikan.example`
const withMail = <Of extends { readonly officerId: string }>(of: Of) => ({ ...of, email: mail(of.officerId) })

export const officers: readonly Officer[] = [
  officerOf({
    officerId: 'aminata-traore',
    name: 'Aminata Traoré',
    title: 'Relais du comité communal de Gounzourèye',
    role: 'relay',
    units: [unit('commune', '71025000')],
    clearance: 'S1',
    alertPhone: '+22370000101',
  }),
  officerOf({
    officerId: 'ousmane-toure',
    name: 'Ousmane Touré',
    title: 'Secrétaire du comité communal de Goundam',
    role: 'officer',
    units: [unit('commune', '63091000')],
    clearance: 'S1',
    alertPhone: '+22370000102',
  }),
  officerOf(
    withMail({
      officerId: 'boubacar-maiga',
      name: 'Boubacar Maïga',
      title: 'Chargé des plaintes, CCL de Gao',
      role: 'officer',
      units: [unit('ccl', 'ML0703')],
      clearance: 'S1',
    }),
  ),
  officerOf({
    officerId: 'fatoumata-cisse',
    name: 'Fatoumata Cissé',
    title: 'Chargée des plaintes, CCL de Goundam',
    role: 'officer',
    units: [unit('ccl', 'ML0602')],
    clearance: 'S2',
    alertPhone: '+22370000103',
  }),
  officerOf(
    withMail({
      officerId: 'mahamane-haidara',
      name: 'Mahamane Haïdara',
      title: 'Secrétaire du CCR de Tombouctou',
      role: 'officer',
      units: [unit('ccr', 'ML06')],
      clearance: 'S1',
    }),
  ),
  officerOf(
    withMail({
      officerId: 'hawa-dicko',
      name: 'Hawa Dicko',
      title: 'Responsable de l’antenne UTGFS de Gao',
      role: 'supervisor',
      units: [unit('utgfs-regional', 'ML07')],
      clearance: 'S2',
    }),
  ),
  officerOf(
    withMail({
      officerId: 'oumar-guindo',
      name: 'Oumar Guindo',
      title: 'Chargé de suivi, antenne UTGFS de Mopti',
      role: 'officer',
      units: [unit('utgfs-regional', 'ML05')],
      clearance: 'S2',
    }),
  ),
  officerOf(
    withMail({
      officerId: 'safiatou-ascofare',
      name: 'Safiatou Ascofaré',
      title: 'Chargée de suivi, antenne UTGFS de Tombouctou',
      role: 'officer',
      units: [unit('utgfs-regional', 'ML06')],
      clearance: 'S2',
    }),
  ),
  officerOf(
    withMail({
      officerId: 'modibo-sangare',
      name: 'Modibo Sangaré',
      title: 'Chargé des transferts monétaires, UTGFS',
      role: 'officer',
      units: [unit('utgfs-tm')],
      clearance: 'S2',
    }),
  ),
  officerOf(
    withMail({
      officerId: 'mariam-kone',
      name: 'Mariam Koné',
      title: 'Chargée des activités (HIMO, AGR, MA, PNP), UTGFS',
      role: 'officer',
      units: [unit('utgfs-himo'), unit('utgfs-agr'), unit('utgfs-ma'), unit('utgfs-pnp')],
      clearance: 'S2',
    }),
  ),
  officerOf(
    withMail({
      officerId: 'adama-coulibaly',
      name: 'Adama Coulibaly',
      title: 'Superviseur national des plaintes, UTGFS',
      role: 'supervisor',
      units: [unit('utgfs-national')],
      clearance: 'S2',
    }),
  ),
  officerOf(
    withMail({
      officerId: 'rokia-sissoko',
      name: 'Rokia Sissoko',
      title: 'Auditrice interne, UTGFS',
      role: 'officer',
      units: [unit('utgfs-audit')],
      clearance: 'S2',
    }),
  ),
  officerOf(
    withMail({
      officerId: 'seydou-berthe',
      name: 'Seydou Berthé',
      title: 'Gestionnaire de données, RSU / SIG',
      role: 'officer',
      units: [unit('rsu-sig')],
      clearance: 'S1',
    }),
  ),
  officerOf(
    withMail({
      officerId: 'issa-dembele',
      name: 'Issa Dembélé',
      title: 'Chargé de clientèle, Sahel Cash (agence fictive)',
      role: 'officer',
      units: [unit('agency', 'sahel-cash')],
      clearance: 'S1',
    }),
  ),
  officerOf({
    officerId: 'mohamed-ag-ibrahim',
    name: 'Mohamed Ag Ibrahim',
    title: 'Animateur AMSS, Goundam et Diré',
    role: 'officer',
    units: [unit('ngo', 'amss-mli1088')],
    clearance: 'S1',
    programmes: ['amss-mli1088'],
    alertPhone: '+22370000104',
  }),
  officerOf({
    officerId: 'almoustapha-boncana',
    name: 'Almoustapha Boncana',
    title: 'Point focal sécurité, Gao',
    role: 'officer',
    units: [unit('security', 'ML07')],
    clearance: 'S2',
    alertPhone: '+22370000105',
  }),
  officerOf({
    officerId: 'kadidia-diarra',
    name: 'Kadidia Diarra',
    title: 'Personne formée à l’écoute',
    role: 'focal_point',
    units: [unit('focal-woman')],
    clearance: 'S3',
    alertPhone: '+22370000106',
  }),
  officerOf({
    officerId: 'soumaila-camara',
    name: 'Soumaïla Camara',
    title: 'Personne formée à l’écoute',
    role: 'focal_point',
    units: [unit('focal-man')],
    clearance: 'S3',
    alertPhone: '+22370000107',
  }),
  officerOf(
    withMail({
      officerId: 'yacouba-fofana',
      name: 'Yacouba Fofana',
      title: 'Administrateur du système',
      role: 'admin',
      units: [unit('rsu-sig')],
      clearance: 'S0',
      language: 'en',
    }),
  ),
  // Some rights take two: this is the second.
  officerOf(
    withMail({
      officerId: 'nana-kone',
      name: 'Nana Koné',
      title: 'Administratrice, UTGFS nationale',
      role: 'admin',
      units: [unit('utgfs-national')],
      clearance: 'S1',
    }),
  ),
]

/** The demo officer of that id; a demonstration that names somebody who is not there is a mistake. */
export function demoOfficer(officerId: string): Officer {
  const found = officers.find((officer) => officer.officerId === officerId)
  if (!found) throw new RangeError('there is no such demo officer')
  return found
}
