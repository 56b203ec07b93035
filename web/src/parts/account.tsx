/** Who is signed in, their choices for this screen, and the way out, which says first what it would take along. */
import { useState } from 'preact/hooks'
import type { Me } from '../../../shared/contracts/staff-api.ts'
import { consoleLanguages } from '../../../shared/domain/languages.ts'
import { signOut } from '../session.ts'
import { chooseShortcuts, shortcuts } from '../store/device.ts'
import { chooseLanguage, counted, speech, text } from '../store/language.ts'
import { forgetSeen } from '../store/seen.ts'
import { unsent as notArrived } from '../store/unsent.ts'
import { Dialog } from './dialog.tsx'
import { TickField } from './fields.tsx'

const vaultCode = () => import('../store/device-vault.ts')
const outgoingCode = () => import('../store/outgoing.ts')
const draftsCode = () => import('../store/drafts.ts')

export const initialsOf = (name: string): string =>
  name
    .split(/[\s-]+/)
    .map((word) => word.charAt(0).toUpperCase())
    .slice(0, 2)
    .join('')

export function LanguageChoice() {
  return (
    <fieldset class="field">
      <legend>{text('account.language')}</legend>
      <div class="choices choices-small">
        {consoleLanguages.map((language) => (
          <label key={language} class="choice" lang={language}>
            <input
              type="radio"
              name="screen-language"
              checked={speech.value.language === language}
              onChange={() => chooseLanguage(language).catch(() => undefined)}
            />
            <span>{text(`screenLanguage.${language}`)}</span>
          </label>
        ))}
      </div>
    </fieldset>
  )
}

export function Account({ officer }: { readonly officer: Me }) {
  const [open, setOpen] = useState(false)
  const [unsent, setUnsent] = useState(0)
  /** Acts that have not arrived. */
  const [acts, setActs] = useState(0)
  const [sending, setSending] = useState<'no' | 'going' | 'failed'>('no')

  const wipeAndLeave = async () => {
    await (await draftsCode()).wipeDrafts()
    await (await vaultCode()).wipeDevice()
    forgetSeen()
    await signOut()
  }
  const leave = async () => {
    const count = await (await draftsCode()).countDrafts()
    const { waiting, stopped } = notArrived.value
    setActs(waiting + stopped)
    setUnsent(count)
    if (count + waiting + stopped === 0) await wipeAndLeave()
  }
  /** Leaves only once everything arrived; else what did not is there to be looked at. */
  const sendFirst = async () => {
    setSending('going')
    const arrived = await (await outgoingCode()).flush().catch(() => false)
    if (arrived && notArrived.value.stopped === 0) await leave()
    else setSending('failed')
  }

  return (
    <>
      <button type="button" class="account-button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
        <span class="initials" aria-hidden="true">
          {initialsOf(officer.name)}
        </span>
        <span class="only-read">{text('account.title')}, </span>
        <span class="account-name">{officer.name}</span>
      </button>
      {open && (
        <Dialog title={text('account.title')} onClose={() => setOpen(false)}>
          <div class="account-who">
            <span class="initials initials-large" aria-hidden="true">
              {initialsOf(officer.name)}
            </span>
            <div>
              <p class="strong">{officer.name}</p>
              <p class="quiet">{officer.title}</p>
            </div>
          </div>
          <h3>{text('account.units')}</h3>
          <ul class="plain-list">
            {officer.units.map(({ unitId, name }) => (
              <li key={unitId}>{name}</li>
            ))}
          </ul>
          {(officer.role === 'relay' || officer.role === 'supervisor') && (
            <p>
              <a href="/registre-papier" onClick={() => setOpen(false)}>
                {text('account.codes')}
              </a>
            </p>
          )}
          <LanguageChoice />
          <TickField
            id="shortcuts"
            label={text('account.shortcuts')}
            checked={shortcuts.value}
            onChecked={chooseShortcuts}
          />
          <p class="hint">{text('account.shortcutsHelp')}</p>
          {unsent + acts > 0 ? (
            <div class="notice notice-warm" role="alert">
              <div>
                {acts > 0 && <p>{counted('account.unsent', acts)}</p>}
                {unsent > 0 && <p>{counted('account.draftsLost', unsent)}</p>}
                {sending === 'failed' && <p class="field-error">{text('account.notSent')}</p>}
                <div class="actions">
                  {acts > 0 && (
                    <button
                      type="button"
                      class="button button-main"
                      disabled={sending === 'going'}
                      onClick={sendFirst}
                    >
                      {text('account.sendFirst')}
                    </button>
                  )}
                  <button
                    type="button"
                    class="button"
                    onClick={() => {
                      setUnsent(0)
                      setActs(0)
                    }}
                  >
                    {text('account.stay')}
                  </button>
                  <button type="button" class="button button-grave" onClick={wipeAndLeave}>
                    {text('account.signOutAnyway')}
                  </button>
                </div>
              </div>
            </div>
          ) : (
            <div class="actions">
              <button type="button" class="button" onClick={leave}>
                {text('account.signOut')}
              </button>
            </div>
          )}
        </Dialog>
      )}
    </>
  )
}
