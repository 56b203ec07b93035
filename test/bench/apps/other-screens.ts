/** The screens of the journey as the two other applications show them: the same words as ours. */

export const abouts = [
  'nobody',
  'agency',
  'committee',
  'chief',
  'programme',
  'ngo',
  'other',
  'unknown',
] as const
export const categories = {
  '1': { '2': '1.1', '3': '1.2' },
  '3': { '1': '3.1', '3': '3.3' },
} as const
export const categoryNames: Readonly<Record<string, string>> = {
  '1.1': 'Paiement : Rien reçu',
  '1.2': 'Paiement : En retard',
  '3.1': 'Liste : Oublié',
  '3.3': 'Liste : Erreur',
}

export const screens = {
  top: [
    'Jigikan',
    '1 Paiement',
    '2 Carte, SIM',
    '3 Liste',
    '4 Argent demandé',
    '5 Activités',
    '6 Parler en privé',
    '7 Insécurité',
    '8 Question',
    '9 Merci, idée',
    '0 Suivi',
    '00 Langue',
  ].join('\n'),
  payment: "Paiement\n1 J'ai reçu mon argent\n2 Rien reçu\n3 En retard\n6 Rappelez-moi\n0 Retour 00 Menu",
  list: 'Liste\n1 Oublié\n3 Erreur\n6 Rappelez-moi\n0 Retour 00 Menu',
  about: [
    'Qui est en cause ?',
    '1 Personne en particulier',
    '2 Agence de paiement',
    '3 Comité',
    '4 Chef, élu',
    '5 Agent du programme',
    '6 ONG',
    '7 Autre',
    '8 Je ne sais pas',
    '0 Retour 00 Menu',
  ].join('\n'),
  recap: (category: string, commune: string) =>
    `${categoryNames[category]}\n${commune}\n1 Envoyer\n2 Rappelez-moi\n0 Retour 00 Menu`,
  filed: (reference: string) => `Merci, c'est reçu. Votre référence : ${reference}. Gardez la référence.`,
  expired: 'Votre appel a expiré. Composez de nouveau le code.',
  unavailable: 'Le service est indisponible. Composez de nouveau le code.',
} as const
