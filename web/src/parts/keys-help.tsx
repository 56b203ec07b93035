/** Which keys there are, and where they act. */
import '../styles/triage.css'
import type { TextKey } from '../../../shared/i18n/console-texts.ts'
import { text } from '../store/language.ts'
import { Dialog } from './dialog.tsx'

type Line = readonly [keys: readonly string[], what: TextKey]
const queueKeys: readonly Line[] = [
  [['j', 'k'], 'keys.walk'],
  [['o'], 'keys.open'],
  [['x'], 'keys.select'],
  [['a'], 'keys.assign'],
  [['r'], 'keys.reply'],
  [['e'], 'keys.escalate'],
  [['n'], 'keys.news'],
  [['/'], 'keys.search'],
]
const complaintKeys: readonly Line[] = [
  [['j', 'k'], 'keys.walk'],
  [['a'], 'keys.assign'],
  [['r'], 'keys.reply'],
  [['n'], 'keys.note'],
  [['e'], 'keys.escalate'],
  [['u'], 'keys.back'],
]
const everywhere: readonly Line[] = [[['?'], 'keys.help']]

function Keys({ title, lines }: { readonly title: string; readonly lines: readonly Line[] }) {
  return (
    <section class="keys">
      <h3>{title}</h3>
      <dl>
        {lines.map(([keys, what]) => (
          <div key={what}>
            <dt>
              {keys.map((key) => (
                <kbd key={key}>{key}</kbd>
              ))}
            </dt>
            <dd>{text(what)}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}

export function KeysHelp({ onClose }: { readonly onClose: () => void }) {
  return (
    <Dialog title={text('keys.title')} onClose={onClose}>
      <Keys title={text('keys.queue')} lines={queueKeys} />
      <Keys title={text('keys.complaint')} lines={complaintKeys} />
      <Keys title={text('keys.everywhere')} lines={everywhere} />
      <p class="hint">{text('keys.off')}</p>
    </Dialog>
  )
}
