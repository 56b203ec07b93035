/** Deadlines and first owners by category: what holds, a draft of something else, what it would have moved, publishing. */
import { useEffect, useState } from 'preact/hooks'
import { call } from '../admin-api.ts'
import { asFailure, type Failure } from '../failure.ts'
import { AdminFailure, AdminPage } from '../parts/admin-page.tsx'
import { useAsked } from '../parts/asked.ts'
import { moment } from '../parts/dates.ts'
import { DayField } from '../parts/fields.tsx'
import { Notice } from '../parts/notice.tsx'
import { ReasonForm } from '../parts/reason-form.tsx'
import { type Preview, PreviewCard, type Rules, Versions } from '../parts/rule-cards.tsx'
import { RuleForm } from '../parts/rule-form.tsx'
import { type Changes, categoryName, saySpan } from '../parts/rule-words.ts'
import { text } from '../store/language.ts'
import { me } from '../store/me.ts'
import { today } from '../store/period.ts'

const pair = (label: 'rules.owner' | 'rules.acknowledge' | 'rules.resolve', said: string): string =>
  text('admin.pair', { label: text(label), said })

/** A draft that something was published after is of no use any more. */
const draftOf = ({ draft, published: [last] }: Rules) =>
  draft && draft.at > (last?.at ?? '') ? draft : undefined

export function RulesPage() {
  const isAdmin = me.value?.role === 'admin'
  const { found, failure, load } = useAsked('rules', () => call('readRules'))
  const [changes, setChanges] = useState<Changes>()
  const [editing, setEditing] = useState<string>()
  const [preview, setPreview] = useState<Preview>()
  const [said, setSaid] = useState<string>()
  const [wrong, setWrong] = useState<Failure>()
  const [from, setFrom] = useState(today())
  const [isPublishing, setPublishing] = useState(false)

  // What is being drafted begins with the draft, or with what holds.
  useEffect(() => {
    if (!found || changes) return
    setChanges(draftOf(found)?.changes ?? found.published.find(({ holds }) => holds)?.changes ?? {})
  }, [found, changes])
  const draft = changes ?? {}
  const kept = found && draftOf(found)
  const put = (next: Changes) => {
    setChanges(next)
    setEditing(undefined)
    setPreview(undefined)
    setSaid(undefined)
  }
  const attempt = async (deed: () => Promise<void>) => {
    setWrong(undefined)
    setSaid(undefined)
    try {
      await deed()
    } catch (fault) {
      setWrong(asFailure(fault))
    }
  }
  const publish = async (reason: string) => {
    await call('publishRules', { body: { changes: draft, from, reason }, version: found?.version ?? 0 })
    setPublishing(false)
    setSaid(text('rules.published'))
    await load()
  }

  return (
    <AdminPage title={text('rules.title')} lead={text('rules.lead')}>
      <p class="hint">{text('rules.kept')}</p>
      <AdminFailure failure={failure ?? wrong} onRetry={load} />
      {said && (
        <Notice tone="good">
          <p>{said}</p>
        </Notice>
      )}
      {found && (
        <ul class="plain-list card rules-list">
          {found.rows.map((row) => {
            const change = draft[row.category]
            const { acknowledge = row.acknowledge, resolve = row.resolve, owner = row.owner } = change ?? {}
            return (
              <li key={row.category}>
                <div class="rule-line">
                  <span class="rule-name">
                    <strong>{categoryName(row.category)}</strong>{' '}
                    {(change || row.changed) && (
                      <span class="admin-mark">{text(change ? 'rules.inDraft' : 'rules.changed')}</span>
                    )}
                  </span>
                  <span>{pair('rules.owner', text(`rules.owner.${owner}`))}</span>
                  <span>{pair('rules.acknowledge', saySpan(acknowledge))}</span>
                  <span>{pair('rules.resolve', saySpan(resolve))}</span>
                  <span class="quiet">
                    {change?.source ?? (row.changed ? row.source : text('rules.shipped'))}
                  </span>
                  {isAdmin && editing !== row.category && (
                    <button
                      type="button"
                      class="button"
                      aria-label={text('rules.changeOf', { name: categoryName(row.category) })}
                      onClick={() => setEditing(row.category)}
                    >
                      {text('rules.change')}
                    </button>
                  )}
                </div>
                {editing === row.category && (
                  <RuleForm
                    row={row}
                    change={change}
                    onTake={(next) => put({ ...draft, [row.category]: next })}
                    onDrop={() =>
                      put(Object.fromEntries(Object.entries(draft).filter(([code]) => code !== row.category)))
                    }
                    onClose={() => setEditing(undefined)}
                  />
                )}
              </li>
            )
          })}
        </ul>
      )}
      {found && (
        <section class="card" aria-labelledby="draft">
          <h2 id="draft">{text('rules.draft')}</h2>
          {kept && <p class="quiet">{text('rules.draftBy', { name: kept.by.name, at: moment(kept.at) })}</p>}
          <p>{Object.keys(draft).map(categoryName).join(' · ') || text('rules.empty')}</p>
          {preview && <PreviewCard preview={preview} />}
          <div class="actions">
            <button
              type="button"
              class="button"
              onClick={() =>
                attempt(async () => setPreview(await call('previewRules', { body: { changes: draft } })))
              }
            >
              {text('rules.preview')}
            </button>
            {isAdmin && (
              <button
                type="button"
                class="button"
                onClick={() =>
                  attempt(async () => {
                    await call('saveRulesDraft', { body: { changes: draft } })
                    setSaid(text('rules.savedDraft'))
                    await load()
                  })
                }
              >
                {text('rules.saveDraft')}
              </button>
            )}
            {isAdmin && !isPublishing && (
              <button type="button" class="button" onClick={() => setPublishing(true)}>
                {text('rules.publish')}
              </button>
            )}
          </div>
          {isPublishing && (
            <ReasonForm
              id="publish"
              title={text('rules.publish')}
              button={text('rules.publish')}
              onClose={() => setPublishing(false)}
              onSend={publish}
            >
              <DayField
                id="publish-from"
                label={text('rules.from')}
                min={today()}
                value={from}
                onValue={setFrom}
              />
            </ReasonForm>
          )}
        </section>
      )}
      {found && <Versions rules={found} {...(isAdmin ? { onTake: put } : {})} />}
    </AdminPage>
  )
}
