/** Every address of the console, as its own routes say, with somebody who may look at it and something that it shows. */
import { readFile } from 'node:fs/promises'
import type { Jigikan } from './jigikan.ts'

/** Who looks at a page when it is not the national supervisor. */
const lookers: Record<string, string> = {
  '/espace-reserve/personnes/:complaintId': 'kadidia-diarra',
  '/registre-papier': 'aminata-traore',
  '/operations': 'yacouba-fofana',
  '/empreintes': 'yacouba-fofana',
  '/registres': 'yacouba-fofana',
  '/administration': 'nana-kone',
  '/administration/delais': 'nana-kone',
  '/paiements': 'modibo-sangare',
  '/paiements/nouveau': 'modibo-sangare',
  '/paiements/discretion': 'modibo-sangare',
  '/paiements/rappels': 'modibo-sangare',
  '/paiements/fichiers': 'modibo-sangare',
}
/** Which one of many a page shows: the first of a list. A page whose list may be empty in the demonstration says so itself. */
const firstOne: Record<string, readonly [list: string, field: string]> = {
  '/plaintes/:complaintId': ['/api/complaints?view=open', 'complaintId'],
  '/espace-reserve/plaintes/:complaintId': ['/private/complaints', 'complaintId'],
  '/espace-reserve/personnes/:complaintId': ['/private/cases', 'complaintId'],
  '/paiements/jours/:paydayId': [`/api/paydays?month=${new Date().toISOString().slice(0, 7)}`, 'paydayId'],
  '/paiements/rappels/:roundId': ['/api/reminders/rounds', 'roundId'],
  '/incidents/:incidentId': ['/api/incidents', 'incidentId'],
  '/paiements/fichiers/:importId': ['/api/imports', 'importId'],
}

export const routes = [...(await readFile('web/src/app.tsx', 'utf8')).matchAll(/<Route path="([^"]+)"/g)].map(
  ([, path = '']) => path,
)

export const lookerOf = (route: string): string => lookers[route] ?? 'adama-coulibaly'

/** Undefined when there is none of its kind. */
export async function addressOf(jigikan: Jigikan, route: string): Promise<string | undefined> {
  const one = firstOne[route]
  if (!one) return route
  const [list, field] = one
  const officer = await jigikan.officer(lookerOf(route))
  const { body } = await officer.get<{ items: Record<string, string>[] }>(list)
  const id = body.items?.[0]?.[field]
  return id && route.replace(/:\w+/, id)
}
