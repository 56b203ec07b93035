/** What is stuck between the line, the messages and the system, and the button that sends it through again. */
import '../styles/operations.css'
import { useCallback, useEffect, useState } from 'preact/hooks'
import { type Answer, call } from '../api.ts'
import { asFailure, type Failure } from '../failure.ts'
import { moment } from '../parts/dates.ts'
import { FailureNotice, Notice } from '../parts/notice.tsx'
import { PageHead } from '../parts/page.tsx'
import { counted, text } from '../store/language.ts'
import { me } from '../store/me.ts'

type Operations = Answer<'operations'>

const figures = ['queued', 'unknown'] as const

function Messages({ unsent }: { readonly unsent: Operations['unsent'] }) {
  return (
    <section class="card" aria-labelledby="unsent-title">
      <h2 id="unsent-title">{text('operations.unsent')}</h2>
      <ul class="figures">
        {figures.map((name) => (
          <li key={name} class={unsent[name] > 0 && name !== 'queued' ? 'figure figure-bad' : 'figure'}>
            <span class="figure-number">{unsent[name]}</span>
            <span>{text(`operations.${name}`)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

interface DeadLettersProps {
  readonly letters: Operations['deadLetters']
  readonly busy: string | undefined
  readonly onRedrive: (queue: string) => void
}

function DeadLetters({ letters, busy, onRedrive }: DeadLettersProps) {
  const some = letters.filter(({ count }) => count > 0)
  return (
    <section class="card" aria-labelledby="letters-title">
      <h2 id="letters-title">{text('operations.deadLetters')}</h2>
      <p class="hint">{text('operations.deadLettersHelp')}</p>
      {some.length === 0 ? (
        <p>{text('operations.noDeadLetters')}</p>
      ) : (
        <ul class="plain-list letters">
          {some.map(({ queue, count }) => (
            <li key={queue}>
              <span>
                <strong>{count}</strong> {queue}
              </span>
              <button
                type="button"
                class="button"
                aria-label={text('operations.redriveOf', { queue })}
                disabled={busy !== undefined}
                onClick={() => onRedrive(queue)}
              >
                {text('operations.redrive')}
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  )
}

function Quarantine({ quarantine }: { readonly quarantine: Operations['quarantine'] }) {
  return (
    <section class="card" aria-labelledby="quarantine-title">
      <h2 id="quarantine-title">{text('operations.quarantine')}</h2>
      <p class="hint">{text('operations.quarantineHelp')}</p>
      {quarantine.newest.length === 0 ? (
        <p>{text('operations.noQuarantine')}</p>
      ) : (
        <>
          <p>{counted('operations.quarantineCount', quarantine.count)}</p>
          <ul class="plain-list quarantine">
            {quarantine.newest.map(({ quarantineId, at, door, problem, sizeBytes }) => (
              <li key={quarantineId}>
                <time dateTime={at}>{moment(at)}</time>
                <span class="strong">{door}</span>
                <span>{problem}</span>
                <span class="quiet">{text('operations.bytes', { count: sizeBytes })}</span>
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  )
}

export function OperationsPage() {
  const [found, setFound] = useState<Operations>()
  const [failure, setFailure] = useState<Failure>()
  const [busy, setBusy] = useState<string>()
  const [moved, setMoved] = useState<number>()
  const officer = me.value

  const load = useCallback(async () => {
    setFailure(undefined)
    try {
      setFound(await call('operations'))
    } catch (fault) {
      setFailure(asFailure(fault))
    }
  }, [])
  const allowed = officer?.operations
  useEffect(() => {
    if (allowed) load()
  }, [allowed, load])

  const redrive = async (queue: string) => {
    setBusy(queue)
    setMoved(undefined)
    try {
      const answer = await call('redrive', { body: { queue } })
      setMoved(answer.moved)
      await load()
    } catch (fault) {
      setFailure(asFailure(fault))
    } finally {
      setBusy(undefined)
    }
  }

  if (!officer) return null
  return (
    <div class="page page-narrow">
      <PageHead title={text('operations.title')} />
      <p class="lead">{text(allowed ? 'operations.words' : 'operations.denied')}</p>
      {failure && <FailureNotice failure={failure} onRetry={load} />}
      {moved !== undefined && (
        <Notice tone="good">
          <p>{counted('operations.moved', moved)}</p>
        </Notice>
      )}
      {found && (
        <>
          <Messages unsent={found.unsent} />
          <DeadLetters letters={found.deadLetters} busy={busy} onRedrive={redrive} />
          <Quarantine quarantine={found.quarantine} />
          <p>
            <a href="/empreintes">{text('operations.roots')}</a>
          </p>
        </>
      )}
    </div>
  )
}
