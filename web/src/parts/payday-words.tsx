/** A payday in words: where, for whom, how discreet, whether it stands. */
import type { PaydayRow } from '../../../shared/contracts/paydays-api.ts'
import type { Disclosure } from '../../../shared/domain/payday.ts'
import { text } from '../store/language.ts'

/** From the most open to the most silent; their schema stays on the server. */
export const disclosures = ['open', 'cautious', 'silent'] as const satisfies readonly Disclosure[]

type Where = Pick<PaydayRow, 'site' | 'commune' | 'cercle' | 'region'>

/** `Gounzourèye · Bara`: the commune first, since many have a town hall. */
export const siteWords = ({ site, commune }: Where): string =>
  [commune.name, site.village, site.point].filter(Boolean).join(' · ')

/** What is around the commune. */
export const aroundWords = ({ commune, cercle, region }: Where): string =>
  [cercle.name, region.name]
    .filter((name, at, all) => name && name !== commune.name && all.indexOf(name) === at)
    .join(', ')

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
