/**
 * Those with whom the demo officers work and whom nobody picks at sign-in: a relay in every other commune, and somebody at
 * the desks of the other places, so that every name in a history is somebody's. All fictional.
 */
import type { Officer, Role } from '../../shared/domain/officer.ts'
import { communeOf } from '../../shared/domain/places.ts'
import type { Sensitivity } from '../../shared/domain/sensitivity.ts'
import { type UnitId, unit } from '../../shared/domain/units.ts'
import { chanceOf } from './chance.ts'
import { communes } from './communes.ts'
import { nameIn, type Sex } from './names.ts'
import { officerOf, officers } from './officers.ts'

type Desk = readonly [
  officerId: string,
  name: string,
  title: string,
  units: readonly UnitId[],
  clearance: Sensitivity,
  role?: Role,
]
const desks: readonly Desk[] = [
  ['nana-tandina', 'Nana Tandina', 'Chargée des plaintes, CCL de Diré', [unit('ccl', 'ML0601')], 'S1'],
  ['sidi-kounta', 'Sidi Kounta', 'Chargé des plaintes, CCL de Tombouctou', [unit('ccl', 'ML0605')], 'S1'],
  ['hamidou-yattara', 'Hamidou Yattara', 'Chargé des plaintes, CCL d’Ansongo', [unit('ccl', 'ML0701')], 'S1'],
  ['idrissa-albarka', 'Idrissa Albarka', 'Secrétaire du CCR de Gao', [unit('ccr', 'ML07')], 'S1'],
  ['niele-dolo', 'Niélé Dolo', 'Chargée des plaintes, CCL de Bandiagara', [unit('ccl', 'ML0501')], 'S1'],
  [
    'daouda-togo',
    'Daouda Togo',
    'Chargé des plaintes, CCL de Koro et Bankass',
    [unit('ccl', 'ML0505'), unit('ccl', 'ML0502')],
    'S1',
  ],
  [
    'aissata-barry',
    'Aïssata Barry',
    'Chargée des plaintes, CCL de Mopti et Youwarou',
    [unit('ccl', 'ML0506'), unit('ccl', 'ML0508')],
    'S1',
  ],
  ['hawa-kodio', 'Hawa Kodio', 'Secrétaire du CCR de Mopti', [unit('ccr', 'ML05')], 'S1'],
  [
    'salif-tangara',
    'Salif Tangara',
    'Chargé de suivi, antenne UTGFS de Ségou',
    [unit('utgfs-regional', 'ML04'), unit('ccl', 'ML0403')],
    'S2',
  ],
  [
    'oumou-samake',
    'Oumou Samaké',
    'Chargée de suivi, antenne UTGFS de Koulikoro',
    [unit('utgfs-regional', 'ML02'), unit('ccl', 'ML0204')],
    'S2',
  ],
  [
    'assetou-diallo',
    'Assétou Diallo',
    'Adjointe du superviseur national, UTGFS',
    [unit('utgfs-national')],
    'S2',
    'supervisor',
  ],
  ['lassana-ballo', 'Lassana Ballo', 'Assistant aux transferts monétaires, UTGFS', [unit('utgfs-tm')], 'S2'],
  ['ramata-sidibe', 'Ramata Sidibé', 'Opératrice de saisie, RSU / SIG', [unit('rsu-sig')], 'S1'],
  ['alassane-arby', 'Alassane Arby', 'Animateur AMSS, Gao et Ansongo', [unit('ngo', 'amss-ensemble')], 'S1'],
  [
    'drissa-ouologuem',
    'Drissa Ouologuem',
    'Animateur du projet de paix, Bandiagara et Macina',
    [unit('ngo', 'paix-pbf')],
    'S1',
  ],
  ['coumba-fofana', 'Coumba Fofana', 'Animatrice des filets sociaux', [unit('ngo', 'jigisemejiri')], 'S1'],
  ['harouna-kassogue', 'Harouna Kassogué', 'Point focal sécurité, Mopti', [unit('security', 'ML05')], 'S2'],
  ['almahdi-dicko', 'Almahdi Dicko', 'Point focal sécurité, Tombouctou', [unit('security', 'ML06')], 'S2'],
]

function relayOf(code: string): Officer {
  const chance = chanceOf(`relay/${code}`)
  const commune = communeOf(code)
  const sex: Sex = chance.isTrue(0.5) ? 'woman' : 'man'
  return officerOf({
    officerId: `relais-${code}`,
    name: nameIn(commune?.regionCode ?? '', sex, chance),
    title: `Relais du comité communal de ${commune?.name ?? code}`,
    role: 'relay',
    units: [unit('commune', code)],
    clearance: 'S1',
  })
}

const hasRelay = (code: string): boolean =>
  officers.some(({ role, units }) => role === 'relay' && units.includes(unit('commune', code)))

export const colleagues: readonly Officer[] = [
  ...desks.map(([officerId, name, title, units, clearance, role = 'officer']) =>
    officerOf({ officerId, name, title, role, units, clearance, email: `${officerId}@jigikan.example` }),
  ),
  ...communes.filter(({ code }) => !hasRelay(code)).map(({ code }) => relayOf(code)),
]

export const everybody: readonly Officer[] = [...officers, ...colleagues]
