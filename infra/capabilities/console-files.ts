/** The built console in a bucket that only CloudFront reads. What is for demonstration on one machine is left at home. */
import { IgnoreMode, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import { BlockPublicAccess, Bucket, BucketEncryption, type IBucket } from 'aws-cdk-lib/aws-s3'
import { BucketDeployment, CacheControl, Source } from 'aws-cdk-lib/aws-s3-deployment'
import { Construct } from 'constructs'
import type { StageSheet } from '../stages.ts'

/** Never put on the air. */
export const notForTheAir = ['/phone.html', '/assets/phone-*']

export interface Published {
  /** Folder of the built console. */
  readonly webFolder: string
  /** What the console asks for first: who signs its officers in. */
  readonly config: Readonly<Record<'issuer' | 'clientId' | 'audience', string>>
}

export class ConsoleFiles extends Construct {
  readonly bucket: IBucket
  private readonly stage: StageSheet

  constructor(scope: Construct, id: string, stage: StageSheet) {
    super(scope, id)
    this.stage = stage
    const bucket = new Bucket(this, 'bucket', {
      encryption: BucketEncryption.S3_MANAGED,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      removalPolicy: stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    })
    Validations.of(bucket).acknowledge({
      id: 'AwsSolutions-S1',
      reason: 'It holds the built console, the same files for everybody; only CloudFront reads it.',
    })
    this.bucket = bucket as IBucket
  }

  /** Files with a hash in their name are kept by browsers for ever; pages and settings are asked for again each time. */
  publish({ webFolder, config }: Published): void {
    const { stage } = this
    const publishing = {
      destinationBucket: this.bucket,
      // A tab that is open may still ask for a file of the version before.
      prune: false,
      retainOnDelete: stage.keepsData,
      memoryLimit: 256,
      logGroup: new LogGroup(this, 'log', { retention: stage.logDays, removalPolicy: RemovalPolicy.DESTROY }),
    }
    const ignoreMode = IgnoreMode.GIT
    const assets = new BucketDeployment(this, 'assets', {
      ...publishing,
      sources: [Source.asset(webFolder, { ignoreMode, exclude: ['/*', '!/assets', ...notForTheAir] })],
      cacheControl: [CacheControl.fromString('public, max-age=31536000, immutable')],
    })
    const pages = new BucketDeployment(this, 'pages', {
      ...publishing,
      sources: [
        Source.asset(webFolder, { ignoreMode, exclude: ['/assets', ...notForTheAir] }),
        Source.jsonData('config.json', config),
      ],
      cacheControl: [CacheControl.fromString('no-cache')],
    })
    // A page never names a file that is not there yet.
    pages.node.addDependency(assets)
    this.acknowledge(assets)
  }

  /** The function that copies is CDK's own, once a stack. */
  private acknowledge({ handlerRole }: BucketDeployment): void {
    const stack = Stack.of(this)
    const bucket = stack.getLogicalId(this.bucket.node.defaultChild as never)
    const findings = [
      ...['GetBucket*', 'GetObject*', 'List*', 'Abort*', 'DeleteObject*'].map(
        (action) => `Action::s3:${action}`,
      ),
      `Resource::arn:aws:s3:::cdk-hnb659fds-assets-<AWS::AccountId>-${stack.region}/*`,
      `Resource::<${bucket}.Arn>/*`,
    ]
    Validations.of(handlerRole).acknowledge(
      ...findings.map((finding) => ({
        id: `AwsSolutions-IAM5[${finding}]`,
        reason:
          "CDK's own copier: it reads the bucket of deployed assets and writes the console's, object by object.",
      })),
      {
        id: 'AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole]',
        reason: "CDK's own copier writes its log, and runs only while something is deployed.",
      },
    )
    if (handlerRole.node.scope) {
      Validations.of(handlerRole.node.scope).acknowledge({
        id: 'AwsSolutions-L1',
        reason: 'CDK chooses the Python of its own copier, and moves it on with the library.',
      })
    }
  }
}
