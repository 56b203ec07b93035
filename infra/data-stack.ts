/**
 * What must survive: the tables, the keys that they are readable with, the secrets, the people who may sign in. In live
 * everything here outlives the stack. The pepper above all: without it no contact is ever recognised again.
 */
import { Duration, RemovalPolicy, Stack, type StackProps, Validations } from 'aws-cdk-lib'
import type { UserPool } from 'aws-cdk-lib/aws-cognito'
import type { Table } from 'aws-cdk-lib/aws-dynamodb'
import { AnyPrincipal, Effect, PolicyDocument, PolicyStatement } from 'aws-cdk-lib/aws-iam'
import { Key } from 'aws-cdk-lib/aws-kms'
import type { IBucket } from 'aws-cdk-lib/aws-s3'
import { Secret } from 'aws-cdk-lib/aws-secretsmanager'
import type { Construct } from 'constructs'
import { mainTable, restrictedTable } from '../shared/store/table-shape.ts'
import { Officers } from './capabilities/officers.ts'
import { fileBucket } from './parts/file-bucket.ts'
import { functionNamed, named, secretNamed } from './parts/names.ts'
import { tableOf } from './parts/table.ts'
import type { StageSheet } from './stages.ts'

/** Every way of getting items out of a table. */
const readingActions = [
  'dynamodb:GetItem',
  'dynamodb:BatchGetItem',
  'dynamodb:Query',
  'dynamodb:Scan',
  'dynamodb:PartiQLSelect',
] as const

export class DataStack extends Stack {
  readonly main: Table
  readonly restricted: Table
  readonly mainKey: Key
  readonly restrictedKey: Key
  /** Files that officers send, and bad rows that go back. */
  readonly files: IBucket
  readonly pepper: Secret
  readonly callbackTokens: Secret
  readonly gatewayKey: Secret
  readonly registrySecrets: Secret
  readonly userPool: UserPool
  /** Address of the sign-in pages. */
  readonly signInUrl: string

  constructor(scope: Construct, id: string, stage: StageSheet, props: StackProps) {
    super(scope, id, { ...props, terminationProtection: stage.keepsData })
    const { keepsData } = stage
    const removalPolicy = keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY

    const key = (what: string, description: string) =>
      new Key(this, `${what}-key`, {
        alias: named(stage, what),
        description,
        enableKeyRotation: true,
        pendingWindow: Duration.days(30),
        removalPolicy,
      })
    this.mainKey = key('main', 'Open complaints, contacts and everything beside them')
    this.restrictedKey = key('restricted', 'Restricted complaints and private cases')

    this.main = tableOf(this, 'main', {
      tableName: named(stage, 'main'),
      shape: mainTable,
      key: this.mainKey,
      keepsData,
    })
    this.restricted = tableOf(this, 'restricted', {
      tableName: named(stage, 'restricted'),
      shape: restrictedTable,
      key: this.restrictedKey,
      keepsData,
      resourcePolicy: this.onlyThePrivateDeskReads(stage),
    })

    this.files = fileBucket(this, 'files', stage, this.mainKey)

    // Whoever changes how a secret is generated has it generated anew: the value that is in use would be lost.
    const secret = (what: string, description: string, characters: number) =>
      new Secret(this, what, {
        secretName: secretNamed(stage, what),
        description,
        generateSecretString: { passwordLength: characters, excludePunctuation: true, includeSpace: false },
        removalPolicy,
      })
    this.pepper = secret(
      'pepper',
      'Keys the hashes by which phone numbers are known. Never changed: keep a sealed copy.',
      64,
    )
    this.callbackTokens = secret(
      'callback-tokens',
      'In the addresses that the gateway calls: one, or two parted by a comma',
      48,
    )
    this.gatewayKey = secret(
      'gateway-key',
      "The key of the account at Africa's Talking, put there by hand",
      32,
    )
    this.registrySecrets = secret(
      'registry-secrets',
      'Sign files for registries and seal what we sign deliveries with: one, or two parted by a comma',
      64,
    )
    Validations.of(this.pepper).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'A changed pepper makes every known phone number a stranger: it is never rotated.',
    })
    for (const byHand of [this.callbackTokens, this.gatewayKey]) {
      Validations.of(byHand).acknowledge({
        id: 'AwsSolutions-SMG4',
        reason:
          'The other half is registered by hand at the gateway, which has no API for it: docs/deploy.md says how to rotate.',
      })
    }

    Validations.of(this.registrySecrets).acknowledge({
      id: 'AwsSolutions-SMG4',
      reason: 'Registries must hear of a new key before it signs: docs/deploy.md says how to rotate.',
    })

    const officers = new Officers(this, 'officers', stage)
    this.userPool = officers.pool
    this.signInUrl = officers.signInUrl
  }

  /** Said on the table itself too: whatever else is granted in this account, by whomever, does not open it. */
  private onlyThePrivateDeskReads(stage: StageSheet): PolicyDocument {
    const desk = this.formatArn({
      service: 'iam',
      region: '',
      resource: 'role',
      resourceName: functionNamed(stage, 'private-desk'),
    })
    // By its name: the table's own ARN is not known while its policy is written.
    const table = this.formatArn({
      service: 'dynamodb',
      resource: 'table',
      resourceName: named(stage, 'restricted'),
    })
    return new PolicyDocument({
      statements: [
        new PolicyStatement({
          sid: 'OnlyThePrivateDeskReads',
          effect: Effect.DENY,
          principals: [new AnyPrincipal()],
          actions: [...readingActions],
          resources: [table, `${table}/index/*`],
          conditions: { ArnNotEquals: { 'aws:PrincipalArn': desk } },
        }),
      ],
    })
  }
}
