/**
 * What functions need: an environment variable and the leave to use what it names, given in one act. A function has what
 * its needs add up to, and nothing else.
 */
import { Stack, Validations } from 'aws-cdk-lib'
import { PolicyStatement, type Role } from 'aws-cdk-lib/aws-iam'
import type { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import type { mainTable, restrictedTable } from '../../shared/store/table-shape.ts'
import type { DataStack } from '../data-stack.ts'
import type { StageSheet } from '../stages.ts'
import { incomingFiles, refusedRows } from './file-bucket.ts'
import { filesBucketNamed, named } from './names.ts'
import type { QueueWithDeadLetters } from './queue-with-dead-letters.ts'
import { keyStatement, tableStatements, type Use } from './table-grants.ts'

export interface Need {
  readonly variables?: Readonly<Record<string, string>>
  readonly statements?: readonly PolicyStatement[]
}

type MainIndex = keyof (typeof mainTable)['indexes']
type RestrictedIndex = keyof (typeof restrictedTable)['indexes']

export class Needs {
  private readonly stage: StageSheet
  private readonly data: DataStack

  constructor(stage: StageSheet, data: DataStack) {
    this.stage = stage
    this.data = data
  }

  main(use: Use & { readonly indexes?: readonly MainIndex[] }): Need {
    const { main, mainKey } = this.data
    return {
      variables: { JIGIKAN_MAIN_TABLE: main.tableName },
      statements: tableStatements(main, mainKey, use, use.indexes ?? []),
    }
  }

  /** Intake puts, and gets nothing back: not even what it may have put there before. */
  restrictedIntake(): Need {
    const { restricted, restrictedKey } = this.data
    return {
      variables: { JIGIKAN_RESTRICTED_TABLE: restricted.tableName },
      statements: [
        new PolicyStatement({
          actions: ['dynamodb:PutItem'],
          resources: [restricted.tableArn],
          conditions: { StringEqualsIfExists: { 'dynamodb:ReturnValues': 'NONE' } },
        }),
        keyStatement(restrictedKey, Stack.of(restricted).region),
      ],
    }
  }

  restrictedDesk(): Need {
    const { restricted, restrictedKey } = this.data
    const indexes: readonly RestrictedIndex[] = ['by-unit']
    return {
      variables: { JIGIKAN_RESTRICTED_TABLE: restricted.tableName },
      statements: tableStatements(restricted, restrictedKey, { items: ['PutItem'], query: true }, indexes),
    }
  }

  private secret(variable: string, secret: Secret): Need {
    return {
      variables: { [variable]: `secret:${secret.secretArn}#${this.stage.secretsReadOn}` },
      statements: [
        new PolicyStatement({ actions: ['secretsmanager:GetSecretValue'], resources: [secret.secretArn] }),
      ],
    }
  }

  pepper(): Need {
    return this.secret('JIGIKAN_PEPPER', this.data.pepper)
  }

  callbackTokens(): Need {
    return this.secret('JIGIKAN_CALLBACK_TOKENS', this.data.callbackTokens)
  }

  /** What files are signed with, and what secrets of consumers are sealed with. */
  registrySecrets(): Need {
    return this.secret('JIGIKAN_REGISTRY_SECRETS', this.data.registrySecrets)
  }

  /** The account at the gateway that sends SMS. */
  gateway(): Need {
    const { gatewayUsername, senderId } = this.stage.told
    const { variables, statements } = this.secret('JIGIKAN_AT_API_KEY', this.data.gatewayKey)
    return {
      variables: {
        ...variables,
        JIGIKAN_AT_USERNAME: gatewayUsername,
        ...(senderId ? { JIGIKAN_AT_SENDER_ID: senderId } : {}),
      },
      ...(statements ? { statements } : {}),
    }
  }

  code(): Need {
    return { variables: { JIGIKAN_USSD_CODE: this.stage.told.ussdCode } }
  }

  /** So many calls a second to the gateway, for reminders. */
  reminderPace(): Need {
    return {
      variables: { JIGIKAN_REMINDER_CALLS_PER_SECOND: String(this.stage.reminders.callsPerSecond) },
    }
  }

  /** What reminders may cost in a month. */
  reminderBudget(): Need {
    return { variables: { JIGIKAN_REMINDER_BUDGET: this.stage.reminders.monthlyBudget } }
  }

  /** What an SMS is said to cost, by network, for estimates. */
  smsPrices(): Need {
    return { variables: { JIGIKAN_SMS_PRICES: this.stage.reminders.smsPrices } }
  }

  helpline(): Need {
    const { helpline } = this.stage.told
    return helpline ? { variables: { JIGIKAN_HELPLINE: helpline } } : {}
  }

  /** Who issues officers' tokens, and for whom. */
  signIn(clientId: string): Need {
    const issuer = this.data.userPool.userPoolProviderUrl
    return {
      variables: {
        JIGIKAN_ISSUER: issuer,
        JIGIKAN_AUDIENCE: clientId,
        JIGIKAN_JWKS_URL: `${issuer}/.well-known/jwks.json`,
      },
    }
  }

  private filesArn(): string {
    const resource = filesBucketNamed(this.stage)
    return Stack.of(this.data).formatArn({ service: 's3', region: '', account: '', resource })
  }

  private files(
    may: Readonly<Record<'s3:GetObject' | 's3:PutObject', string>>,
    more: readonly PolicyStatement[] = [],
  ): Need {
    const { mainKey } = this.data
    const { region } = Stack.of(this.data)
    return {
      variables: { JIGIKAN_FILES_BUCKET: filesBucketNamed(this.stage) },
      statements: [
        ...Object.entries(may).map(
          ([action, prefix]) =>
            new PolicyStatement({ actions: [action], resources: [`${this.filesArn()}/${prefix}*`] }),
        ),
        new PolicyStatement({
          actions: ['kms:Decrypt', 'kms:GenerateDataKey'],
          resources: [mainKey.keyArn],
          conditions: { StringEquals: { 'kms:ViaService': `s3.${region}.amazonaws.com` } },
        }),
        ...more,
      ],
    }
  }

  /** Signs addresses: to send a file to, to fetch bad rows from. */
  filesOfOfficers(): Need {
    return this.files({ 's3:PutObject': incomingFiles, 's3:GetObject': refusedRows })
  }

  filesToTakeIn(): Need {
    return this.files({ 's3:GetObject': incomingFiles, 's3:PutObject': refusedRows }, [
      // Without it, a file that is not there looks like one that may not be read.
      new PolicyStatement({ actions: ['s3:ListBucket'], resources: [this.filesArn()] }),
    ])
  }

  /** E-mails leave under one verified address, or any address of its verified domain. */
  email(): Need {
    const { emailFrom } = this.stage.told
    const address = /<([^>]+)>/.exec(emailFrom)?.[1] ?? emailFrom
    const identity = (resourceName: string) =>
      Stack.of(this.data).formatArn({ service: 'ses', resource: 'identity', resourceName })
    return {
      variables: { JIGIKAN_EMAIL_FROM: emailFrom },
      statements: [
        new PolicyStatement({
          actions: ['ses:SendEmail'],
          resources: [identity(address), identity(address.split('@')[1] ?? address)],
          conditions: { StringEquals: { 'ses:FromAddress': address } },
        }),
      ],
    }
  }
}

/** Files are many and come with names of their own: leave is given for all of one kind. */
export const acknowledgeFileObjects = (role: Role, stage: StageSheet): void => {
  const bucket = `arn:aws:s3:::${named(stage, 'files')}-<AWS::AccountId>`
  for (const files of [incomingFiles, refusedRows]) {
    Validations.of(role).acknowledge({
      id: `AwsSolutions-IAM5[Resource::${bucket}/${files}*]`,
      reason: 'Every file has a name of its own, under the one prefix that this function may read or write.',
    })
  }
}

const queueVariables = {
  'sms-outbound': 'JIGIKAN_SMS_QUEUE_URL',
  'email-outbound': 'JIGIKAN_EMAIL_QUEUE_URL',
  'incoming-files': 'JIGIKAN_FILE_QUEUE_URL',
  'registry-wakes': 'JIGIKAN_PUSH_QUEUE_URL',
  'reminder-batches': 'JIGIKAN_REMINDER_QUEUE_URL',
} as const

export const putsOn = ({ name, queue }: QueueWithDeadLetters): Need => ({
  variables: { [queueVariables[name]]: queue.queueUrl },
  statements: [new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [queue.queueArn] })],
})

/** Counts a queue's dead letters and puts them back on it. */
export const redrives = (queue: QueueWithDeadLetters): Need => {
  const { variables = {}, statements = [] } = putsOn(queue)
  return {
    variables,
    statements: [
      ...statements,
      new PolicyStatement({
        actions: ['sqs:GetQueueAttributes', 'sqs:ReceiveMessage', 'sqs:DeleteMessage'],
        resources: [queue.dead.queueArn],
      }),
    ],
  }
}
