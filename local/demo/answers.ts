/** What staff write: for the file, and to the phone. What goes to a phone names nobody and says no amount with a place. */
import { type CategoryGroup, categories, type FiledCategory } from '../../shared/domain/categories.ts'

export interface Verdict {
  /** For the file. */
  readonly summary: string
  /** To the phone. */
  readonly answer: string
}

type Verdicts = readonly Verdict[]
const verdict = (summary: string, answer: string): Verdict => ({ summary, answer })

const upheld: Readonly<Record<Exclude<CategoryGroup, 'private'>, Verdicts>> = {
  payment: [
    verdict(
      'Vérifié sur l’état de paiement : non émargé. Rattrapage au prochain passage.',
      'Vous serez payé au prochain passage.',
    ),
    verdict(
      'Le lot de paiement a été rejeté pour une erreur de saisie ; corrigé avec l’agence.',
      'L’erreur est corrigée, le reste suit.',
    ),
    verdict(
      'Confirmé par le relais : ménage présent, non payé. Ordre de paiement complémentaire.',
      'C’est vérifié : un paiement est prévu pour vous.',
    ),
    verdict(
      'Écart d’un mois constaté avec l’état. Complément demandé à l’agence.',
      'Vous aviez raison, le complément est demandé.',
    ),
  ],
  card: [
    verdict('Perte déclarée, ancienne carte annulée, nouvelle demandée.', 'Une nouvelle carte est demandée.'),
    verdict(
      'Identité vérifiée avec le relais ; dossier mis à jour chez l’agence.',
      'Le changement est fait.',
    ),
    verdict('Compte gelé puis rouvert après vérification.', 'Le compte est rouvert.'),
  ],
  list: [
    verdict(
      'Visite au ménage : les critères sont remplis. Inscription proposée à la prochaine mise à jour.',
      'Votre demande est acceptée pour la prochaine mise à jour.',
    ),
    verdict('Pièces vues, information corrigée dans le registre.', 'La correction est faite.'),
    verdict(
      'Le comité d’arbitrage a entendu les deux parties et donne suite.',
      'Le comité vous donne raison.',
    ),
  ],
  money: [
    verdict(
      'Faits confirmés par trois témoins. Rappel écrit, restitution demandée.',
      'Une suite est donnée.',
    ),
    verdict('Recoupement fait sur place par l’antenne ; mesures prises.', 'Une suite est donnée.'),
  ],
  activities: [
    verdict(
      'Séance reportée faute d’animateur ; nouvelle date fixée avec le groupe.',
      'Une nouvelle date est fixée avec le groupe.',
    ),
    verdict(
      'Pointage relu avec le chef de chantier : jours manquants ajoutés.',
      'Les jours manquants sont ajoutés.',
    ),
    verdict(
      'Livraison incomplète confirmée par le procès-verbal ; complément commandé.',
      'Le complément est commandé.',
    ),
  ],
  danger: [
    verdict(
      'Réunion de médiation tenue avec les anciens ; accord signé.',
      'Une rencontre a eu lieu et un accord est trouvé.',
    ),
    verdict('Trajet et horaire changés avec le point focal sécurité.', 'Des mesures sont prises.'),
  ],
  question: [
    verdict(
      'Renseignement donné.',
      'Le relais annonce la date dès qu’elle est fixée. Retirer son argent ne coûte rien.',
    ),
    verdict('Renseignement donné.', 'Venez avec votre carte et une pièce. Retirer son argent ne coûte rien.'),
    verdict('Renseignement donné.', 'Une autre personne peut recevoir : demandez la procuration au comité.'),
    verdict('Renseignement donné.', 'Le programme dure trente-six mois.'),
    verdict('Renseignement donné.', 'Le choix suit l’enquête, puis le village le valide en assemblée.'),
  ],
  thanks: [
    verdict('Remerciement lu en réunion d’équipe.', 'Merci, votre message est lu à toute l’équipe.'),
    verdict('Idée transmise à la réunion mensuelle.', 'Merci, votre idée est transmise.'),
  ],
}

const notUpheld: Verdicts = [
  verdict(
    'Émargement retrouvé, pièce à l’appui ; expliqué par téléphone.',
    'Vérification faite, le paiement a bien été retiré.',
  ),
  verdict(
    'Les critères ne sont pas remplis après visite.',
    'Après visite, les critères ne sont pas remplis.',
  ),
  verdict(
    'Rien ne confirme les faits après deux vérifications.',
    'Rien n’a pu être confirmé après deux vérifications.',
  ),
]

export const verdictsFor = (category: FiledCategory, isUpheld: boolean): Verdicts =>
  isUpheld ? upheld[categories[category].group] : notUpheld

export const remedies: Readonly<Record<'payment' | 'card' | 'activities', readonly string[]>> = {
  payment: ['Paiement de rattrapage au prochain passage', 'Complément versé avec le prochain paiement'],
  card: ['Remise de la nouvelle carte au relais', 'Mise à jour du compte par l’agence'],
  activities: ['Complément livré au groupement', 'Jours ajoutés au prochain état de salaire'],
}

export const questions = [
  'À quelle date était-ce ?',
  'Avez-vous gardé le reçu ?',
  'Qui peut confirmer au village ?',
  'Combien de personnes dans le ménage ?',
  'Êtes-vous toujours au même endroit ?',
] as const

export const rejections: Verdicts = [
  verdict('Double d’un dossier déjà ouvert.', 'Un dossier est déjà ouvert pour la même demande.'),
  verdict('Hors des activités du programme.', 'Cette demande ne dépend pas du programme.'),
  verdict('Le ménage n’est pas dans la zone du programme.', 'Votre zone n’est pas encore couverte.'),
]

export const referrals: readonly (Verdict & { readonly body: string })[] = [
  {
    body: 'Service social de la commune',
    ...verdict('Besoin d’un appui que le programme n’a pas.', 'Le service social vous recevra.'),
  },
  {
    body: 'Mairie, état civil',
    ...verdict(
      'Il faut d’abord un acte d’état civil.',
      'Passez à la mairie pour les papiers, puis rappelez.',
    ),
  },
  {
    body: 'Opérateur de téléphone',
    ...verdict('Relève de l’opérateur.', 'L’opérateur peut rétablir la ligne.'),
  },
]
export const restrictedReferrals = [
  'Justice de paix',
  'Brigade territoriale',
  'Inspection des services',
] as const

export const notes = [
  'Appelé le relais : il passe voir le ménage cette semaine.',
  'L’agence confirme recevoir la demande, réponse attendue.',
  'Pièces reçues, scannées et classées.',
  'Vu avec le comité lors de la réunion mensuelle.',
  'Pas de réseau dans la zone depuis deux jours.',
] as const

export const messages = [
  'Nous n’oublions pas votre dossier, la vérification est en cours.',
  'Le relais passera vous voir cette semaine.',
  'Gardez votre reçu, il sera utile.',
] as const

export const closures = [
  'Route coupée par les eaux',
  'Zone fermée pour raison de sécurité',
  'Pas de réseau ni de transport cette semaine',
] as const
export const escalations = [
  'Le délai est passé et le niveau ne répond pas.',
  'Troisième plainte semblable dans la commune.',
  'La décision dépasse le niveau du comité.',
] as const
export const assistedWords = [
  'Réponse donnée par téléphone.',
  'La personne est passée au bureau.',
  'Confirmé par le relais au village.',
] as const
