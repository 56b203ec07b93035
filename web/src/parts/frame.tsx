/** What stands around every page: the name, the ways, how fresh things are, who one is. */
import type { ComponentChildren } from 'preact'
import { useLocation } from 'preact-iso/router'
import { text } from '../store/language.ts'
import { hasPrivateDesk, me } from '../store/me.ts'
import { Account } from './account.tsx'
import { Icon, type IconName, Mark } from './icon.tsx'
import { StateLine } from './state-line.tsx'

interface Way {
  readonly to: string
  readonly icon: IconName
  readonly label: string
}

function waysOf(): readonly Way[] {
  const officer = me.value
  return [
    { to: '/', icon: 'inbox', label: text('nav.queue') },
    ...(officer?.deeds.includes('file')
      ? [{ to: '/nouvelle-plainte', icon: 'plus', label: text('nav.file') } as const]
      : []),
    ...(hasPrivateDesk(officer)
      ? [{ to: '/espace-reserve', icon: 'shield', label: text('nav.private') } as const]
      : []),
    ...(officer?.operations
      ? [{ to: '/operations', icon: 'pulse', label: text('nav.operations') } as const]
      : []),
  ]
}

const isUnder = (path: string, to: string): boolean =>
  to === '/' ? path === '/' || path.startsWith('/plaintes/') : path.startsWith(to)

export function Frame({ children }: { readonly children: ComponentChildren }) {
  const { path } = useLocation()
  const officer = me.value
  const isPrivate = path.startsWith('/espace-reserve')
  return (
    <div class={isPrivate ? 'frame frame-private' : 'frame'}>
      <a class="skip" href="#content">
        {text('app.skip')}
      </a>
      <header class="top">
        <a class="brand" href="/" aria-label={`${text('app.name')}, ${text('nav.queue')}`}>
          <Mark />
          <span class="brand-name">{text('app.name')}</span>
        </a>
        <nav class="ways" aria-label={text('nav.label')}>
          {waysOf().map(({ to, icon, label }) => (
            <a key={to} href={to} class="way" aria-current={isUnder(path, to) ? 'page' : undefined}>
              <Icon name={icon} />
              <span>{label}</span>
            </a>
          ))}
        </nav>
        <StateLine />
        {officer ? <Account officer={officer} /> : <span class="account-button" aria-hidden="true" />}
      </header>
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}
