/**
 * What is kept, by class: what it is for, how long, what brings its end, and what remains. In French, as the programme hands
 * it to the APDP; `npm run docs` draws docs/privacy.md from it, and a test finds any item that is in no class.
 * Durations are set in `keep-days.ts`.
 */
import { keepDays } from './keep-days.ts'

export const remains = ['effacé', 'pseudonymisé', 'gardé'] as const

export interface RetentionClass {
  readonly name: string
  /** Kinds of items of both tables. */
  readonly kinds: readonly string[]
  readonly holds: string
  readonly purpose: string
  /** Undefined: until what `end` says. */
  readonly days?: number
  /** What brings it about: the table's own expiry, the bucket's, the retention clock, or something that happens. */
  readonly by: 'table' | 'bucket' | 'clock' | 'event'
  readonly end: string
  readonly remains: (typeof remains)[number]
}

export const retention: readonly RetentionClass[] = [
  {
    name: 'Sessions USSD',
    kinds: ['session', 'presence'],
    holds: 'Étape de l’appel, réponses en cours, numéro sous forme d’empreinte ; qui regarde quelle plainte',
    purpose: 'Reprendre un appel, répondre pareil à un rappel de l’opérateur',
    days: keepDays.session,
    by: 'table',
    end: 'Expiration (la présence : quelques minutes)',
    remains: 'effacé',
  },
  {
    name: 'Plaintes ouvertes (S0, S1), en cours',
    kinds: ['complaint', 'event', 'message', 'reference', 'alike'],
    holds: 'Catégorie, lieu, mots, nom s’il est donné, empreinte du numéro, histoire, SMS envoyés',
    purpose: 'Répondre à la personne, tenir le délai, rendre des comptes',
    by: 'event',
    end: 'Jamais pendant le traitement : une plainte en cours n’est pas effacée',
    remains: 'gardé',
  },
  {
    name: 'Plaintes ouvertes, terminées',
    kinds: ['complaint', 'event', 'message', 'reference', 'alike'],
    holds: 'Les mêmes',
    purpose: 'Réouverture, recours, contrôle',
    days: keepDays.endedComplaint,
    by: 'clock',
    end: 'À compter de la fin, ou plus tôt à la demande de la personne : mots, nom, numéro, ménage, village et SMS',
    remains: 'pseudonymisé',
  },
  {
    name: 'Plaintes réservées (S2)',
    kinds: ['addition', 'notice', 'watch'],
    holds:
      'Plaintes dans leur propre table et sous leur propre clé ; avis et veilles sans aucun contenu ailleurs',
    purpose: 'Enquêter sur une faute sans exposer la personne',
    by: 'event',
    end: `Par l’espace réservé, à la demande de la personne, une fois finies : mots, nom, numéro ; avis : ${keepDays.notice} jours`,
    remains: 'pseudonymisé',
  },
  {
    name: 'Demandes privées (S3)',
    kinds: ['private', 'private-event'],
    holds: 'Numéro sûr, heure sûre, préférence pour une femme ou un homme, suites',
    purpose: 'Rappeler la personne, et personne d’autre',
    by: 'event',
    end: 'Par le point focal, à la demande de la personne, une fois finies par son choix : numéro et mots',
    remains: 'pseudonymisé',
  },
  {
    name: 'Contacts',
    kinds: ['contact'],
    holds: 'Numéro en clair (le seul endroit), langue, lieu, STOP, ménages, plaintes suivies',
    purpose: 'Répondre, rappeler, ne plus écrire à qui a dit STOP',
    by: 'event',
    end: 'À la demande de la personne, si plus rien n’est en cours et qu’aucun ménage payé n’en dépend',
    remains: 'effacé',
  },
  {
    name: 'Gestes faits une fois, SMS reçus, identifiants de l’opérateur',
    kinds: ['once', 'inbound', 'gateway-id'],
    holds: 'Empreintes et identifiants, réponse automatique',
    purpose: 'Ne rien faire deux fois ; retrouver un accusé de réception',
    days: keepDays.guard,
    by: 'table',
    end: `Expiration (accusés des rappels : ${keepDays.reminders} jours ; ligne d’un registre papier : gardée)`,
    remains: 'effacé',
  },
  {
    name: 'Alertes aux agents',
    kinds: ['email'],
    holds: 'Adresse d’un agent, un lien, aucun contenu',
    purpose: 'Dire que quelque chose attend',
    days: keepDays.email,
    by: 'table',
    end: 'Expiration',
    remains: 'effacé',
  },
  {
    name: 'Messages illisibles (quarantaine)',
    kinds: ['quarantine'],
    holds: 'Quand, par quelle porte, taille et défaut ; ce qu’une avalanche de SMS a dit',
    purpose: 'Comprendre une panne, retrouver ce qu’une personne a voulu dire',
    days: keepDays.quarantine,
    by: 'table',
    end: 'Expiration',
    remains: 'effacé',
  },
  {
    name: 'Ménages et receveurs',
    kinds: ['household', 'household-event', 'household-complaint', 'turn', 'list-item'],
    holds: 'Noms, sexe, année de naissance, commune, village, langue, programmes',
    purpose: 'Savoir qui est payé où ; le registre social en est la source',
    by: 'event',
    end: `Quand le registre les retire ; troisième plainte d’un ménage : ${keepDays.householdComplaint} jours`,
    remains: 'gardé',
  },
  {
    name: 'Paiements et confirmations',
    kinds: [
      'payday',
      'payday-event',
      'payday-totals',
      'due-line',
      'payment-answer',
      'money-answer',
      'call-backs',
      'number-shown',
      'disclosure',
      'disclosure-past',
      'incident',
      'incident-event',
    ],
    holds: 'Montants dus et dits reçus, par ménage ; réponses ; qui a été rappelé',
    purpose: 'Rapprocher la liste, l’agence et ce que disent les ménages',
    by: 'event',
    end: 'Gardés pour le contrôle des comptes ; durée à fixer par le programme',
    remains: 'gardé',
  },
  {
    name: 'Rappels de paiement',
    kinds: ['reminder-round', 'reminder-batch', 'reminder-people', 'reminder-outcomes', 'reminder-coverage'],
    holds: 'Qui a été prévenu de quoi et quand, par empreinte du numéro',
    purpose: 'Corriger une date qui change, répondre à « personne ne m’a prévenue »',
    days: keepDays.reminders,
    by: 'table',
    end: 'Expiration',
    remains: 'effacé',
  },
  {
    name: 'Imports',
    kinds: ['file', 'bad-rows'],
    holds: 'Qui a envoyé quel fichier, lignes refusées',
    purpose: 'Reprendre un import, corriger des lignes',
    days: keepDays.imports,
    by: 'table',
    end: `Expiration (lignes refusées : ${keepDays.files} jours)`,
    remains: 'effacé',
  },
  {
    name: 'Fichiers importés et exportés',
    kinds: [],
    holds: 'Listes de paiement, résultats d’agence, lignes refusées, tels quels',
    purpose: 'Les lire une fois',
    days: keepDays.files,
    by: 'bucket',
    end: 'Règle du dépôt de fichiers',
    remains: 'effacé',
  },
  {
    name: 'Échanges avec les registres',
    kinds: ['feed', 'feed-head', 'feed-day', 'consumer', 'progress', 'compared', 'receipt'],
    holds: 'Codes, lieux, jours, identifiant du ménage ; ni nom, ni mot, ni numéro',
    purpose: 'Tenir le registre au courant, comparer les comptes',
    by: 'event',
    end: `Gardés ; comparaisons : ${keepDays.compared} jours`,
    remains: 'gardé',
  },
  {
    name: 'Journaux et histoire scellée',
    kinds: ['privacy', 'export', 'list_taken_out', 'audit', 'event-digest', 'sealed-digest', 'root'],
    holds: 'Qui a fait quoi, quand et pourquoi ; des empreintes',
    purpose: 'Prouver ce qui a été fait, même à un juge',
    by: 'event',
    end: 'Gardés : sans numéro ni mot d’une personne',
    remains: 'gardé',
  },
  {
    name: 'Chiffres et agents',
    kinds: ['figures', 'officer'],
    holds: 'Comptes par lieu et par jour ; nom, rôle et adresse des agents',
    purpose: 'Le tableau de bord ; savoir qui peut faire quoi',
    by: 'event',
    end: 'Chiffres : gardés. Agents : désactivés à leur départ, leur nom reste dans ce qu’ils ont fait',
    remains: 'gardé',
  },
  {
    name: 'Relais',
    kinds: ['relay', 'relay-number', 'relay-tries'],
    holds: 'Les relais et leurs numéros, et les essais d’un numéro pour agir en relais',
    purpose: 'Savoir qui peut déposer pour une autre personne',
    by: 'event',
    end: 'Quand le relais est retiré ; les essais : d’eux-mêmes',
    remains: 'gardé',
  },
  {
    name: 'Réglages',
    kinds: ['house', 'draft', 'rules', 'zone'],
    holds: 'Délais, routage, calendrier, zones fermées, textes ; quel agent les a réglés',
    purpose: 'Dire selon quelle règle une plainte a été traitée',
    by: 'event',
    end: 'Gardés : rien d’une personne qui se plaint',
    remains: 'gardé',
  },
  {
    name: 'Appareils des agents',
    kinds: [],
    holds:
      'Copie scellée des plaintes ouvertes que l’agent peut voir, et ce qu’il n’a pas encore envoyé ; jamais l’espace réservé',
    purpose: 'Travailler sans réseau',
    by: 'event',
    end: 'Déconnexion, autre agent, ou sept jours sans personne : voir la décision 0018',
    remains: 'effacé',
  },
]
