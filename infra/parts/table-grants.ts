/** Leave to use a table: the gestures that are named, on the indexes that are named, and its key through DynamoDB alone. */
import { Stack } from 'aws-cdk-lib'
import type { Table } from 'aws-cdk-lib/aws-dynamodb'
import { PolicyStatement } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'

/** What a transaction does is allowed by what each of its parts does. */
export type ItemAction =
  | 'GetItem'
  | 'BatchGetItem'
  | 'PutItem'
  | 'UpdateItem'
  | 'DeleteItem'
  | 'ConditionCheckItem'

export interface Use {
  readonly items?: readonly ItemAction[]
  /** Queries of the table itself. */
  readonly query?: true
}

/** DynamoDB opens a table for whoever may use its key, and only through DynamoDB is the key of any use. */
export function keyStatement(key: IKey, region: string): PolicyStatement {
  return new PolicyStatement({
    actions: [
      'kms:Decrypt',
      'kms:DescribeKey',
      'kms:Encrypt',
      'kms:GenerateDataKey',
      'kms:GenerateDataKeyWithoutPlaintext',
      'kms:ReEncryptFrom',
      'kms:ReEncryptTo',
    ],
    resources: [key.keyArn],
    conditions: { StringEquals: { 'kms:ViaService': `dynamodb.${region}.amazonaws.com` } },
  })
}

export function tableStatements(
  table: Table,
  key: IKey,
  use: Use,
  indexes: readonly string[],
): PolicyStatement[] {
  const actions = [...(use.items ?? []), ...(use.query ? ['Query'] : [])]
  return [
    ...(actions.length > 0
      ? [
          new PolicyStatement({
            actions: actions.map((action) => `dynamodb:${action}`),
            resources: [table.tableArn],
          }),
        ]
      : []),
    ...(indexes.length > 0
      ? [
          new PolicyStatement({
            actions: ['dynamodb:Query'],
            resources: indexes.map((index) => `${table.tableArn}/index/${index}`),
          }),
        ]
      : []),
    keyStatement(key, Stack.of(table).region),
  ]
}
