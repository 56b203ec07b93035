/** What stands around every page of the payments: its title, the ways to the others, and what went wrong. */
import '../styles/payments.css'
import type { ComponentChildren } from 'preact'
import { useLocation } from 'preact-iso/router'
import type { PaymentWay } from '../../../shared/domain/payment-ways.ts'
import { type Failure, sentenceOf } from '../failure.ts'
import { text, textIfAny } from '../store/language.ts'
import { me } from '../store/me.ts'
import { Icon } from './icon.tsx'
import { Notice } from './notice.tsx'
import { PageHead } from './page.tsx'

const addresses: Readonly<Record<PaymentWay, string>> = {
  paydays: '/paiements',
  reminders: '/paiements/rappels',
  incidents: '/paiements/incidents',
  files: '/paiements/fichiers',
}

function Ways() {
  const { path } = useLocation()
  const mine = me.value?.payments ?? []
  if (mine.length < 2) return null
  return (
    <nav class="payment-ways" aria-label={text('payments.title')}>
      {mine.map((way) => (
        <a
          key={way}
          class="payment-way"
          href={addresses[way]}
          aria-current={path === addresses[way] ? 'page' : undefined}
        >
          {text(`payments.${way}`)}
        </a>
      ))}
    </nav>
  )
}

interface PaymentsPageProps {
  readonly title: string
  /** Under the title. */
  readonly sub?: ComponentChildren
  /** Where this page hangs: a page of one thing has a way back, and no ways beside. */
  readonly back?: { readonly to: string; readonly label: string }
  readonly actions?: ComponentChildren
  readonly children: ComponentChildren
}

export function PaymentsPage({ title, sub, back, actions, children }: PaymentsPageProps) {
  return (
    <div class="page payments">
      {back ? (
        <p class="payment-back">
          <a class="button-quiet" href={back.to}>
            <Icon name="back" />
            {back.label}
          </a>
        </p>
      ) : (
        <Ways />
      )}
      <div class="payment-head">
        <PageHead title={title}>{sub && <p class="page-sub">{sub}</p>}</PageHead>
        {actions && <div class="payment-actions">{actions}</div>}
      </div>
      {children}
    </div>
  )
}

/** The rules' answers speak of complaints elsewhere; here of what is on the page. */
export const paymentSentence = (failure: Failure): string =>
  textIfAny(`paymentError.${failure.code}`) ?? text(sentenceOf(failure))

export function PaymentFailure({
  failure,
  onRetry,
}: {
  readonly failure: Failure | undefined
  readonly onRetry?: () => void
}) {
  if (!failure) return null
  return (
    <Notice tone="bad" title={text('error.title')}>
      <p>{paymentSentence(failure)}</p>
      {onRetry && (
        <button type="button" class="button" onClick={onRetry}>
          {text('app.retry')}
        </button>
      )}
    </Notice>
  )
}

/** While nothing has come yet. */
export function Waiting({ tall = false }: { readonly tall?: boolean }) {
  return (
    <div
      class={tall ? 'card placeholder placeholder-tall' : 'card placeholder'}
      role="status"
      aria-label={text('app.loading')}
    />
  )
}

export function Empty({
  title,
  children,
}: {
  readonly title: string
  readonly children?: ComponentChildren
}) {
  return (
    <div class="payment-empty">
      <p class="strong">{title}</p>
      {children}
    </div>
  )
}
