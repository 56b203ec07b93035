/** What stands around every page: the name, the ways, how fresh things are, who one is. */
import type { ComponentChildren } from 'preact'
import { useLocation } from 'preact-iso/router'
import { text } from '../store/language.ts'
import { me } from '../store/me.ts'
import { Account } from './account.tsx'
import { Mark } from './icon.tsx'
import { Navigation } from './navigation.tsx'
import { NewVersionBar } from './new-version-bar.tsx'
import { StateLine } from './state-line.tsx'

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
        <Navigation />
        <StateLine />
        {officer ? <Account officer={officer} /> : <span class="account-button" aria-hidden="true" />}
      </header>
      <NewVersionBar />
      <main id="content" tabIndex={-1}>
        {children}
      </main>
    </div>
  )
}
