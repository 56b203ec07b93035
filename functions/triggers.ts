/**
 * What wakes each function: the one list that both places read. infra/ makes AWS resources of it, local/ wires the very
 * same handlers on one machine. A function that is not here runs nowhere; a name here without a file fails a test.
 */

export type TableName = 'main' | 'restricted'

/** Queues, each with a dead-letter queue of the same name and `-dead`. */
export const queues = {
  /** One message item to send: `{ "pk": …, "sk": … }`. */
  'sms-outbound': { visibilitySeconds: 60, maxReceives: 8, retryDelaySeconds: 30 },
  /** One officer's e-mail to send: `{ "pk": …, "sk": … }`. */
  'email-outbound': { visibilitySeconds: 60, maxReceives: 8, retryDelaySeconds: 30 },
  /** A file that came, or that is to go on: `{ "key": … }`. */
  'incoming-files': { visibilitySeconds: 960, maxReceives: 5, retryDelaySeconds: 5 },
  /** A consumer to whom more is to be brought: `{ "consumerId": …, "upTo": … }`. */
  'registry-wakes': { visibilitySeconds: 120, maxReceives: 5, retryDelaySeconds: 10 },
  /** One batch of a reminder round: `{ "roundId": …, "group": …, "number": … }`. */
  'reminder-batches': { visibilitySeconds: 120, maxReceives: 5, retryDelaySeconds: 10 },
} as const
export type QueueName = keyof typeof queues

export interface HttpTrigger {
  readonly kind: 'http'
  /** API Gateway route keys: `POST /callbacks/{token}/ussd`. */
  readonly routes: readonly string[]
  /** `callback`: proved by the token in the path; `staff`: by a bearer token; `consumer`: by its own key; `open`: by nothing. */
  readonly door: 'callback' | 'staff' | 'consumer' | 'open'
}
export interface StreamTrigger {
  readonly kind: 'stream'
  readonly table: TableName
  /** Kinds of new items that it is woken for; all else passes by without waking anybody. */
  readonly kinds: readonly string[]
  readonly batchSize: number
  readonly maxRetries: number
}
export interface QueueTrigger {
  readonly kind: 'queue'
  readonly queue: QueueName
  readonly batchSize: number
}
export interface ClockTrigger {
  readonly kind: 'clock'
  /** Cron of EventBridge Scheduler, in Africa/Bamako. */
  readonly cron: string
}
export type Trigger = HttpTrigger | StreamTrigger | QueueTrigger | ClockTrigger

export interface FunctionSheet {
  readonly trigger: Trigger
  readonly timeoutSeconds: number
  readonly memoryMb: number
  /** Who is hurt when it fails: said by its alarm. */
  readonly hurts: string
}

const callback = (...routes: string[]): HttpTrigger => ({ kind: 'http', door: 'callback', routes })

export const functions = {
  'ussd-line': {
    trigger: callback('POST /callbacks/{token}/ussd'),
    timeoutSeconds: 8,
    memoryMb: 1024,
    hurts: 'A caller who dials hears an apology instead of the menu and cannot complain.',
  },
  'ussd-ended': {
    trigger: callback('POST /callbacks/{token}/ussd-ended'),
    timeoutSeconds: 15,
    memoryMb: 512,
    hurts: 'A caller whose network dropped is not called back.',
  },
  'sms-inbound': {
    trigger: callback('POST /callbacks/{token}/sms'),
    timeoutSeconds: 15,
    memoryMb: 512,
    hurts: 'A person who writes an SMS gets no answer until the gateway tries again.',
  },
  'sms-report': {
    trigger: callback('POST /callbacks/{token}/sms-reports'),
    timeoutSeconds: 15,
    memoryMb: 512,
    hurts: 'Staff do not see whether an answer reached the complainant.',
  },
  'sms-opt-out': {
    trigger: callback('POST /callbacks/{token}/sms-opt-outs'),
    timeoutSeconds: 15,
    memoryMb: 512,
    hurts: 'A person who asked for silence may get one more SMS.',
  },
  'staff-api': {
    trigger: { kind: 'http', door: 'staff', routes: ['ANY /api/{proxy+}'] },
    timeoutSeconds: 20,
    memoryMb: 1024,
    hurts: 'Officers cannot read or answer complaints.',
  },
  'private-desk': {
    trigger: { kind: 'http', door: 'staff', routes: ['ANY /private/{proxy+}'] },
    timeoutSeconds: 20,
    memoryMb: 1024,
    hurts: 'Focal points cannot reach people who asked to talk in private.',
  },
  health: {
    trigger: { kind: 'http', door: 'open', routes: ['GET /health'] },
    timeoutSeconds: 5,
    memoryMb: 256,
    hurts: 'The watch outside cannot tell whether the line is up.',
  },
  outbox: {
    trigger: {
      kind: 'stream',
      table: 'main',
      kinds: [
        'event',
        'payday-event',
        'payment-answer',
        'incident-event',
        'notice',
        'household-event',
        'inbound',
        'message',
        'email',
      ],
      batchSize: 25,
      maxRetries: 10,
    },
    timeoutSeconds: 60,
    memoryMb: 512,
    hurts: 'Receipts, answers and alerts are late.',
  },
  'sms-sender': {
    trigger: { kind: 'queue', queue: 'sms-outbound', batchSize: 10 },
    timeoutSeconds: 50,
    memoryMb: 512,
    hurts: 'Complainants do not get their receipts and answers by SMS.',
  },
  'email-sender': {
    trigger: { kind: 'queue', queue: 'email-outbound', batchSize: 10 },
    timeoutSeconds: 50,
    memoryMb: 512,
    hurts: 'Officers are not told of new complaints by e-mail.',
  },
  'file-import': {
    trigger: { kind: 'queue', queue: 'incoming-files', batchSize: 1 },
    timeoutSeconds: 900,
    memoryMb: 1024,
    hurts: 'Payment lists and agencies’ results that officers sent are not taken in.',
  },
  'message-sweep': {
    trigger: { kind: 'clock', cron: 'cron(* * * * ? *)' },
    timeoutSeconds: 60,
    memoryMb: 512,
    hurts: 'An SMS that was interrupted while being sent stays unsent.',
  },
  'line-watch': {
    trigger: { kind: 'clock', cron: 'cron(0/5 * * * ? *)' },
    timeoutSeconds: 30,
    memoryMb: 256,
    hurts: 'Callers may be hearing nothing, and nobody would know before they say so.',
  },
  'deadline-sweep': {
    trigger: { kind: 'clock', cron: 'cron(0/15 * * * ? *)' },
    timeoutSeconds: 120,
    memoryMb: 512,
    hurts: 'Late complaints are not escalated.',
  },
  'money-question': {
    trigger: { kind: 'clock', cron: 'cron(3/15 * * * ? *)' },
    timeoutSeconds: 300,
    memoryMb: 512,
    hurts: 'Nobody is asked whether money was taken from those who were paid.',
  },
  'daily-root': {
    trigger: { kind: 'clock', cron: 'cron(7/15 * * * ? *)' },
    timeoutSeconds: 120,
    memoryMb: 512,
    hurts: 'What was done to complaints yesterday could still be changed without anybody seeing it.',
  },
  'retention-sweep': {
    trigger: { kind: 'clock', cron: 'cron(11/15 * * * ? *)' },
    timeoutSeconds: 120,
    memoryMb: 512,
    hurts: 'What people said years ago is kept longer than they were told.',
  },
  'registry-api': {
    trigger: { kind: 'http', door: 'consumer', routes: ['ANY /registry/v1/{proxy+}'] },
    timeoutSeconds: 29,
    memoryMb: 1024,
    hurts: 'Registries cannot fetch complaints, answer them, or send households and decisions.',
  },
  'registry-push': {
    trigger: { kind: 'queue', queue: 'registry-wakes', batchSize: 1 },
    timeoutSeconds: 90,
    memoryMb: 512,
    hurts: 'Registries that wait to be told of complaints hear of them late.',
  },
  'registry-sweep': {
    trigger: { kind: 'clock', cron: 'cron(* * * * ? *)' },
    timeoutSeconds: 60,
    memoryMb: 512,
    hurts: 'A registry that was down is not tried again.',
  },
  'payday-reminder': {
    trigger: { kind: 'clock', cron: 'cron(* * * * ? *)' },
    timeoutSeconds: 300,
    memoryMb: 512,
    hurts: 'Households are not told of their payday, or not told that it has moved.',
  },
  'reminder-sender': {
    trigger: { kind: 'queue', queue: 'reminder-batches', batchSize: 5 },
    timeoutSeconds: 100,
    memoryMb: 512,
    hurts: 'Reminders of a payday do not leave, and whether some left is unknown.',
  },
} as const satisfies Record<string, FunctionSheet>

export type FunctionName = keyof typeof functions
export const functionNames = Object.keys(functions) as FunctionName[]
export const isFunctionName = (name: string): name is FunctionName => name in functions
