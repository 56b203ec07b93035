/** A table of its declared shape: on demand, encrypted under a key of ours, restorable to any second of the last 35 days. */
import { RemovalPolicy } from 'aws-cdk-lib'
import {
  AttributeType,
  BillingMode,
  ProjectionType,
  StreamViewType,
  Table,
  TableEncryption,
} from 'aws-cdk-lib/aws-dynamodb'
import type { PolicyDocument } from 'aws-cdk-lib/aws-iam'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import type { Construct } from 'constructs'
import type { TableShape } from '../../shared/store/table-shape.ts'

export interface TableProps {
  readonly tableName: string
  readonly shape: TableShape
  readonly key: IKey
  readonly keepsData: boolean
  readonly resourcePolicy?: PolicyDocument
}

const text = (name: string) => ({ name, type: AttributeType.STRING })

export function tableOf(scope: Construct, id: string, props: TableProps): Table {
  const { tableName, shape, key, keepsData, resourcePolicy } = props
  const table = new Table(scope, id, {
    tableName,
    partitionKey: text(shape.partitionKey),
    sortKey: text(shape.sortKey),
    billingMode: BillingMode.PAY_PER_REQUEST,
    encryption: TableEncryption.CUSTOMER_MANAGED,
    encryptionKey: key,
    pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true, recoveryPeriodInDays: 35 },
    timeToLiveAttribute: shape.expiresAttribute,
    deletionProtection: keepsData,
    removalPolicy: keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    ...(shape.stream ? { stream: StreamViewType[shape.stream] } : {}),
    ...(resourcePolicy ? { resourcePolicy } : {}),
  })
  for (const [indexName, index] of Object.entries(shape.indexes)) {
    table.addGlobalSecondaryIndex({
      indexName,
      partitionKey: text(index.partitionKey),
      sortKey: text(index.sortKey),
      projectionType: index.carries === 'all' ? ProjectionType.ALL : ProjectionType.KEYS_ONLY,
    })
  }
  return table
}
