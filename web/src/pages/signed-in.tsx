/** Where the provider sends the browser back to. */
import { useEffect, useState } from 'preact/hooks'
import { completeSignIn } from '../session.ts'
import { text } from '../store/language.ts'
import { Doorway, SignInPage } from './sign-in.tsx'

/** `leave` goes to an address in place of this one, which must not be gone back to. */
export function SignedInPage({ leave }: { readonly leave: (to: string) => void }) {
  const [state, setState] = useState<'coming' | 'done' | 'turned-back' | 'failed'>('coming')
  // A code is traded once.
  useEffect(() => {
    completeSignIn().then(
      (arrival) => {
        if (arrival.kind === 'go') return leave(arrival.to)
        if (arrival.kind === 'leaving') return
        setState(arrival.kind)
        if (arrival.kind === 'done') close()
      },
      () => setState('failed'),
    )
  }, [])
  if (state === 'failed') return <SignInPage trouble={text('signIn.failedWords')} />
  if (state === 'turned-back') return <SignInPage trouble={text('signIn.cancelled')} />
  return (
    <Doorway>
      <p role="status">{text(state === 'done' ? 'signIn.done' : 'signIn.coming')}</p>
    </Doorway>
  )
}
