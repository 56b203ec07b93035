/** The pages of this machine's sign-in: choose an officer, sign out, and what to do when something went wrong. */
import type { Officer } from './keys.ts'

const escapes: Record<string, string> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}
const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (sign) => escapes[sign] ?? sign)

const style = `
:root {
  color-scheme: light dark;
  --ground: light-dark(#f6f4ef, #14161a); --sheet: light-dark(#fff, #1d2026); --ink: light-dark(#1c2024, #eceae5);
  --quiet: light-dark(#5d6570, #a3a9b3); --line: light-dark(#e2ded5, #31353d);
  --accent: light-dark(#0b6b53, #5fd0ae); --tint: light-dark(#e5f2ed, #17342c); --warm: light-dark(#8a5300, #f0b95c);
}
* { box-sizing: border-box; margin: 0 }
body {
  min-height: 100svh; padding: clamp(1.25rem, 5vw, 4rem) 1rem; background: var(--ground); color: var(--ink);
  font: 1rem/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', sans-serif;
}
main { max-width: 54rem; margin-inline: auto }
header { display: flex; align-items: center; gap: .75rem; margin-bottom: 1.75rem }
.mark {
  display: grid; place-items: center; width: 2.75rem; height: 2.75rem; border-radius: .8rem; flex: none;
  background: var(--accent); color: var(--ground); font-weight: 700; font-size: 1.35rem;
}
header p { color: var(--quiet); font-size: .9rem } header strong { display: block; color: var(--ink); font-size: 1.1rem; line-height: 1.2 }
h1 { font-size: clamp(1.5rem, 5vw, 2rem); line-height: 1.2; letter-spacing: -.01em; text-wrap: balance }
h2 { margin: 2rem 0 .6rem; font-size: .95rem; font-weight: 600; color: var(--quiet) }
.notice {
  margin-top: 1rem; padding: .7rem .9rem; border-left: 3px solid var(--warm); border-radius: 0 .5rem .5rem 0;
  background: var(--sheet); color: var(--ink); font-size: .95rem;
}
ul { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 14rem), 1fr)); gap: .6rem; padding: 0; list-style: none }
button, .button {
  display: flex; align-items: center; gap: .75rem; width: 100%; min-height: 3.5rem; padding: .6rem .8rem;
  border: 1px solid var(--line); border-radius: .75rem; background: var(--sheet); color: inherit; font: inherit;
  text-align: start; text-decoration: none; cursor: pointer; transition: border-color .12s, background-color .12s;
}
button:hover, .button:hover { border-color: var(--accent); background: var(--tint) }
button:focus-visible, .button:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
.initials {
  display: grid; place-items: center; flex: none; width: 2.25rem; height: 2.25rem; border-radius: 50%;
  background: var(--tint); color: var(--accent); font-size: .85rem; font-weight: 600;
}
.name { flex: 1; min-width: 0; overflow-wrap: anywhere; font-weight: 550 }
.language { padding: .05rem .4rem; border: 1px solid var(--line); border-radius: .4rem; color: var(--quiet); font-size: .75rem }
.act { justify-content: center; width: auto; min-width: 12rem; margin-top: 1.5rem; display: inline-flex; font-weight: 600 }
p + p, h1 + p { margin-top: .6rem }
@media (min-width: 48rem) {
  form { margin-top: 2rem }
  section { display: grid; grid-template-columns: 14rem 1fr; gap: 1.5rem; padding-block: 1rem; border-top: 1px solid var(--line) }
  h2 { margin: .95rem 0 0 }
}
@media (prefers-reduced-motion: reduce) { * { transition: none } }
`

export interface Page {
  readonly html: string
  /** Its Content-Security-Policy: nothing but its own style and script. */
  readonly policy: string
}

const page = (title: string, body: string, formTargets: readonly string[] = [], script?: string): Page => {
  const nonce = crypto.randomUUID()
  return {
    html: `<!doctype html>
<html lang="fr">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>${escapeHtml(title)} · Jigikan</title>
<style nonce="${nonce}">${style}</style>
</head>
<body>
<main>
<header><span class="mark" aria-hidden="true">J</span><p><strong>Jigikan</strong>La voix de l’espoir</p></header>
${body}
</main>
${script ? `<script nonce="${nonce}">${script}</script>` : ''}
</body>
</html>`,
    policy:
      `default-src 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'; base-uri 'none'; ` +
      `frame-ancestors 'none'; form-action 'self' ${formTargets.join(' ')}`,
  }
}

const initialsOf = (name: string) =>
  name
    .split(/[\s-]+/)
    .filter(Boolean)
    .map((word) => word[0]?.toUpperCase())
    .slice(0, 2)
    .join('')

const officerButton = ({ officerId, name, language }: Officer) => `<li>
<button name="officer" value="${escapeHtml(officerId)}">
<span class="initials" aria-hidden="true">${escapeHtml(initialsOf(name))}</span>
<span class="name">${escapeHtml(name)}</span>
${language === 'fr' ? '' : `<span class="language">${escapeHtml(language.toUpperCase())}</span>`}
</button>
</li>`

export const choicePage = (
  officers: readonly Officer[],
  action: string,
  formTargets: readonly string[],
): Page => {
  const groups = Map.groupBy(officers, ({ title }) => title)
  const lists = [...groups].map(
    ([title, members]) => `<section>
<h2>${escapeHtml(title)}</h2>
<ul>
${members.map(officerButton).join('\n')}
</ul>
</section>`,
  )
  return page(
    'Connexion',
    `<h1>Qui êtes-vous aujourd’hui ?</h1>
<p class="notice">Connexion de démonstration, sur cette machine seulement : aucun mot de passe, agents fictifs.
En service, chaque agent se connecte avec son propre compte.</p>
<form method="post" action="${escapeHtml(action)}">
${lists.join('\n')}
</form>`,
    formTargets,
  )
}

/** Signs out by itself: the officer has already asked for it in the console. `form` is the provider's own. */
export const signOutPage = (form: string, formTargets: readonly string[]): Page =>
  page(
    'Déconnexion',
    `<h1>Déconnexion…</h1>
<p>Si la page ne change pas, confirmez :</p>
${form.replace('</form>', '<button class="act" name="logout" value="yes">Se déconnecter</button></form>')}`,
    formTargets,
    "document.querySelector('form button').click()",
  )

export const signedOutPage = (): Page =>
  page(
    'Déconnecté',
    `<h1>Vous êtes déconnecté.</h1>
<p><a class="button act" href="/">Revenir à l’accueil</a></p>`,
  )

export const faultPage = (kind: string): Page =>
  page(
    'Connexion impossible',
    `<h1>La connexion n’a pas abouti.</h1>
<p>La demande a expiré ou n’est plus valable. Revenez à l’accueil et connectez-vous de nouveau.</p>
<p><small>${escapeHtml(kind)}</small></p>
<p><a class="button act" href="/">Revenir à l’accueil</a></p>`,
  )
