/**
 * A person asks what is held of them, or to be forgotten. An officer who looks over everything answers, with his own token:
 *
 * `JIGIKAN_TOKEN=… npm run -s privacy -- access https://… --phone 76123412 --why "…" > fiche.md`: what is held, to read with the person.
 * `JIGIKAN_TOKEN=… npm run -s privacy -- erase https://… --phone 76123412 --why "…"`: what is over is erased; what runs is held.
 *
 * `--household <id>` in place of a phone. What is restricted or private is in neither: its own desk erases one at a time, with
 * `erase-restricted` or `erase-private` and `--complaint <id>`.
 */
import { parseArgs } from 'node:util'

interface Part {
  readonly entryId: string
  readonly cursor?: string
  readonly sections?: readonly {
    readonly title: string
    readonly record: Readonly<Record<string, unknown>>
  }[]
  readonly erased?: readonly string[]
  readonly held?: readonly string[]
  readonly number?: string
}

const titles: Readonly<Record<string, string>> = {
  contact: 'Le numéro',
  household: 'Le ménage',
  payments: 'Les paiements',
  answers: 'Réponses sur l’argent reçu',
  complaint: 'Une plainte',
}
const aboutTheNumber: Readonly<Record<string, string>> = {
  erased: 'Le numéro est effacé.',
  kept: 'Le numéro reste : il sert encore (une réponse due, ou un ménage payé).',
  'not-asked': '',
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    phone: { type: 'string' },
    household: { type: 'string' },
    complaint: { type: 'string' },
    why: { type: 'string' },
  },
})
const [deed, origin = ''] = positionals
const doors: Readonly<Record<string, string>> = {
  access: '/api/privacy/access',
  erase: '/api/privacy/erasure',
  'erase-restricted': `/private/complaints/${values.complaint}/erasure`,
  'erase-private': `/private/cases/${values.complaint}/erasure`,
}

async function ask(door: string, cursor: string | undefined): Promise<Part> {
  const answer = await fetch(new URL(door, origin), {
    method: 'POST',
    headers: {
      authorization: `Bearer ${process.env.JIGIKAN_TOKEN ?? ''}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({
      ...(values.phone ? { phone: values.phone } : {}),
      ...(values.household ? { householdId: values.household } : {}),
      why: values.why,
      ...(cursor ? { cursor } : {}),
    }),
  })
  if (!answer.ok) throw new Error(`${answer.status}: ${await answer.text()}`)
  return (await answer.json()) as Part
}

/** `- reçu le: …`, what is in it set in. */
function told(value: unknown, depth = 0): string {
  const before = `\n${'  '.repeat(depth)}- `
  if (Array.isArray(value)) return value.map((one) => `${before}${told(one, depth + 1).trimStart()}`).join('')
  if (typeof value !== 'object' || value === null) return ` ${String(value)}`
  return Object.entries(value)
    .map(([name, of]) => `${before}${name} :${told(of, depth + 1)}`)
    .join('')
}

const door = doors[deed ?? '']
if (!door || !URL.canParse(origin) || !values.why) {
  console.error(
    'Say access, erase, erase-restricted or erase-private, where, --phone, --household or --complaint, and --why (how the person asked, and was known).',
  )
  process.exitCode = 2
} else {
  const parts: Part[] = []
  do parts.push(await ask(door, parts.at(-1)?.cursor))
  while (parts.at(-1)?.cursor)
  const last = parts.at(-1)
  console.log(
    `# ${deed === 'access' ? 'Ce qui est gardé' : 'Effacement'} (${last?.entryId ?? values.complaint})`,
  )
  if (deed === 'access') {
    console.log(
      '\nÀ relire avant de le remettre : un tiers peut y être nommé. L’espace réservé répond à part.',
    )
    for (const { title, record } of parts.flatMap(({ sections = [] }) => sections))
      console.log(`\n## ${titles[title] ?? title}\n${told(record)}`)
  } else if (deed === 'erase') {
    console.log(`\nEffacées : ${last?.erased?.join(', ') || 'aucune'}`)
    console.log(`En cours, gardées jusqu’à leur fin : ${last?.held?.join(', ') || 'aucune'}`)
    console.log(aboutTheNumber[last?.number ?? ''] ?? '')
  }
}
