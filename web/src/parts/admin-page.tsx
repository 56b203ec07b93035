/** What stands around every page of administration: its title, the ways to the others, and what went wrong. */
import '../styles/admin.css'
import type { ComponentChildren } from 'preact'
import { useLocation } from 'preact-iso/router'
import { type Failure, sentenceOf } from '../failure.ts'
import { text, textIfAny } from '../store/language.ts'
import { me } from '../store/me.ts'
import { Notice } from './notice.tsx'
import { PageHead } from './page.tsx'

const ways = [
  ['/administration', 'officers', true],
  ['/administration/journal', 'audit', false],
  ['/administration/calendrier', 'calendar', false],
  ['/administration/delais', 'rules', false],
  ['/administration/textes', 'texts', false],
] as const

function Ways() {
  const { path } = useLocation()
  const isAdmin = me.value?.role === 'admin'
  return (
    <nav class="admin-ways" aria-label={text('admin.title')}>
      {ways
        .filter(([, , forAdmins]) => isAdmin || !forAdmins)
        .map(([to, label]) => (
          <a key={to} class="admin-way" href={to} aria-current={path === to ? 'page' : undefined}>
            {text(`admin.${label}`)}
          </a>
        ))}
    </nav>
  )
}

interface AdminPageProps {
  readonly title: string
  readonly lead?: string
  readonly actions?: ComponentChildren
  readonly children: ComponentChildren
}

export function AdminPage({ title, lead, actions, children }: AdminPageProps) {
  const officer = me.value
  if (!officer) return null
  return (
    <div class="page admin">
      {officer.operations && <Ways />}
      <PageHead title={title}>{officer.operations && actions}</PageHead>
      <p class="lead">{officer.operations ? lead : text('admin.denied')}</p>
      {officer.operations && children}
    </div>
  )
}

/** The rules' answers speak of complaints elsewhere; here of what is on the page. */
export function AdminFailure({
  failure,
  onRetry,
}: {
  readonly failure: Failure | undefined
  readonly onRetry?: () => void
}) {
  if (!failure) return null
  const said = Object.values(failure.fields)[0]
  return (
    <Notice tone="bad" title={text('error.title')} asks>
      <p>
        {(said && textIfAny(`adminWrong.${said}`)) ??
          textIfAny(`adminError.${failure.code}`) ??
          text(sentenceOf(failure))}
      </p>
      {onRetry && (
        <button type="button" class="button" onClick={onRetry}>
          {text('app.retry')}
        </button>
      )}
    </Notice>
  )
}

export const wrongField = (failure: Failure | undefined, field: string): string | undefined => {
  const why = failure?.fields[field]
  return why && (textIfAny(`adminWrong.${why}`) ?? text('error.field'))
}
