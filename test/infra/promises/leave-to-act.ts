/** Who may do what: as much as they need, and no more. */
import { describe, expect, test } from 'vitest'
import { functionNames } from '../../../functions/triggers.ts'
import { ofType, type Resource } from '../laid-out.ts'
import type { Live } from './live.ts'

export function leavePromises({ live, statements, read, whoMay }: Live): void {
  describe('secrets', () => {
    test.each([
      ['gateway-key', ['sms-sender', 'reminder-sender']],
      [
        'callback-tokens',
        ['ussd-line', 'ussd-ended', 'sms-inbound', 'sms-report', 'sms-opt-out', 'line-watch'],
      ],
      [
        'pepper',
        [
          'ussd-line',
          'ussd-ended',
          'sms-inbound',
          'sms-report',
          'sms-opt-out',
          'staff-api',
          'private-desk',
          'registry-api',
          'file-import',
        ],
      ],
      ['registry-secrets', ['registry-api', 'registry-push', 'staff-api']],
    ])('%s is read by those that need it alone: %j', (secret, readers) => {
      expect(whoMay('secretsmanager:GetSecretValue', `<jigikan/live/${secret}>`).toSorted()).toEqual(
        readers.map((name) => `jigikan-live-${name}`).toSorted(),
      )
    })

    test('the line cannot read the SMS key', () => {
      expect(whoMay('secretsmanager:GetSecretValue', '<jigikan/live/gateway-key>')).not.toContain(
        'jigikan-live-ussd-line',
      )
    })

    test('no secret is written into an environment: variables refer to it', () => {
      for (const [, { Properties }] of ofType(live('service'), 'AWS::Lambda::Function')) {
        const {
          JIGIKAN_PEPPER: pepper,
          JIGIKAN_CALLBACK_TOKENS: tokens,
          JIGIKAN_AT_API_KEY: key,
          JIGIKAN_REGISTRY_SECRETS: registry,
        } = Properties.Environment.Variables
        for (const value of [pepper, tokens, key, registry].filter(Boolean)) {
          expect(read('service', value)).toMatch(
            /^secret:<jigikan\/live\/(pepper|callback-tokens|gateway-key|registry-secrets)>#\d{4}-\d\d-\d\d$/,
          )
        }
      }
    })
  })

  describe('leave to act', () => {
    test('our own roles hold no wildcard but these: streams are listed, and files have names of their own under a prefix', () => {
      const wild = statements
        .filter(({ who, effect }) => who.startsWith('jigikan-live-') && effect === 'Allow')
        .flatMap(({ who, actions, resources }) =>
          [...actions, ...resources]
            .filter((text) => text.includes('*'))
            .map((text) => `${who}: ${actions.join(' ')} on ${text}`),
        )
      const files =
        /: s3:(Get|Put)Object on arn:aws:s3:::jigikan-live-files-<AWS::AccountId>\/(incoming|refused)\/\*$/
      expect(wild.filter((each) => !files.test(each))).toEqual([
        'jigikan-live-outbox: dynamodb:ListStreams on *',
      ])
      expect(
        wild
          .filter((each) => files.test(each))
          .map((each) => each.replace(/arn:aws:s3:::jigikan-live-files-<AWS::AccountId>/, 'files'))
          .toSorted(),
      ).toEqual([
        'jigikan-live-file-import: s3:GetObject on files/incoming/*',
        'jigikan-live-file-import: s3:PutObject on files/refused/*',
        'jigikan-live-staff-api: s3:GetObject on files/refused/*',
        'jigikan-live-staff-api: s3:PutObject on files/incoming/*',
      ])
    })

    test('no two functions share a role, and a role is lent to Lambda alone', () => {
      const lent = ofType(live('service'), 'AWS::Lambda::Function').map(([, { Properties }]) =>
        read('service', Properties.Role),
      )
      expect(new Set(lent).size).toBe(functionNames.length)
      for (const name of functionNames) {
        const [, role] = ofType(live('service'), 'AWS::IAM::Role').find(
          ([, { Properties }]) => Properties.RoleName === `jigikan-live-${name}`,
        ) as [string, Resource]
        const trust = role.Properties.AssumeRolePolicyDocument.Statement
        expect(trust.map((each: { Principal: unknown }) => each.Principal)).toEqual([
          { Service: 'lambda.amazonaws.com' },
        ])
      }
    })

    test('the clocks ring for this account and this stage alone', () => {
      const role = ofType(live('service'), 'AWS::IAM::Role').find(
        ([, { Properties }]) => Properties.RoleName === 'jigikan-live-clocks',
      )
      const [trust] = role?.[1].Properties.AssumeRolePolicyDocument.Statement ?? []
      expect(Object.keys(trust.Condition)).toEqual(['StringEquals', 'ArnEquals'])
    })
  })
}
