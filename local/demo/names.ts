/** Names as they are common in Mali, put together by chance: whoever bears one of them is not meant. */
import type { Chance } from './chance.ts'

export type Sex = 'woman' | 'man'

const womensNames = [
  'Aïchata', 'Aïssata', 'Alimata', 'Aminata', 'Assétou', 'Awa', 'Bintou', 'Coumba', 'Djénéba', 'Fadimata', 'Fanta',
  'Fatoumata', 'Hadja', 'Halimatou', 'Hawa', 'Kadiatou', 'Kadidia', 'Korotoumou', 'Mariam', 'Maïmouna', 'Nafissa',
  'Nana', 'Niélé', 'Oumou', 'Ramata', 'Rokia', 'Safiatou', 'Salimata', 'Sitan', 'Tata', 'Tenin', 'Zahara', 'Zeïnabou',
] as const
const mensNames = [
  'Abdoulaye', 'Abdramane', 'Adama', 'Alassane', 'Alhousseini', 'Aliou', 'Almahdi', 'Amadou', 'Bakary', 'Boubacar',
  'Bréhima', 'Daouda', 'Drissa', 'Hamidou', 'Harouna', 'Ibrahima', 'Idrissa', 'Issa', 'Kalilou', 'Lassana', 'Madou',
  'Mahamane', 'Mamadou', 'Modibo', 'Mohamed', 'Moussa', 'Oumar', 'Ousmane', 'Salif', 'Seydou', 'Sidi', 'Souleymane',
  'Soumaïla', 'Youssouf',
] as const
const northernFamilies = [
  'Albarka', 'Alhousseini', 'Arby', 'Ascofaré', 'Boncana', 'Cissé', 'Dicko', 'Djitteye', 'Haïdara', 'Kounta', 'Maïga',
  'Sankaré', 'Sidibé', 'Tandina', 'Touré', 'Yattara',
] as const
const centralFamilies = [
  'Arama', 'Barry', 'Cissé', 'Dembélé', 'Dolo', 'Guindo', 'Kassogué', 'Kodio', 'Nantoumé', 'Ongoïba', 'Ouologuem',
  'Sangaré', 'Tapily', 'Togo', 'Traoré', 'Yalcouyé',
] as const
const southernFamilies = [
  'Ballo', 'Camara', 'Coulibaly', 'Dembélé', 'Diabaté', 'Diallo', 'Diarra', 'Fofana', 'Kané', 'Koné', 'Samaké',
  'Sanogo', 'Sidibé', 'Sissoko', 'Tangara', 'Traoré',
] as const

const familiesOf = (region: string): readonly string[] =>
  region === 'ML06' || region === 'ML07' ? northernFamilies : region === 'ML05' ? centralFamilies : southernFamilies

export function nameIn(region: string, sex: Sex, chance: Chance): string {
  return `${chance.pick(sex === 'woman' ? womensNames : mensNames)} ${chance.pick(familiesOf(region))}`
}
