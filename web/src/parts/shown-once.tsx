/** A key or a secret, once: nobody can show it again, so it stays until it is said to be safe. */
import { text } from '../store/language.ts'
import { Notice } from './notice.tsx'

export interface Secrets {
  readonly consumerId: string
  readonly key?: string
  readonly pushSecret?: string
}

export function ShownOnce({ secrets, onDone }: { readonly secrets: Secrets; readonly onDone: () => void }) {
  const { consumerId, key, pushSecret } = secrets
  return (
    <Notice tone="warm" title={text('consumers.onceTitle', { consumer: consumerId })} asks>
      <p>{text('consumers.onceWords')}</p>
      <dl class="secrets">
        {key && (
          <>
            <dt>{text('consumers.key')}</dt>
            <dd>
              <code>{key}</code>
            </dd>
          </>
        )}
        {pushSecret && (
          <>
            <dt>{text('consumers.pushSecret')}</dt>
            <dd>
              <code>{pushSecret}</code>
            </dd>
          </>
        )}
      </dl>
      <button type="button" class="button" onClick={onDone}>
        {text('consumers.onceDone')}
      </button>
    </Notice>
  )
}
