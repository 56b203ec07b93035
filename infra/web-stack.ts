/**
 * The one address that everybody comes to: CloudFront, with the console behind it, and the API's own address, which the
 * service then gives its routes. Kept apart from the service, so that the service may be taken down and built anew while
 * the addresses that the gateway calls stay what they are.
 */
import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib'
import { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2'
import type { ICertificate } from 'aws-cdk-lib/aws-certificatemanager'
import {
  CfnManagedLoginBranding,
  type IUserPool,
  OAuthScope,
  UserPoolClient,
  UserPoolClientIdentityProvider,
} from 'aws-cdk-lib/aws-cognito'
import type { Construct } from 'constructs'
import { ConsoleFiles } from './capabilities/console-files.ts'
import { Front } from './capabilities/front.ts'
import type { DataStack } from './data-stack.ts'
import { named } from './parts/names.ts'
import type { StageSheet } from './stages.ts'

export interface WebProps extends StackProps {
  readonly data: DataStack
  readonly firewallArn: string
  readonly certificate: ICertificate | undefined
  /** Folder of the built console. */
  readonly webFolder: string
}

export class WebStack extends Stack {
  readonly api: HttpApi
  readonly client: UserPoolClient
  readonly consoleUrl: string

  constructor(scope: Construct, id: string, stage: StageSheet, props: WebProps) {
    super(scope, id, props)
    const { data, firewallArn, certificate, webFolder } = props
    this.api = new HttpApi(this, 'api', {
      apiName: named(stage, 'api'),
      description: 'Callbacks of the gateway, the staff API, health',
      // The service gives it its stage, with throttles and a log.
      createDefaultStage: false,
    })
    const files = new ConsoleFiles(this, 'console', stage)
    const { distribution } = new Front(this, 'front', {
      stage,
      bucket: files.bucket,
      api: this.api,
      firewallArn,
      certificate,
      signInUrl: data.signInUrl,
      filesUrl: `https://${data.files.bucketRegionalDomainName}`,
    })
    this.consoleUrl = `https://${stage.told.domain ?? distribution.distributionDomainName}`
    this.client = this.consoleClient(stage, data)
    const clientId = this.client.userPoolClientId
    files.publish({
      webFolder,
      config: { issuer: data.userPool.userPoolProviderUrl, clientId, audience: clientId },
    })

    new CfnOutput(this, 'address', {
      value: this.consoleUrl,
      description: 'The console; callbacks are below /callbacks',
    })
    new CfnOutput(this, 'cdn-address', {
      value: distribution.distributionDomainName,
      description: 'Where the CNAME of the domain points',
    })
  }

  private consoleClient(stage: StageSheet, { userPool }: DataStack): UserPoolClient {
    const client = new UserPoolClient(this, 'client', {
      userPool: userPool as IUserPool,
      userPoolClientName: named(stage, 'console'),
      // Code with PKCE from a browser: there is no secret that it could keep.
      generateSecret: false,
      // What the sign-in pages use themselves; no password is ever sent to us.
      authFlows: { userSrp: true },
      oAuth: {
        flows: { authorizationCodeGrant: true },
        scopes: [OAuthScope.OPENID, OAuthScope.PROFILE],
        callbackUrls: [`${this.consoleUrl}/signed-in`],
        logoutUrls: [`${this.consoleUrl}/`],
      },
      supportedIdentityProviders: [UserPoolClientIdentityProvider.COGNITO],
      accessTokenValidity: Duration.hours(1),
      idTokenValidity: Duration.hours(1),
      refreshTokenValidity: Duration.days(14),
      enableTokenRevocation: true,
      preventUserExistenceErrors: true,
    })
    // Without a style, even the given one, the sign-in pages of a client are not shown.
    new CfnManagedLoginBranding(this, 'sign-in-style', {
      userPoolId: userPool.userPoolId,
      clientId: client.userPoolClientId,
      useCognitoProvidedValues: true,
    })
    return client
  }
}
