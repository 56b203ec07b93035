/**
 * What people say, in plain short French as it is typed on a keypad: some with accents, some without. Put together from an
 * opening, a matter and an end, so that hundreds are different. A few words of Bambara where they are certain.
 */
import { categories, type FiledCategory } from '../../shared/domain/categories.ts'
import type { Language } from '../../shared/domain/languages.ts'
import type { Chance } from './chance.ts'

const openings = [
  '',
  '',
  '',
  'Bonjour. ',
  'Salam. ',
  'Bonjour, ',
  'S’il vous plaît, ',
  'Bonsoir. ',
  'Pardon, ',
] as const
const ends = [
  '',
  '',
  '',
  ' Que faire ?',
  ' Merci de m’aider.',
  ' On attend votre réponse.',
  ' Merci.',
] as const
const endsOfWaiting = [...ends, ' On attend depuis longtemps.', ' Les enfants ont faim.'] as const

const matters: Readonly<Record<FiledCategory, readonly string[]>> = {
  '1.1': [
    'je n’ai rien reçu au paiement',
    'mon nom est sur la liste mais je n’ai pas eu mon argent',
    'tout le village a touché sauf nous',
    'on m’a dit de revenir et le bureau était fermé',
    'le payeur n’a pas trouvé mon nom',
    'j’ai attendu toute la journée, je suis rentré sans rien',
    'deux paiements passés, toujours rien reçu',
    'la machine a refusé ma carte et on ne m’a pas payé',
    'l’argent n’est pas arrivé sur mon téléphone',
    'mon mari est au champ, on n’a pas voulu me payer à sa place',
    'on a signé mais je n’ai pas eu mon argent',
    'rien recu depuis la fete',
  ],
  '1.2': [
    'le paiement est en retard de deux mois',
    'on nous avait dit avant la fin du mois, toujours pas payé',
    'à quand le paiement, il est en retard',
    'les autres communes sont payées, pas encore payé chez nous',
    'le paiement du trimestre n’est toujours pas venu',
    'retard du paiement, la rentrée des enfants est passée',
    'on attend l’argent depuis la récolte',
    'pas encore paye, le mois est fini',
  ],
  '1.3': [
    'j’ai reçu 30 000 au lieu de 45 000',
    'l’argent est incomplet, il manque un mois',
    'on m’a donné la moitié seulement',
    'le montant n’est pas celui de mon voisin',
    'une partie seulement, le reste n’est pas venu',
    'il manque 15 000 et personne n’explique',
    'ils ont payé deux mois, pas tout',
  ],
  '1.4': [
    'j’étais absent le jour du paiement, j’étais à l’hôpital',
    'j’étais en voyage, personne ne m’a dit la date',
    'absente le jour du paiement, mon enfant était malade',
    'j’étais aux champs, le message est venu le jour même',
    'la route était coupée, je n’étais pas là le jour du paiement',
    'absent pour un deuil, comment toucher mon argent',
    'ma mère est âgée et n’a pas pu venir, absente au paiement',
  ],
  '2.1': [
    'ma carte est perdue',
    'ma carte est abîmée par l’eau',
    'la carte est cassée, la machine ne lit pas',
    'ma carte est restée dans la case qui a brûlé',
    'je n’ai jamais reçu ma carte',
    'carte perdue au marché',
  ],
  '2.2': [
    'j’ai perdu mon téléphone avec la SIM',
    'téléphone volé au marché, mon argent est dessus',
    'ma SIM est bloquée par l’opérateur',
    'sim perdue pendant le voyage',
    'téléphone perdu dans le fleuve',
  ],
  '2.3': [
    'j’ai un nouveau numéro',
    'numéro changé, l’ancien ne passe plus ici',
    'le numéro écrit sur la liste n’est pas le mien',
    'j’ai changé de numéro, le réseau ne passait plus',
  ],
  '2.4': [
    'j’ai oublié mon code, le compte est bloqué',
    'compte bloqué depuis le dernier paiement',
    'la machine dit compte bloqué',
    'code oublié, l’agence ne répond pas',
  ],
  '3.1': [
    'nous sommes très pauvres et pas sur la liste',
    'l’enquête n’est pas passée chez nous, on est oubliés sur la liste',
    'je suis veuve avec six enfants, pas inscrite',
    'on nous a inscrits mais le nom ne sort pas sur la liste',
    'déplacés depuis deux ans, jamais pris sur la liste',
    'mon quartier est oublié sur la liste',
    'un infirme dans la famille et pas inscrit',
    'la liste est affichée, notre nom n’y est pas',
    'trois familles de notre rue sont oubliées',
  ],
  '3.2': [
    'un commerçant qui a deux boutiques est sur la liste',
    'une famille riche est inscrite et les pauvres non',
    'quelqu’un qui habite Bamako touche ici',
    'le propriétaire d’un camion est sur la liste',
    'un salarié reçoit l’argent des pauvres',
  ],
  '3.3': [
    'mon nom est mal écrit',
    'nous sommes neuf et c’est écrit cinq',
    'le prénom de ma mère est faux sur le papier',
    'un enfant est né, il faut corriger',
    'l’âge du chef de ménage est faux',
  ],
  '3.4': [
    'mon père est décédé, c’est moi qui dois recevoir',
    'le receveur est parti en exode, il faut changer',
    'ma mère ne voit plus, il faut un autre receveur',
    'je demande que ma femme reçoive à ma place',
  ],
  '3.5': [
    'on m’a retiré de la liste sans explication',
    'retirés de la liste après la visite, nous demandons pourquoi',
    'mon nom est rayé depuis le troisième paiement',
    'rayée de la liste parce que j’ai déménagé',
  ],
  '4.1': [
    'au paiement on demande 1 000 francs à chacun',
    'il faut donner quelque chose pour passer devant',
    'celui qui tient la liste réclame de l’argent',
    'on paie pour avoir sa carte',
  ],
  '4.2': [
    'quelqu’un a gardé une part de mon argent',
    'on a pris notre argent en disant que c’est pour le comité',
    'il a pris mon argent devant le bureau',
    'chaque femme a laissé 2 000 francs',
  ],
  '4.3': [
    'une personne touche sous deux noms',
    'un défunt est payé chaque fois',
    'ce ménage n’existe pas au village',
  ],
  '4.4': [
    'on m’a insultée devant tout le monde',
    'le payeur crie sur les vieux et les renvoie',
    'ils font attendre exprès ceux de notre quartier',
  ],
  '5.1': [
    'la causerie n’a pas eu lieu',
    'l’animateur ne vient plus depuis deux mois',
    'les causeries sont à l’heure du marché, les femmes ne peuvent pas venir',
    'on parle trop vite, on ne comprend pas',
  ],
  '5.2': [
    'la farine des enfants n’est pas venue ce mois',
    'farine distribuée à la moitié des mères',
    'le sac de farine était mouillé',
    'pas de farine pour les jumeaux',
  ],
  '5.3': [
    'le salaire HIMO du mois n’est pas payé',
    'dix jours de travaux, six jours payés',
    'nous attendons le salaire du chantier',
    'les pelles sont à notre charge au chantier HIMO',
  ],
  '5.4': ['je me suis blessé à la main au chantier', 'une pierre est tombée sur mon pied aux travaux'],
  '5.5': [
    'notre groupement attend la subvention',
    'la subvention est venue sans le deuxième versement',
    'les chèvres du groupement sont arrivées malades',
    'le matériel du groupement est incomplet',
    'la formation promise au groupement n’a pas commencé',
  ],
  '7.1': [
    'des inconnus attendent les gens sur la route le jour du paiement',
    'on me menace depuis que j’ai parlé',
  ],
  '7.2': [
    'dispute entre deux quartiers à cause de la liste',
    'le puits est fermé à ceux qui sont payés',
    'les anciens ne se parlent plus depuis le ciblage',
  ],
  '8': [
    'quand est le prochain paiement',
    'où faut-il aller pour toucher',
    'combien de mois va durer le programme',
    'faut-il payer quelque chose pour la carte',
    'est-ce que ma fille peut recevoir à ma place',
    'qui choisit les ménages',
    'je peux changer de lieu de paiement',
    'le programme est fini ou pas',
    'quels papiers faut-il apporter',
    'pourquoi les enquêteurs sont passés',
    'c’est quoi la carte qu’on donne',
    'l’argent vient en espèces ou sur le téléphone',
  ],
  '9': [
    'merci, l’argent a payé l’école',
    'merci, avec la subvention j’ai ouvert mon commerce',
    'merci, l’agent nous a bien expliqué',
    'une idée : payez le matin, il fait trop chaud',
    'une idée : dites la date au crieur du marché',
    'que Dieu vous aide, les enfants mangent',
  ],
}

const inBambara: Readonly<Partial<Record<FiledCategory, readonly string[]>>> = {
  '1.1': ['N ma wari sɔrɔ.', 'N ma wari sɔrɔ fɔlɔ.'],
  '9': ['I ni ce.', 'Aw ni ce.', 'Aw ni ce kosɛbɛ.'],
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)
const withoutAccents = (text: string) => text.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('’', "'")

function endOf(category: FiledCategory, chance: Chance): string {
  if (category === '8' || category === '9') return ''
  return chance.pick(categories[category].group === 'payment' ? endsOfWaiting : ends)
}

export function wordsFor(category: FiledCategory, language: Language, chance: Chance): string {
  const bambara = language === 'bm' ? inBambara[category] : undefined
  if (bambara && chance.isTrue(0.7)) return chance.pick(bambara)
  const opening = chance.pick(openings)
  const matter = chance.pick(matters[category])
  const begun = /(^|[.] )$/.test(opening) ? `${opening}${capital(matter)}` : `${opening}${matter}`
  const text = `${begun}${category === '8' ? ' ?' : '.'}${endOf(category, chance)}`
  return chance.isTrue(0.45) ? withoutAccents(text) : text
}

/** What somebody answers to a question of staff. */
export const replies = [
  'Oui, c’est bien moi.',
  'Le numéro de la carte est sur le papier, je l’apporte demain.',
  'C’était le matin, vers dix heures.',
  'Nous sommes sept dans la famille.',
  'Au bureau de la mairie.',
  'Oui j’ai encore le reçu.',
  'Je ne sais pas lire, appelez-moi.',
  'Mon voisin a vu, il peut parler.',
  'La dernière fois c’était avant l’hivernage.',
] as const

/** Why somebody does not agree. */
export const objections = [
  'Je ne suis pas d’accord, on ne m’a rien donné.',
  'Ce n’est pas vrai, personne n’est venu.',
  'Non, il manque encore un mois.',
  '2. Je veux parler à quelqu’un d’autre.',
  'On ne nous a pas écoutés.',
] as const
