/**
 * Where officers' browsers put the files that they send, and where bad rows wait to be fetched: each by an address that is
 * signed for one file and a short while. Everything in it goes by itself; what files said stands in the tables.
 */
import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib'
import type { IKey } from 'aws-cdk-lib/aws-kms'
import {
  BlockPublicAccess,
  Bucket,
  BucketEncryption,
  type CfnBucket,
  HttpMethods,
  type IBucket,
} from 'aws-cdk-lib/aws-s3'
import type { Construct } from 'constructs'
import { keepDays } from '../../shared/domain/keep-days.ts'
import type { StageSheet } from '../stages.ts'
import { filesBucketNamed } from './names.ts'

/** As the code names them: see shared/domain/import-file.ts. */
export const incomingFiles = 'incoming/'
export const refusedRows = 'refused/'

const keptDays = keepDays.files

export function fileBucket(scope: Construct, id: string, stage: StageSheet, key: IKey): IBucket {
  const { keepsData, told } = stage
  const bucket = new Bucket(scope, id, {
    bucketName: filesBucketNamed(stage),
    encryption: BucketEncryption.KMS,
    encryptionKey: key,
    // One question to the key for many files.
    bucketKeyEnabled: true,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    removalPolicy: keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    lifecycleRules: [
      { id: 'goes-by-itself', expiration: Duration.days(keptDays) },
      { id: 'half-sent', abortIncompleteMultipartUploadAfter: Duration.days(1) },
    ],
    cors: [
      {
        allowedMethods: [HttpMethods.PUT],
        // Without a domain of its own the console's address is only known once it stands. The signature opens the door, not this.
        allowedOrigins: [told.domain ? `https://${told.domain}` : '*'],
        allowedHeaders: ['content-type'],
        maxAge: 3600,
      },
    ],
  })
  // What came is told to the event bus, where the service listens: this stack need not know it. CDK's own way of saying so
  // is a function more.
  const own = bucket.node.defaultChild as CfnBucket
  own.notificationConfiguration = { eventBridgeConfiguration: { eventBridgeEnabled: true } }
  Validations.of(bucket).acknowledge({
    id: 'AwsSolutions-S1',
    reason:
      'Every file has its row in the table, with who sent it and when; an access log would only repeat it.',
  })
  return bucket as IBucket
}
