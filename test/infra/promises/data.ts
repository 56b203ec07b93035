/** What holds data, and how it stays. */
import { describe, expect, test } from 'vitest'
import { ofType, parts } from '../laid-out.ts'
import { only } from '../policies.ts'
import type { Live } from './live.ts'

export function dataPromises({ laid, live }: Live): void {
  describe('what holds data', () => {
    const holding = [
      'AWS::DynamoDB::Table',
      'AWS::KMS::Key',
      'AWS::SecretsManager::Secret',
      'AWS::Cognito::UserPool',
      'AWS::S3::Bucket',
    ]
    /** Queues hold keys of items, logs hold names and numbers of ours: neither is missed. */
    const holdingNothing =
      /^(Custom|AWS::(ApiGatewayV2|Budgets|CertificateManager|CloudFront|CloudWatch|Events|Cognito::(UserPool\w+|ManagedLoginBranding)|IAM|KMS::Alias|Lambda|Logs|S3::BucketPolicy|SNS|SQS|Scheduler|WAFv2))/

    test('in live cannot be deleted', () => {
      const all = parts
        .flatMap((part) => Object.values(live(part).Resources))
        .filter(({ Type }) => holding.includes(Type))
      expect([...new Set(all.map(({ Type }) => Type))].toSorted()).toEqual(holding.toSorted())
      for (const { DeletionPolicy, UpdateReplacePolicy } of all) {
        expect({ DeletionPolicy, UpdateReplacePolicy }).toEqual({
          DeletionPolicy: 'Retain',
          UpdateReplacePolicy: 'Retain',
        })
      }
      for (const [, { Properties }] of ofType(live('data'), 'AWS::DynamoDB::Table')) {
        expect(Properties.DeletionProtectionEnabled).toBe(true)
        expect(Properties.PointInTimeRecoverySpecification).toEqual({
          PointInTimeRecoveryEnabled: true,
          RecoveryPeriodInDays: 35,
        })
      }
      expect(only(live('data'), 'AWS::Cognito::UserPool').Properties.DeletionProtection).toBe('ACTIVE')
      expect(laid.stacks.live.data.terminationProtection).toBe(true)
    })

    test('is known to be such: every type of resource is told apart', () => {
      const types = parts.flatMap((part) => Object.values(live(part).Resources).map(({ Type }) => Type))
      expect(types.filter((type) => !holding.includes(type) && !holdingNothing.test(type))).toEqual([])
    })

    test('lies in one stack: the service may be taken down and built anew at any hour', () => {
      const inService = Object.values(live('service').Resources).filter(({ Type }) => holding.includes(Type))
      expect(inService).toEqual([])
      const kept = Object.values(live('service').Resources).filter(
        ({ DeletionPolicy }) => DeletionPolicy === 'Retain',
      )
      expect(kept).toEqual([])
    })
  })
}
