/** Those who may sign in: invited by an administrator, with a password and an authenticator app. */
import { Duration, RemovalPolicy, Validations } from 'aws-cdk-lib'
import {
  AccountRecovery,
  CfnUserPoolGroup,
  FeaturePlan,
  ManagedLoginVersion,
  Mfa,
  StandardThreatProtectionMode,
  UserPool,
} from 'aws-cdk-lib/aws-cognito'
import { Construct } from 'constructs'
import { named } from '../parts/names.ts'
import type { StageSheet } from '../stages.ts'

/** One group a role. What an officer may do is decided by his entry in the table; groups keep the directory in order. */
export const groups = {
  admin: 'Runs Jigikan: sees the machine room, never a restricted complaint.',
  supervisor: 'Looks over the complaints of a unit and of the units below.',
  focal_point: 'Meets people who asked to talk in private.',
  officer: 'Handles the complaints of a unit.',
  relay: 'Files complaints for others in the villages.',
} as const

export class Officers extends Construct {
  readonly pool: UserPool
  /** Address of the sign-in pages. */
  readonly signInUrl: string

  constructor(scope: Construct, id: string, stage: StageSheet) {
    super(scope, id)
    const pool = new UserPool(this, 'pool', {
      userPoolName: named(stage, 'officers'),
      featurePlan: stage.threatProtection ? FeaturePlan.PLUS : FeaturePlan.ESSENTIALS,
      ...(stage.threatProtection
        ? { standardThreatProtectionMode: StandardThreatProtectionMode.FULL_FUNCTION }
        : {}),
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      autoVerify: { email: true },
      standardAttributes: {
        email: { required: true, mutable: true },
        fullname: { required: true, mutable: true },
      },
      mfa: Mfa.REQUIRED,
      // An SMS can be read by whoever holds the phone, and costs the line's own credit.
      mfaSecondFactor: { otp: true, sms: false },
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      passwordPolicy: {
        minLength: 12,
        requireDigits: true,
        requireLowercase: true,
        requireUppercase: true,
        requireSymbols: true,
        passwordHistorySize: 5,
        tempPasswordValidity: Duration.days(3),
      },
      userInvitation: {
        emailSubject: 'Votre accès à la console Jigikan',
        emailBody:
          'Bonjour,<br><br>Votre identifiant : {username}<br>Votre mot de passe provisoire, valable trois jours : {####}' +
          '<br><br>À la première connexion vous choisirez le vôtre, et une application d’authentification sur votre téléphone.',
      },
      deletionProtection: stage.keepsData,
      removalPolicy: stage.keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    })
    for (const [precedence, [groupName, description]] of Object.entries(groups).entries()) {
      new CfnUserPoolGroup(this, `group-${groupName}`, {
        userPoolId: pool.userPoolId,
        groupName,
        description,
        precedence,
      })
    }
    if (!stage.threatProtection) {
      Validations.of(pool).acknowledge({
        id: 'AwsSolutions-COG8',
        reason: 'Only invented people sign in here; the Plus plan is paid by the user, and live has it.',
      })
    }
    const domain = pool.addDomain('sign-in', {
      cognitoDomain: { domainPrefix: stage.signInPrefix },
      managedLoginVersion: ManagedLoginVersion.NEWER_MANAGED_LOGIN,
    })
    this.pool = pool
    this.signInUrl = domain.baseUrl()
  }
}
