/** The door: who we are and one button. Also what is said when the door does not open. */
import type { ComponentChildren } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Mark } from '../parts/icon.tsx'
import { Notice } from '../parts/notice.tsx'
import { PageHead } from '../parts/page.tsx'
import { beginSignIn } from '../session.ts'
import { chooseLanguage, languageOfDevice, speech, text } from '../store/language.ts'

export function Doorway({ children }: { readonly children: ComponentChildren }) {
  const other = speech.value.language === 'fr' ? 'en' : 'fr'
  return (
    <main class="doorway" id="content">
      <div class="doorway-sheet">
        <div class="doorway-brand">
          <Mark />
          <p>
            <strong>{text('app.name')}</strong>
            <br />
            {text('app.tagline')}
          </p>
        </div>
        {children}
      </div>
      <button
        type="button"
        class="button-quiet"
        lang={other}
        onClick={() => chooseLanguage(other).catch(() => undefined)}
      >
        {text(`screenLanguage.${other}`)}
      </button>
    </main>
  )
}

interface SignInPageProps {
  /** What stopped the last try. */
  readonly trouble?: string
}

export function SignInPage({ trouble }: SignInPageProps) {
  const [state, setState] = useState<'ready' | 'leaving' | 'failed'>('ready')
  useEffect(() => {
    const chosen = languageOfDevice()
    if (chosen) chooseLanguage(chosen).catch(() => undefined)
  }, [])
  const signIn = () => {
    setState('leaving')
    const here = location.pathname === '/signed-in' ? '/' : location.pathname + location.search
    beginSignIn(here).catch(() => setState('failed'))
  }
  const said = state === 'failed' ? text('signIn.failedWords') : state === 'ready' ? trouble : undefined
  return (
    <Doorway>
      <PageHead title={text('signIn.title')} />
      <p>{text('signIn.words')}</p>
      {said && (
        <Notice tone="bad" title={text('signIn.failed')}>
          <p>{said}</p>
        </Notice>
      )}
      <button
        type="button"
        class="button button-main button-wide"
        disabled={state === 'leaving'}
        onClick={signIn}
      >
        {state === 'leaving' ? text('signIn.coming') : text('signIn.button')}
      </button>
    </Doorway>
  )
}
