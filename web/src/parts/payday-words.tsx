/** A payday in words: where, for whom, how discreet, whether it stands. */
import type { PaydayRow } from '../../../shared/contracts/paydays-api.ts'
import type { Disclosure } from '../../../shared/domain/payday.ts'
import { text } from '../store/language.ts'

/** From the most open to the most silent; their schema stays on the server. */
export const disclosures = ['open', 'cautious', 'silent'] as const satisfies readonly Disclosure[]

type Where = Pick<PaydayRow, 'site' | 'commune' | 'cercle' | 'region'>

/** `Bara`, `Marché, Bara`, or the commune when the site is all of it. */
export const siteWords = ({ site, commune }: Where): string =>
  [site.point, site.village].filter(Boolean).join(', ') || commune.name

/** What is around the site: the commune where the site is a part of it, then the cercle and the region. */
export const aroundWords = ({ site, commune, cercle, region }: Where): string => {
  const names = [site.point || site.village ? commune.name : '', cercle.name, region.name].filter(Boolean)
  return names.filter((name, at) => names.indexOf(name) === at).join(', ')
}

export const windowWords = ({ window }: Pick<PaydayRow, 'window'>): string =>
  window ? text('payments.window', { from: window.from, to: window.to }) : ''

export const addressOfPayday = (paydayId: string): string =>
  `/paiements/jours/${encodeURIComponent(paydayId)}`

export function DisclosureChip({ disclosure }: { readonly disclosure: Disclosure }) {
  return <span class={`chip chip-${disclosure}`}>{text(`disclosure.${disclosure}`)}</span>
}

export function CancelledChip({ state }: Pick<PaydayRow, 'state'>) {
  return state === 'cancelled' ? <span class="chip chip-late">{text('payments.cancelled')}</span> : null
}
