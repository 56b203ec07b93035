/**
 * Every environment variable of every function, as zod. A function that starts without what it needs stops at once and says
 * which variable; infra/ and local/ both read `settingsOf` to know what to give.
 */
import * as z from 'zod/mini'
import { readBudget, readPrices } from '../shared/domain/reminder-spend.ts'
import type { FunctionName } from './triggers.ts'

const present = z.string().check(z.minLength(1))
const list = z.pipe(
  present,
  z.transform((value: string) =>
    value
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  ),
)

const logging = { JIGIKAN_STAGE: present }
const mainTable = { JIGIKAN_MAIN_TABLE: present, JIGIKAN_DYNAMODB_ENDPOINT: z.exactOptional(present) }
const bothTables = { ...mainTable, JIGIKAN_RESTRICTED_TABLE: present }
/** Secrets: the value itself on one machine, `secret:<id>` in the cloud. */
const hashing = { JIGIKAN_PEPPER: present }
const callback = { JIGIKAN_CALLBACK_TOKENS: list }
const code = { JIGIKAN_USSD_CODE: present }
const signIn = {
  JIGIKAN_ISSUER: present,
  JIGIKAN_AUDIENCE: present,
  JIGIKAN_JWKS_URL: z.exactOptional(present),
}
const smsQueue = { JIGIKAN_SMS_QUEUE_URL: present, JIGIKAN_SQS_ENDPOINT: z.exactOptional(present) }
const emailQueue = { JIGIKAN_EMAIL_QUEUE_URL: present }
const pushQueue = { JIGIKAN_PUSH_QUEUE_URL: present, JIGIKAN_SQS_ENDPOINT: z.exactOptional(present) }
/** One secret, or two parted by a comma while they change: the first seals and signs, both open and are published. */
/** `yes` on one machine: receivers on loopback, without TLS, and no others. */
const loopback = { JIGIKAN_PUSH_TO_LOOPBACK: z.exactOptional(present) }
const registrySecrets = { JIGIKAN_REGISTRY_SECRETS: list }
const reminderQueue = { JIGIKAN_REMINDER_QUEUE_URL: present, JIGIKAN_SQS_ENDPOINT: z.exactOptional(present) }
/** What is read into something; what cannot be read is refused. */
const read = <T>(reader: (written: string) => T | undefined) =>
  z.pipe(
    present.check(z.refine((written) => reader(written) !== undefined)),
    z.transform((written: string) => reader(written) as T),
  )
const smsPrices = { JIGIKAN_SMS_PRICES: read(readPrices) }
const reminderBudget = { JIGIKAN_REMINDER_BUDGET: z.exactOptional(read(readBudget)) }
const reminderPace = {
  JIGIKAN_REMINDER_CALLS_PER_SECOND: z.coerce.number().check(z.positive(), z.maximum(1000)),
}
const gateway = {
  JIGIKAN_AT_USERNAME: present,
  JIGIKAN_AT_API_KEY: present,
  JIGIKAN_AT_SENDER_ID: z.exactOptional(present),
  /** Only loopback is accepted: the stand-in. */
  JIGIKAN_AT_BASE_URL: z.exactOptional(present),
}

/** Files that officers send, and the bad rows that go back. */
const fileStore = { JIGIKAN_FILES_BUCKET: present, JIGIKAN_S3_ENDPOINT: z.exactOptional(present) }
const fileQueue = { JIGIKAN_FILE_QUEUE_URL: present, JIGIKAN_SQS_ENDPOINT: z.exactOptional(present) }

export const settingsOf = {
  'ussd-line': z.object({
    ...logging,
    ...bothTables,
    ...hashing,
    ...callback,
    /** A number for those who want none to call them; without it the line says that it has none. */
    JIGIKAN_HELPLINE: z.exactOptional(present),
  }),
  'ussd-ended': z.object({ ...logging, ...bothTables, ...hashing, ...callback }),
  'sms-inbound': z.object({ ...logging, ...bothTables, ...hashing, ...callback, ...code }),
  'sms-report': z.object({ ...logging, ...mainTable, ...hashing, ...callback }),
  'sms-opt-out': z.object({ ...logging, ...mainTable, ...hashing, ...callback }),
  'staff-api': z.object({
    ...logging,
    ...bothTables,
    ...hashing,
    ...signIn,
    ...smsQueue,
    ...emailQueue,
    ...fileStore,
    ...fileQueue,
    ...smsPrices,
    ...reminderBudget,
    ...registrySecrets,
    ...loopback,
  }),
  'private-desk': z.object({ ...logging, ...bothTables, ...hashing, ...signIn }),
  health: z.object({ ...logging }),
  outbox: z.object({
    ...logging,
    ...mainTable,
    ...smsQueue,
    ...emailQueue,
    ...code,
    ...pushQueue,
    JIGIKAN_CONSOLE_URL: present,
  }),
  'sms-sender': z.object({ ...logging, ...mainTable, ...gateway }),
  'email-sender': z.object({
    ...logging,
    ...mainTable,
    JIGIKAN_EMAIL_FROM: present,
    JIGIKAN_SES_ENDPOINT: z.exactOptional(present),
  }),
  'file-import': z.object({ ...logging, ...mainTable, ...hashing, ...fileStore, ...fileQueue }),
  'message-sweep': z.object({ ...logging, ...mainTable, ...smsQueue }),
  'line-watch': z.object({
    ...logging,
    ...callback,
    ...code,
    /** Where the gateway knocks: `https://…`, without a path. */
    JIGIKAN_LINE_ADDRESS: present,
  }),
  'deadline-sweep': z.object({ ...logging, ...mainTable }),
  'money-question': z.object({ ...logging, ...mainTable }),
  'daily-root': z.object({ ...logging, ...mainTable }),
  'retention-sweep': z.object({ ...logging, ...mainTable }),
  'registry-api': z.object({ ...logging, ...mainTable, ...hashing, ...registrySecrets }),
  'registry-push': z.object({
    ...logging,
    ...mainTable,
    ...registrySecrets,
    ...pushQueue,
    ...loopback,
  }),
  'registry-sweep': z.object({ ...logging, ...mainTable, ...pushQueue }),
  'payday-reminder': z.object({ ...logging, ...mainTable, ...reminderQueue, ...reminderPace }),
  'reminder-sender': z.object({
    ...logging,
    ...mainTable,
    ...gateway,
    ...reminderPace,
    ...reminderBudget,
    JIGIKAN_CONSOLE_URL: present,
  }),
} as const satisfies Record<FunctionName, z.ZodMiniObject>

export type SettingsOf<Name extends FunctionName> = z.infer<(typeof settingsOf)[Name]>
/** Names of the variables that a function reads. */
export const variablesOf = (name: FunctionName): readonly string[] => Object.keys(settingsOf[name].shape)
