/**
 * This device's outbox at work: tried at once, and again when the network returns, when somebody looks, and with growing
 * pauses in between. Browsers can ask to be woken for this without a page; not all do, so nothing here relies on it.
 */
import { signal } from '@preact/signals'
import type {
  ComplaintDetail,
  FileForAnother,
  Moved,
  StaffCommand,
} from '../../../shared/contracts/staff-api.ts'
import { type Answer, ask } from '../api.ts'
import { contact } from './contact.ts'
import { deviceVault } from './device-vault.ts'
import type { Kept } from './handling.ts'
import type { Keepable } from './keepable.ts'
import { me } from './me.ts'
import { outbox } from './outbox.ts'
import type { Job, NewJob } from './outbox-job.ts'
import { unsent } from './unsent.ts'

export const jobs = signal<readonly Job[]>([])
/** On its way from this window; after a reload nothing is. */
export const sendingId = signal<string | undefined>(undefined)
/** The last one that arrived while nobody waited for it. */
export const lastArrived = signal<{ readonly job: Job; readonly answer: unknown } | undefined>(undefined)

const pausesMs = [2_000, 5_000, 15_000, 30_000, 60_000]
const channel = new BroadcastChannel('jigikan.outbox')

const box = outbox({
  vault: deviceVault,
  locks: navigator.locks,
  now: () => Date.now(),
  send: ({ line, params, body, version, id }) =>
    ask(line, {
      body,
      idempotencyKey: id,
      ...(params ? { params } : {}),
      ...(version === undefined ? {} : { version }),
    }),
  onChange(all, sending) {
    show(all, sending)
    channel.postMessage('changed')
  },
  onArrived(job, answer) {
    lastArrived.value = { job, answer }
  },
})

/** A page stands waiting for these, and says itself what becomes of them. */
const inHand = new Set<string>()

function show(all: readonly Job[], sending: string | undefined): void {
  const now = Date.now()
  const shown = all.filter(({ id, notBefore = 0 }) => !inHand.has(id) && notBefore <= now)
  jobs.value = shown
  sendingId.value = sending
  unsent.value = {
    waiting: shown.filter(({ state }) => state === 'waiting' || state === 'behind').length,
    stopped: shown.filter(({ state }) => state === 'refused').length,
  }
}

let pause = 0
let timer: ReturnType<typeof setTimeout> | undefined
let going: Promise<boolean> | undefined

async function flushOnce(): Promise<boolean> {
  clearTimeout(timer)
  const empty = await box.flush()
  if (empty) pause = 0
  else {
    timer = setTimeout(flush, pausesMs[Math.min(pause, pausesMs.length - 1)])
    pause += 1
  }
  return empty
}

/** Everything that waits goes now; what does not get through is tried again after a pause. True when all arrived. */
export function flush(): Promise<boolean> {
  going ??= flushOnce().finally(() => {
    going = undefined
  })
  return going
}

const flushIfAny = (): void => {
  if (unsent.peek().waiting > 0) flush()
}
const soon = (): void => {
  pause = 0
  flushIfAny()
}

let begun = false
/** Once an officer is known, whose acts these are. */
export async function beginSending(): Promise<void> {
  await box.tell()
  if (!begun) {
    begun = true
    addEventListener('online', soon)
    addEventListener('focus', flushIfAny)
    document.addEventListener('visibilitychange', () => {
      if (!document.hidden) flushIfAny()
    })
    // Another window did something: what it wrote is read, and told to nobody.
    channel.addEventListener('message', () => box.all().then((all) => show(all, sendingId.peek())))
    // The first answer after a silence.
    let wasReachable = true
    contact.subscribe(({ reachable }) => {
      if (reachable && !wasReachable) setTimeout(soon)
      wasReachable = reachable
    })
  }
  flushIfAny()
}

async function submit<A>(job: NewJob): Promise<A | Kept> {
  inHand.add(job.id)
  try {
    const sent = await box.submit(job)
    if (sent.kind === 'sent') return sent.answer as A
    clearTimeout(timer)
    timer = setTimeout(flush, pausesMs[0])
    return { kept: true }
  } finally {
    inHand.delete(job.id)
    show(await box.all(), undefined)
  }
}

const maker = () => ({ by: me.peek()?.name ?? '' })

interface CommandAsked {
  readonly complaint: Pick<ComplaintDetail, 'complaintId' | 'reference' | 'version'>
  readonly command: Keepable<StaffCommand>
  readonly idempotencyKey: string
}
export const submitCommand = ({ complaint, command, idempotencyKey }: CommandAsked) =>
  submit<ComplaintDetail | Moved>({
    id: idempotencyKey,
    kind: 'command',
    type: command.type,
    line: 'POST /api/complaints/{complaintId}/commands',
    params: { complaintId: complaint.complaintId },
    body: command,
    version: complaint.version,
    lane: complaint.complaintId,
    complaintId: complaint.complaintId,
    reference: complaint.reference,
    ...maker(),
  })

export const submitFiling = (body: Keepable<FileForAnother>, idempotencyKey: string) =>
  submit<Answer<'fileComplaint'>>({
    id: idempotencyKey,
    kind: 'file',
    type: body.category,
    line: 'POST /api/complaints',
    body,
    lane: idempotencyKey,
    ...maker(),
  })

type TogetherBody = {
  readonly items: readonly {
    readonly complaintId: string
    readonly version: number
    readonly command: { readonly type: string }
  }[]
}
interface TogetherAsked {
  readonly body: Keepable<TogetherBody>
  readonly idempotencyKey: string
  readonly notBefore?: number
}
const togetherJob = ({ body, idempotencyKey, notBefore }: TogetherAsked): NewJob => ({
  id: idempotencyKey,
  kind: 'together',
  type: body.items[0]?.command.type ?? 'assign',
  count: body.items.length,
  line: 'POST /api/complaints/together',
  body,
  lane: idempotencyKey,
  ...(notBefore ? { notBefore } : {}),
  ...maker(),
})
export const submitTogether = (asked: TogetherAsked) => submit<Answer<'doTogether'>>(togetherJob(asked))
export const putTogether = (asked: TogetherAsked): Promise<void> => box.put(togetherJob(asked))

export const { retry, drop, forgetDone } = box
/** Seen, and wanted all the same. */
export const sendAnyway = async (id: string): Promise<void> => {
  await box.retry(id)
  await flush()
}
