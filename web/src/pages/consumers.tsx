/** Systems that are told of complaints: how each is, and what an administrator does about it. */
import '../styles/consumers.css'
import { useCallback, useEffect, useState } from 'preact/hooks'
import type { ConsumerRow } from '../../../shared/contracts/registry-api.ts'
import { asFailure, type Failure } from '../failure.ts'
import { AddConsumer } from '../parts/add-consumer.tsx'
import { ConsumerCard } from '../parts/consumer-card.tsx'
import { FailureNotice } from '../parts/notice.tsx'
import { PageHead } from '../parts/page.tsx'
import { type Secrets, ShownOnce } from '../parts/shown-once.tsx'
import { listConsumers, type Order, orderConsumer } from '../store/consumers.ts'
import { text } from '../store/language.ts'
import { me } from '../store/me.ts'

export function ConsumersPage() {
  const [found, setFound] = useState<readonly ConsumerRow[]>()
  const [failure, setFailure] = useState<Failure>()
  const [secrets, setSecrets] = useState<Secrets>()
  const [isAdding, setAdding] = useState(false)
  const [busy, setBusy] = useState<string>()
  const officer = me.value
  const allowed = officer?.operations

  const load = useCallback(async () => {
    setFailure(undefined)
    try {
      setFound((await listConsumers()).items)
    } catch (fault) {
      setFailure(asFailure(fault))
    }
  }, [])
  useEffect(() => {
    if (allowed) load()
  }, [allowed, load])

  const order = async ({ consumerId, version }: ConsumerRow, command: Order) => {
    setBusy(consumerId)
    try {
      const { shownOnce } = await orderConsumer(consumerId, command, version)
      if (shownOnce) setSecrets({ consumerId, ...shownOnce })
      await load()
    } catch (fault) {
      setFailure(asFailure(fault))
    } finally {
      setBusy(undefined)
    }
  }

  if (!officer) return null
  const isAdmin = officer.role === 'admin'
  return (
    <div class="page page-narrow">
      <PageHead title={text('consumers.title')}>
        {isAdmin && !isAdding && (
          <button type="button" class="button" onClick={() => setAdding(true)}>
            {text('consumers.add')}
          </button>
        )}
      </PageHead>
      <p class="lead">{text(allowed ? 'consumers.words' : 'consumers.denied')}</p>
      {failure && <FailureNotice failure={failure} onRetry={load} />}
      {secrets && <ShownOnce secrets={secrets} onDone={() => setSecrets(undefined)} />}
      {isAdding && (
        <AddConsumer
          onClose={() => setAdding(false)}
          onAdded={({ consumer: { consumerId }, shownOnce }) => {
            setAdding(false)
            setSecrets({ consumerId, ...shownOnce })
            load()
          }}
        />
      )}
      {found?.length === 0 && <p>{text('consumers.none')}</p>}
      {found?.map((row) => (
        <ConsumerCard
          key={row.consumerId}
          row={row}
          isAdmin={isAdmin}
          busy={busy !== undefined}
          onOrder={(command) => order(row, command)}
        />
      ))}
    </div>
  )
}
