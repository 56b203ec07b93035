/**
 * The console's texts by pack: `core` for what every page shows, then one pack a page, fetched with that page and in the
 * language of the screen alone. To add a page's texts: `console/<pack>.fr.json` and `console/<pack>.en.json` with the same
 * keys, all beginning with words that no other pack uses (`dashboard.title`), and the pack's lines below. The page names
 * its packs in web/src/on-demand-pages.ts; a test walks its imports and says which text is in none of them.
 */
import type { ConsoleLanguage } from '../domain/languages.ts'
import core from './console/core.fr.json' with { type: 'json' }

type Load = () => Promise<{ readonly default: object }>

/** French is what the types are drawn from; every other language says the same. */
export const packs = {
  // The first page speaks French without asking for anything.
  core: {
    fr: () => Promise.resolve({ default: core }),
    en: () => import('./console/core.en.json', { with: { type: 'json' } }),
  },
  person: {
    fr: () => import('./console/person.fr.json', { with: { type: 'json' } }),
    en: () => import('./console/person.en.json', { with: { type: 'json' } }),
  },
  complaint: {
    fr: () => import('./console/complaint.fr.json', { with: { type: 'json' } }),
    en: () => import('./console/complaint.en.json', { with: { type: 'json' } }),
  },
  // Several complaints at once, and the keys: when somebody asks for them.
  triage: {
    fr: () => import('./console/triage.fr.json', { with: { type: 'json' } }),
    en: () => import('./console/triage.en.json', { with: { type: 'json' } }),
  },
  file: {
    fr: () => import('./console/file.fr.json', { with: { type: 'json' } }),
    en: () => import('./console/file.en.json', { with: { type: 'json' } }),
  },
  register: {
    fr: () => import('./console/register.fr.json', { with: { type: 'json' } }),
    en: () => import('./console/register.en.json', { with: { type: 'json' } }),
  },
  search: {
    fr: () => import('./console/search.fr.json', { with: { type: 'json' } }),
    en: () => import('./console/search.en.json', { with: { type: 'json' } }),
  },
  outbox: {
    fr: () => import('./console/outbox.fr.json', { with: { type: 'json' } }),
    en: () => import('./console/outbox.en.json', { with: { type: 'json' } }),
  },
  private: {
    fr: () => import('./console/private.fr.json', { with: { type: 'json' } }),
    en: () => import('./console/private.en.json', { with: { type: 'json' } }),
  },
  operations: {
    fr: () => import('./console/operations.fr.json', { with: { type: 'json' } }),
    en: () => import('./console/operations.en.json', { with: { type: 'json' } }),
  },
  admin: {
    fr: () => import('./console/admin.fr.json', { with: { type: 'json' } }),
    en: () => import('./console/admin.en.json', { with: { type: 'json' } }),
  },
  house: {
    fr: () => import('./console/house.fr.json', { with: { type: 'json' } }),
    en: () => import('./console/house.en.json', { with: { type: 'json' } }),
  },
  wording: {
    fr: () => import('./console/wording.fr.json', { with: { type: 'json' } }),
    en: () => import('./console/wording.en.json', { with: { type: 'json' } }),
  },
  roots: {
    fr: () => import('./console/roots.fr.json', { with: { type: 'json' } }),
    en: () => import('./console/roots.en.json', { with: { type: 'json' } }),
  },
  consumers: {
    fr: () => import('./console/consumers.fr.json', { with: { type: 'json' } }),
    en: () => import('./console/consumers.en.json', { with: { type: 'json' } }),
  },
  report: {
    fr: () => import('./console/report.fr.json', { with: { type: 'json' } }),
    en: () => import('./console/report.en.json', { with: { type: 'json' } }),
  },
  export: {
    fr: () => import('./console/export.fr.json', { with: { type: 'json' } }),
    en: () => import('./console/export.en.json', { with: { type: 'json' } }),
  },
  dashboard: {
    fr: () => import('./console/dashboard.fr.json', { with: { type: 'json' } }),
    en: () => import('./console/dashboard.en.json', { with: { type: 'json' } }),
  },
  payments: {
    fr: () => import('./console/payments.fr.json', { with: { type: 'json' } }),
    en: () => import('./console/payments.en.json', { with: { type: 'json' } }),
  },
  paydays: {
    fr: () => import('./console/paydays.fr.json', { with: { type: 'json' } }),
    en: () => import('./console/paydays.en.json', { with: { type: 'json' } }),
  },
  payday: {
    fr: () => import('./console/payday.fr.json', { with: { type: 'json' } }),
    en: () => import('./console/payday.en.json', { with: { type: 'json' } }),
  },
  reminders: {
    fr: () => import('./console/reminders.fr.json', { with: { type: 'json' } }),
    en: () => import('./console/reminders.en.json', { with: { type: 'json' } }),
  },
  incidents: {
    fr: () => import('./console/incidents.fr.json', { with: { type: 'json' } }),
    en: () => import('./console/incidents.en.json', { with: { type: 'json' } }),
  },
  imports: {
    fr: () => import('./console/imports.fr.json', { with: { type: 'json' } }),
    en: () => import('./console/imports.en.json', { with: { type: 'json' } }),
  },
} as const satisfies Readonly<Record<string, Readonly<Record<ConsoleLanguage, Load>>>>

export type PackName = keyof typeof packs
export const packNames = Object.keys(packs) as readonly PackName[]
export type PackTexts<Name extends PackName> = Awaited<ReturnType<(typeof packs)[Name]['fr']>>['default']
export const coreTexts = core
