/**
 * CloudFront: one address for pages, API and callbacks, so that browsers need no leave to cross from one to another, and
 * one firewall stands before all. Pages come from the bucket; what functions listen to goes to them uncached.
 */
import { fileURLToPath } from 'node:url'
import { Duration, Fn, Stack, Validations } from 'aws-cdk-lib'
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2'
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager'
import {
  AllowedMethods,
  type BehaviorOptions,
  CachePolicy,
  Distribution,
  Function as EdgeFunction,
  FunctionCode,
  FunctionEventType,
  HttpVersion,
  type IOrigin,
  OriginProtocolPolicy,
  OriginRequestPolicy,
  OriginSslPolicy,
  PriceClass,
  ResponseHeadersPolicy,
  SecurityPolicyProtocol,
  ViewerProtocolPolicy,
} from 'aws-cdk-lib/aws-cloudfront'
import { HttpOrigin, S3BucketOrigin } from 'aws-cdk-lib/aws-cloudfront-origins'
import type { IBucket } from 'aws-cdk-lib/aws-s3'
import { Construct } from 'constructs'
import { functionNames, functions } from '../../functions/triggers.ts'
import { named } from '../parts/names.ts'
import {
  apiDocsPolicy,
  consolePolicy,
  dataPolicy,
  type Policy,
  securityHeaders,
} from '../parts/security-headers.ts'
import type { StageSheet } from '../stages.ts'

export interface FrontProps {
  readonly stage: StageSheet
  readonly bucket: IBucket
  readonly api: HttpApi
  readonly firewallArn: string
  readonly certificate: ICertificate | undefined
  /** The sign-in pages' address: the console asks it for tokens. */
  readonly signInUrl: string
  /** Where the console sends files. */
  readonly filesUrl: string
}

/** First parts of the addresses that functions listen at: `/api/*`, `/callbacks/*`, `/health`. */
export function listenedPaths(): string[] {
  const routes = functionNames.flatMap((name) => {
    const { trigger } = functions[name]
    return trigger.kind === 'http' ? [...trigger.routes] : []
  })
  const paths = routes.map((route) => {
    const [first = '', ...rest] = (route.split(' ')[1] ?? '').split('/').slice(1)
    return rest.length > 0 ? `/${first}/*` : `/${first}`
  })
  return [...new Set(paths)]
}

export class Front extends Construct {
  readonly distribution: Distribution
  private readonly pageRoutes: EdgeFunction
  private readonly files: IOrigin

  constructor(scope: Construct, id: string, props: FrontProps) {
    super(scope, id)
    const { stage, bucket, firewallArn, certificate, signInUrl, filesUrl } = props
    this.files = S3BucketOrigin.withOriginAccessControl(bucket)
    this.pageRoutes = new EdgeFunction(this, 'page-routes', {
      functionName: named(stage, 'page-routes'),
      code: FunctionCode.fromFile({
        filePath: fileURLToPath(new URL('../parts/page-routes.js', import.meta.url)),
      }),
    })
    const docs = this.pages(this.headers(stage, 'api-docs', apiDocsPolicy))
    const listening = this.listening(props)
    const signIn = [`https://cognito-idp.${Stack.of(this).region}.amazonaws.com`, signInUrl]
    this.distribution = new Distribution(this, 'cdn', {
      comment: named(stage, 'console'),
      defaultBehavior: this.pages(this.headers(stage, 'console', consolePolicy([...signIn, filesUrl]))),
      // In this order: what is said of the API lies among the files, the API itself does not.
      additionalBehaviors: {
        '/api/openapi.json': docs,
        '/api/docs': docs,
        ...Object.fromEntries(listenedPaths().map((path) => [path, listening])),
      },
      defaultRootObject: 'index.html',
      httpVersion: HttpVersion.HTTP2_AND_3,
      // Lagos and Nairobi are in this class.
      priceClass: PriceClass.PRICE_CLASS_200,
      webAclId: firewallArn,
      ...(stage.told.domain && certificate
        ? {
            domainNames: [stage.told.domain],
            certificate,
            minimumProtocolVersion: SecurityPolicyProtocol.TLS_V1_2_2021,
          }
        : {}),
    })
    this.acknowledge(stage)
  }

  private headers(stage: StageSheet, name: string, policy: Policy): ResponseHeadersPolicy {
    return new ResponseHeadersPolicy(this, `headers-${name}`, {
      responseHeadersPolicyName: named(stage, name),
      ...securityHeaders(policy),
    })
  }

  private pages(responseHeadersPolicy: ResponseHeadersPolicy): BehaviorOptions {
    return {
      origin: this.files,
      allowedMethods: AllowedMethods.ALLOW_GET_HEAD,
      viewerProtocolPolicy: ViewerProtocolPolicy.REDIRECT_TO_HTTPS,
      cachePolicy: CachePolicy.CACHING_OPTIMIZED,
      compress: true,
      responseHeadersPolicy,
      functionAssociations: [{ function: this.pageRoutes, eventType: FunctionEventType.VIEWER_REQUEST }],
    }
  }

  private listening({ stage, api }: FrontProps): BehaviorOptions {
    return {
      origin: new HttpOrigin(Fn.select(2, Fn.split('/', api.apiEndpoint)), {
        protocolPolicy: OriginProtocolPolicy.HTTPS_ONLY,
        originSslProtocols: [OriginSslPolicy.TLS_V1_2],
        readTimeout: Duration.seconds(30),
      }),
      allowedMethods: AllowedMethods.ALLOW_ALL,
      viewerProtocolPolicy: ViewerProtocolPolicy.HTTPS_ONLY,
      cachePolicy: CachePolicy.CACHING_DISABLED,
      originRequestPolicy: OriginRequestPolicy.ALL_VIEWER_EXCEPT_HOST_HEADER,
      responseHeadersPolicy: this.headers(stage, 'data', dataPolicy),
      compress: true,
    }
  }

  private acknowledge(stage: StageSheet): void {
    Validations.of(this.distribution).acknowledge(
      {
        id: 'AwsSolutions-CFR1',
        reason:
          'Officers travel, and the gateway calls from wherever its servers stand: no country is refused.',
      },
      {
        id: 'AwsSolutions-CFR3',
        reason:
          "CloudFront's log would hold whole addresses, and those of callbacks hold a token. The API's own log has none.",
      },
    )
    if (!stage.told.domain) {
      Validations.of(this.distribution).acknowledge({
        id: 'AwsSolutions-CFR4',
        reason:
          "Without a domain of its own it answers under CloudFront's certificate, whose protocols cannot be chosen.",
      })
    }
  }
}
