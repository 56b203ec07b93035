/** docs/privacy.md: the data map that a programme takes to the APDP, drawn from the table of what is kept. */
import { keepDays } from '../shared/domain/keep-days.ts'
import { type RetentionClass, retention } from '../shared/domain/retention.ts'

const means: Readonly<Record<RetentionClass['by'], string>> = {
  table: 'la table elle-même',
  bucket: 'le dépôt de fichiers',
  clock: 'une horloge (`retention-sweep`)',
  event: 'un événement',
}
const long = (days: number | undefined): string => {
  if (days === undefined) return '–'
  if (days % 365 === 0) return `${days / 365} ans`
  return days === 1 ? '1 jour' : `${days} jours`
}

export const privacyDoc =
  (): string => `<!-- Drawn from the code by \`npm run docs\`. Change the code, not this page. -->

# Données personnelles : ce qui est gardé, pourquoi, combien de temps

Cette page sert de base au dossier que le programme dépose à l’APDP (loi 2013-015, modifiée par la loi 2017-070). **Elle n’est pas une
autorisation** : Jigikan n’en a pas et n’en promet pas. Le programme qui l’exploite en est le responsable de traitement ; il obtient
l’autorisation avant le premier appel, et celle du transfert si l’hébergement est hors du Mali.

**Les durées ci-dessous sont des valeurs par défaut, à fixer par le programme.** Aucune n’est officielle. Elles se changent en un seul
endroit, \`shared/domain/keep-days.ts\`, et valent pour ce qui est écrit à partir de là ; pour les plaintes terminées, pour toutes.

## Catégories, finalités, durées

| classe | ce qu’elle contient | finalité | durée | fin | mise en œuvre par | ce qui reste |
| --- | --- | --- | --- | --- | --- | --- |
${retention
  .map(
    ({ name, holds, purpose, days, end, by, remains }) =>
      `| ${name} | ${holds} | ${purpose} | ${long(days)} | ${end} | ${means[by]} | ${remains} |`,
  )
  .join('\n')}

*Pseudonymisé* : restent la catégorie, la commune, les dates, l’état, l’issue, le sexe s’il était dit, et les agents qui ont agi. *Empreinte* :
le numéro passé par une fonction à clé secrète ; sans la clé, personne ne le retrouve. Une expiration de la table peut prendre
deux jours de plus. Une sauvegarde contient ce qui existait quand elle a été prise : elle se garde et se détruit à part, et un effacement
se refait après une restauration (le journal en donne les références).

## Destinataires

| qui | reçoit |
| --- | --- |
| Agents de l’unité responsable, et au-dessus d’elle | Les plaintes qu’ils peuvent voir ; le numéro, un à la fois, avec une raison inscrite |
| Espace réservé (S2), points focaux (S3) | Ce que personne d’autre ne voit, ni ne compte |
| Opérateur de la passerelle SMS et USSD, et opérateurs de téléphonie | Ce qui est tapé, en clair, et les SMS, neutres : une référence et quoi faire |
| Registres autorisés par le programme | Codes, lieux, jours, identifiant du ménage |
| Hébergeur | Tout, chiffré au repos ; il ne détient pas les mots de passe des agents |

## Lieu

La région de l’hébergeur est celle de \`infra/stages.ts\`, hors du Mali sauf choix contraire : c’est un transfert au sens de la loi. Sur une seule
machine (\`npm start\`), tout reste dans son dossier de données.

## Mesures

Chiffrement au repos et en transit ; deux tables, deux clés ; un rôle par fonction, prouvé par des tests ; le numéro en clair à un seul endroit ;
ni numéro, ni nom, ni mot dans les journaux techniques ; chaque lecture réservée inscrite avec sa raison ; histoire scellée chaque jour ;
sauvegardes scellées et restauration répétée. Chaque menace, sa réponse et son test : [security.md](security.md).

## Droits des personnes

Une personne demande à un agent, au bureau ou par téléphone. L’agent s’assure que c’est elle (il la rappelle au numéro), puis un superviseur
national répond, avec son propre jeton ; qui, quand, pourquoi et quelles références restent au journal, jamais le numéro.

| droit | geste |
| --- | --- |
| Savoir ce qui est gardé | \`npm run -s privacy -- access https://… --phone 76123412 --why "…" > fiche.md\`, à relire avec la personne : un tiers peut y être nommé |
| Faire effacer | \`npm run -s privacy -- erase https://… --phone 76123412 --why "…"\` |
| Faire effacer une plainte réservée, une demande privée | Son propre agent : \`npm run -s privacy -- erase-restricted https://… --complaint <id> --why "…"\`, ou \`erase-private\` ; la raison reste dans son histoire, que seul cet espace lit |
| Ne plus recevoir de SMS | STOP au numéro court, ou à un agent |
| Faire corriger | Une plainte de catégorie 3.3 |

Une plainte **en cours** n’est pas effacée : quelqu’un attend une réponse, et personne ne peut faire disparaître une plainte qui l’accuse. Le
numéro reste tant qu’une réponse est due ou qu’un ménage payé en dépend. Après ${long(keepDays.endedComplaint)} sans demande, une plainte terminée perd
ses mots d’elle-même. L’histoire scellée se vérifie encore : l’empreinte des mots effacés tient leur place.

## Ce qui n’est pas fait

- Aucune horloge n’efface une plainte réservée ou une demande privée : seul son espace le fait, une à la fois, à la demande.
- L’espace réservé n’édite pas de fiche : qui a le dossier l’ouvre, avec sa raison, et le lit à la personne.
- Les identifiants de ménage, noms et années de naissance viennent du registre social : ils s’effacent là d’abord.
- Les mots d’un agent peuvent nommer un tiers : rien ne le détecte.
- Ce qu’un export a emporté est hors d’atteinte ; le journal des exports dit qui l’a pris.
`
