/**
 * What officers did, on its way to the server. Every act is written down, sealed, before it is first tried, and goes away
 * when the server has it: a tab that closes, a network that goes, lose nothing, and the act's own key keeps it from being
 * done twice. Acts on one complaint go in their order. What the server refuses stops, with those behind it, and is never
 * tried again by itself.
 */
import { asFailure, type Failure } from '../failure.ts'
import type { Keepable } from './keepable.ts'
import {
  addressOf,
  appending,
  isPassing,
  type Job,
  leftOut,
  type NewJob,
  refusalOf,
  type Sent,
  versionOf,
  wasHeard,
} from './outbox-job.ts'
import { unsentPrefix, type Vault } from './vault.ts'

export interface OutboxPorts {
  readonly vault: () => Promise<Vault>
  readonly send: (job: Job) => Promise<unknown>
  /** The browser's own: one at a time of a name, in whichever window. */
  readonly locks: { request(name: string, act: () => Promise<unknown>): Promise<unknown> }
  readonly now: () => number
  /** Whatever changed: all jobs as they are now, and which is on its way from this window. */
  readonly onChange: (jobs: readonly Job[], sending: string | undefined) => void
  /** One arrived that no page was waiting for. */
  readonly onArrived: (job: Job, answer: unknown) => void
}

const mostRebases = 3
const mostDone = 20

export type Outbox = ReturnType<typeof outbox>

export function outbox({ vault, send, locks, now, onChange, onArrived }: OutboxPorts) {
  /** What the browser would not keep: it lasts as long as the page. */
  const memory = new Map<string, Job>()
  let sending: string | undefined
  let madeLast = 0

  const onDisk = async <T>(act: (disk: Vault) => Promise<T>): Promise<T | undefined> => {
    try {
      return await act(await vault())
    } catch {
      return undefined
    }
  }
  const write = async (job: Job): Promise<void> => {
    const written = await onDisk(async (disk) => {
      await disk.write(addressOf(job), job)
      return true
    })
    if (written) memory.delete(job.id)
    else memory.set(job.id, job)
  }
  const remove = async (job: Job): Promise<void> => {
    memory.delete(job.id)
    await onDisk((disk) => disk.remove(addressOf(job)))
  }
  /** As the disk has them, which other windows write to as well. */
  const all = async (): Promise<readonly Job[]> => {
    const kept = await onDisk(async (disk) =>
      Promise.all((await disk.list(unsentPrefix)).map((name) => disk.read<Job>(name))),
    )
    return [...(kept ?? []), ...memory.values()]
      .filter((job) => job !== undefined)
      .sort((a, b) => a.madeAt - b.madeAt)
  }
  const tell = async (): Promise<readonly Job[]> => {
    const jobs = await all()
    onChange(jobs, sending)
    return jobs
  }
  const inLane = async (lane: string): Promise<readonly Job[]> =>
    (await all()).filter((job) => job.lane === lane)

  /** Another window may have called it off meanwhile. */
  const isThere = async ({ id }: Job): Promise<boolean> => (await all()).some((job) => job.id === id)

  type Tried = Sent | { readonly kind: 'refused'; readonly failure: Failure }

  async function attempt(job: Job, rebases = 0): Promise<Tried> {
    sending = job.id
    await tell()
    try {
      return { kind: 'sent', answer: await send(job) }
    } catch (fault) {
      const failure = asFailure(fault)
      const fresh = versionOf(failure.fresh)
      if (
        failure.code === 'stale' &&
        appending.includes(job.type) &&
        fresh !== undefined &&
        rebases < mostRebases
      )
        return attempt({ ...job, version: fresh }, rebases + 1)
      return { kind: isPassing(failure) ? 'kept' : 'refused', failure }
    } finally {
      sending = undefined
    }
  }

  /** What was done on top of this act was done knowing it: it takes over the version that the act made. */
  async function carryOn(job: Job, answer: unknown): Promise<void> {
    const version = versionOf(answer)
    if (version === undefined) return
    for (const next of await inLane(job.lane))
      if (next.state === 'waiting' && next.version === job.version && next.id !== job.id)
        await write({ ...next, version })
  }

  async function arrived(job: Job, answer: unknown, awaited: boolean): Promise<void> {
    await carryOn(job, answer)
    const missed = job.kind === 'together' ? leftOut(answer) : []
    if (awaited) await remove(job)
    else if (missed.length > 0) {
      const complaintIds = missed.map(({ complaintId }) => complaintId)
      await write({ ...job, state: 'refused', refused: { code: 'stale', complaintIds } })
    } else {
      const filed = job.kind === 'file' ? (answer as NonNullable<Job['filed']>) : undefined
      // What was said has left: only that it did is kept.
      const body = {} as Keepable<object>
      await write({
        ...job,
        body,
        state: 'done',
        ...(filed && {
          filed: { complaintId: filed.complaintId, reference: filed.reference, visible: filed.visible },
        }),
      })
      const done = (await all()).filter(({ state }) => state === 'done')
      for (const old of done.slice(0, Math.max(0, done.length - mostDone))) await remove(old)
    }
    if (!awaited) onArrived(job, answer)
  }

  async function stop(job: Job, failure: Failure): Promise<void> {
    await write({ ...job, state: 'refused', refused: refusalOf(failure) })
    for (const next of await inLane(job.lane))
      if (next.state === 'waiting' && next.id !== job.id && next.madeAt > job.madeAt)
        await write({ ...next, state: 'behind' })
  }

  /** All that waits in a lane, in its order, as far as it goes. `awaited`: what a page stands waiting for. */
  const runLane = (lane: string, awaited?: string): Promise<Tried | undefined> =>
    locks.request(`jigikan.outbox/${lane}`, async () => {
      for (;;) {
        const jobs = (await inLane(lane)).filter(({ state }) => state === 'waiting')
        const job = jobs.find(({ notBefore = 0, id }) => id === awaited || notBefore <= now())
        if (!job) return undefined
        const mine = job.id === awaited
        const tried = await attempt(job)
        if (tried.kind === 'sent') await arrived(job, tried.answer, mine)
        else if (tried.kind === 'kept') {
          const heard = tried.failure && wasHeard(tried.failure)
          if (heard && (await isThere(job))) await write({ ...job, tries: job.tries + 1 })
        } else if (mine) await remove(job)
        else await stop(job, tried.failure)
        if (mine) return tried
        // The network is away for those behind it, too.
        if (tried.kind === 'kept')
          return { kind: 'kept', ...(tried.failure ? { failure: tried.failure } : {}) }
      }
    }) as Promise<Tried | undefined>

  /** Written down, to be tried with the next flush. */
  async function put(made: NewJob): Promise<void> {
    madeLast = Math.max(now(), madeLast + 1)
    const known = (await all()).find(({ id }) => id === made.id)
    await write({ ...made, madeAt: known?.madeAt ?? madeLast, tries: known?.tries ?? 0, state: 'waiting' })
    await tell()
  }

  async function release(lane: string): Promise<void> {
    for (const next of await inLane(lane))
      if (next.state === 'behind') await write({ ...next, state: 'waiting' })
  }

  return {
    all,
    tell,
    put,

    /** Written down, then tried. Throws what the server refused: then it is the page's own to show, and not kept. */
    async submit(made: NewJob): Promise<Sent> {
      await put(made)
      const tried = await runLane(made.lane, made.id)
      await tell()
      if (tried?.kind === 'refused') throw tried.failure
      return tried ?? { kind: 'kept' }
    },

    /** Everything that waits, one lane after the other, once per browser at a time. True when nothing waits any more. */
    async flush(): Promise<boolean> {
      return (await locks.request('jigikan.outbox', async () => {
        for (const lane of new Set(
          (await tell()).filter(({ state }) => state === 'waiting').map((job) => job.lane),
        )) {
          const tried = await runLane(lane)
          if (tried?.kind === 'kept') break
        }
        return !(await tell()).some(({ state }) => state === 'waiting')
      })) as boolean
    },

    /** The officer has seen why it stopped, and wants it all the same. */
    async retry(id: string): Promise<void> {
      for (const job of await all()) {
        if (job.id !== id || job.state === 'done') continue
        const { refused, ...rest } = job
        await write({
          ...rest,
          ...(refused?.version === undefined ? {} : { version: refused.version }),
          state: 'waiting',
        })
        await release(job.lane)
      }
      await tell()
    },

    /** Called off; what waited behind it goes on. */
    async drop(id: string): Promise<void> {
      for (const job of await all()) {
        if (job.id !== id) continue
        await remove(job)
        if (job.state === 'refused') await release(job.lane)
      }
      await tell()
    },

    /** Clears the list of what arrived. */
    async forgetDone(): Promise<void> {
      for (const job of await all()) if (job.state === 'done') await remove(job)
      await tell()
    },
  }
}
