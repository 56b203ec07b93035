/** The registry's own page: complaints as it knows them, and what its officers do to them. Plain HTML from the server. */
import type { Compared } from '../../shared/contracts/registry-api.ts'
import type { Entry } from '../../shared/domain/registry.ts'
import type { Kept, RegistryStore } from './store.ts'

const escaped = (text: unknown): string =>
  String(text ?? '').replace(/[&<>"']/g, (each) => `&#${each.codePointAt(0)};`)

const words: Readonly<Record<string, string>> = {
  acknowledged: 'reçue',
  accepted: 'reprise',
  rejected: 'refusée',
  submitted: 'déposée',
  under_review: 'en cours',
  resolved: 'résolue',
  closed: 'close',
  escalated: 'transmise',
  withdrawn: 'retirée',
  correction_made: 'Correction faite',
  household_added: 'Ménage ajouté',
  recipient_replaced: 'Receveur remplacé',
  payment_reissued: 'Paiement réémis',
}
const word = (code: string): string => words[code] ?? code
/** What became of it here; what became of it in Jigikan is another thing. */
const answered = (status: string): string => (status === 'rejected' ? 'renvoyée' : word(status))

const frame = (title: string, body: string): string => `<!doctype html>
<html lang="fr"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${escaped(title)}</title>
<style>
body{font:16px/1.5 system-ui,sans-serif;max-width:70rem;margin:0 auto;padding:1rem;color:#1c1c1c;background:#f7f5f0}
h1{font-size:1.3rem} table{border-collapse:collapse;width:100%;background:#fff} th,td{text-align:left;padding:.4rem .6rem;border-bottom:1px solid #ddd}
form{display:inline} button,input{font:inherit;padding:.2rem .6rem} .rejected{color:#a02020} .accepted{color:#1d6b34} nav{margin:1rem 0}
</style>
<h1>Registre de démonstration</h1>${body}</html>`

const referenceOf = (entry: Entry): string =>
  entry.kind === 'household' ? entry.householdId : entry.reference
const spoken = (reference: string): string => reference.replace(/^(\d{4})(\d{4})(\d)$/, '$1-$2-$3')
const post = (path: string, label: string, inside = ''): string =>
  `<form method="post" action="${path}">${inside}<button>${escaped(label)}</button></form>`

function row({ entry, status, told }: Kept): string {
  const reference = referenceOf(entry)
  const isOpen = entry.kind === 'complaint'
  return `<tr><td><a href="/plainte/${escaped(reference)}">${escaped(spoken(reference))}</a></td>
<td>${isOpen ? escaped(entry.category) : 'réservée'}</td><td>${isOpen ? escaped(entry.commune) : ''}</td>
<td>${entry.kind === 'household' ? '' : escaped(word(entry.status))}</td>
<td class="${status}">${escaped(answered(status))}${told ? '' : ' (à dire)'}</td></tr>`
}

export interface Standing {
  readonly way: 'pull' | 'push'
  readonly isDown: boolean
  readonly lastProblem: string | undefined
  readonly compared: Compared | undefined
}

export function listPage(store: RegistryStore, { way, isDown, lastProblem, compared }: Standing): string {
  const rows = store.complaints(200).map(row).join('')
  const differences = compared
    ? compared.agrees
      ? `<p>${escaped(compared.day)} : les comptes concordent.</p>`
      : `<p class="rejected">${escaped(compared.day)} : ${compared.differences.length} différence(s).</p>`
    : ''
  return frame(
    'Registre',
    `<p>${store.size()} entrées, ${way === 'pull' ? 'cherchées' : 'apportées'}. ${isDown ? '<strong>En panne.</strong>' : ''} ${escaped(lastProblem)}</p>
<nav>${post('/panne', isDown ? 'Remettre en marche' : 'Tomber en panne')} ${post('/comptes', 'Comparer les comptes')}</nav>${differences}
<table><tr><th>Plainte</th><th>Catégorie</th><th>Commune</th><th>Où elle en est</th><th>Chez nous</th></tr>${rows}</table>`,
  )
}

export function complaintPage(store: RegistryStore, reference: string, said: string | undefined): string {
  const history = store.history(reference)
  const last = history.at(-1)
  if (!last) return frame('Inconnue', '<p>Cette plainte n’est pas connue ici.</p>')
  const steps = history
    .map(
      ({ entry, status, reason }) =>
        `<tr><td>${escaped(entry.at.slice(0, 16).replace('T', ' '))}</td><td>${escaped(entry.kind === 'household' ? entry.effect : entry.event)}</td>
<td class="${status}">${escaped(answered(status))}${reason ? ` : ${escaped(reason)}` : ''}</td></tr>`,
    )
    .join('')
  const { sequence } = last.entry
  const asks = last.entry.kind === 'complaint' ? last.entry.asks : undefined
  return frame(
    spoken(reference),
    `<p><a href="/">Toutes</a></p><h2>${escaped(spoken(reference))}</h2>${said ? `<p role="status">${escaped(said)}</p>` : ''}
<table><tr><th>Quand</th><th>Étape</th><th>Chez nous</th></tr>${steps}</table>
<nav>${post(`/plainte/${reference}/accepted?sequence=${sequence}`, 'Reprendre')}
${post(`/plainte/${reference}/rejected?sequence=${sequence}`, 'Renvoyer', '<input name="reason" required maxlength="500" placeholder="Pourquoi">')}
${asks ? post(`/plainte/${reference}/decide?what=${asks}`, word(asks)) : ''}</nav>`,
  )
}
