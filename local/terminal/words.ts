/** What the terminal's phone says itself; the screens come from the line. */
const fr = {
  welcome: (who: string, code: string) =>
    `Le téléphone de ${who}. Entrée compose ${code} ; répondez aux écrans par leurs chiffres.`,
  commands: `
  Entrée          compose la ligne           *384*1#        compose ce code
  /sms TEXTE      envoie un SMS à la ligne   /inbox         relit les SMS reçus
  /drop           perd le réseau             /hang-up       raccroche
  /numbers        les personnes prêtes       /number NUMÉRO change de téléphone
  /help           cette aide                 /quit          range le téléphone`,
  idle: 'en veille',
  reply: 'réponse',
  dropped: 'Réseau perdu.',
  hungUp: 'Raccroché.',
  over: 'fin',
  outsideGsm7: 'hors GSM-7',
  sms: (from: string, size: string) => `SMS de ${from} · ${size}`,
  smsSent: (size: string) => `SMS envoyé (${size}).`,
  smsUnheard: 'SMS envoyé ; la ligne ne l’a pas encore pris, il sera présenté de nouveau.',
  noSms: 'Aucun SMS.',
  smsEmpty: 'Que doit dire le SMS ? /sms TEXTE',
  notInCall: 'Aucun appel en cours.',
  endFirst: 'Un appel est en cours : /hang-up ou /drop d’abord.',
  emptyReply: 'Tapez une réponse, /hang-up pour raccrocher, /drop pour perdre le réseau.',
  unknownCode: (dialled: string, code: string) => `${dialled} ne mène à rien. La ligne est ${code}.`,
  sessionGone: 'Le réseau a fermé la session.',
  unknownCommand: (command: string) => `Commande inconnue : ${command}. /help les dit toutes.`,
  notACode: (code: string) => `Au repos, un téléphone ne compose que des codes : ${code}, ou Entrée.`,
  wrongNumber: (typed: string) => `Ce numéro ne se lit pas : ${typed}. Huit chiffres, ou + et l’indicatif.`,
  away: (url: string) =>
    `Rien ne répond à ${url}.\nLancez le serveur dans un autre terminal : npm start\nS’il est ailleurs : npm run phone -- --url http://localhost:3000`,
  lost: (url: string) => `Le serveur ne répond plus à ${url}.`,
  kept: (path: string) => `Parcours gardé dans ${path}.`,
  keepTaken: (path: string) => `${path} existe déjà : choisissez un autre nom pour --keep.`,
  usage:
    'npm run phone -- [--number +223…] [--url http://localhost:3000] [--keep test/journeys/nom.txt] [--lang fr|en]',
}

export type TerminalWords = typeof fr

const en: TerminalWords = {
  welcome: (who, code) => `The phone of ${who}. Enter dials ${code}; answer its screens with their digits.`,
  commands: `
  Enter           dials the line             *384*1#        dials that code
  /sms TEXT       sends an SMS to the line   /inbox         the SMS received
  /drop           loses the network          /hang-up       hangs up
  /numbers        people that are ready      /number NUMBER takes another phone
  /help           this help                  /quit          puts the phone away`,
  idle: 'idle',
  reply: 'answer',
  dropped: 'Network lost.',
  hungUp: 'Hung up.',
  over: 'end',
  outsideGsm7: 'outside GSM-7',
  sms: (from, size) => `SMS from ${from} · ${size}`,
  smsSent: (size) => `SMS sent (${size}).`,
  smsUnheard: 'SMS sent; the line did not take it yet, it will be offered again.',
  noSms: 'No SMS.',
  smsEmpty: 'What should the SMS say? /sms TEXT',
  notInCall: 'No call under way.',
  endFirst: 'A call is under way: /hang-up or /drop first.',
  emptyReply: 'Type an answer, /hang-up to hang up, /drop to lose the network.',
  unknownCode: (dialled, code) => `${dialled} leads nowhere. The line is ${code}.`,
  sessionGone: 'The network closed the session.',
  unknownCommand: (command) => `Unknown command: ${command}. /help names them all.`,
  notACode: (code) => `At rest a phone dials codes only: ${code}, or Enter.`,
  wrongNumber: (typed) => `Cannot read this number: ${typed}. Eight digits, or + and the country code.`,
  away: (url) =>
    `Nothing answers at ${url}.\nStart the server in another terminal: npm start\nIf it is elsewhere: npm run phone -- --url http://localhost:3000`,
  lost: (url) => `The server no longer answers at ${url}.`,
  kept: (path) => `Journey kept in ${path}.`,
  keepTaken: (path) => `${path} exists already: choose another name for --keep.`,
  usage:
    'npm run phone -- [--number +223…] [--url http://localhost:3000] [--keep test/journeys/name.txt] [--lang fr|en]',
}

export const terminalWords = { fr, en } as const
