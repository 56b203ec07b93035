/** What is restricted is read by the private desk and by nobody else. */
import { describe, expect, test } from 'vitest'
import { ofType, type Resource } from '../laid-out.ts'
import { allows, concerns, statementsIn } from '../policies.ts'
import type { Live } from './live.ts'

const restrictedTable = '<jigikan-live-restricted.Arn>'
const intake = ['ussd-line', 'ussd-ended', 'sms-inbound', 'staff-api'].map((name) => `jigikan-live-${name}`)
/** The table's own policy names the first five; the others are ways round. */
const readings = [
  'dynamodb:GetItem',
  'dynamodb:BatchGetItem',
  'dynamodb:Query',
  'dynamodb:Scan',
  'dynamodb:PartiQLSelect',
  'dynamodb:TransactGetItems',
  'dynamodb:GetRecords',
  'dynamodb:ExportTableToPointInTime',
  'dynamodb:CreateBackup',
  'dynamodb:RestoreTableToPointInTime',
]

export function restrictedTablePromises({ live, statements, read, whoMay, keyId }: Live): void {
  describe('the restricted table', () => {
    test('nothing but the private desk can read it', () => {
      for (const action of readings) {
        expect(whoMay(action, restrictedTable).filter((who) => who !== 'jigikan-live-private-desk')).toEqual(
          [],
        )
      }
      expect(whoMay('dynamodb:Query', restrictedTable)).toEqual(['jigikan-live-private-desk'])
    })

    test('whoever else is let in by an administrator is turned away by the table itself', () => {
      const [, { Properties }] = ofType(live('data'), 'AWS::DynamoDB::Table').find(
        ([, table]) => table.Properties.TableName === 'jigikan-live-restricted',
      ) as [string, Resource]
      const own = statementsIn(Properties.ResourcePolicy.PolicyDocument, (value) => read('data', value))
      expect(own).toEqual([
        {
          who: '{"AWS":"*"}',
          effect: 'Deny',
          actions: readings.slice(0, 5).toSorted(),
          resources: [
            expect.stringMatching(/:table\/jigikan-live-restricted$/),
            expect.stringMatching(/:table\/jigikan-live-restricted\/index\/\*$/),
          ],
          conditions: { ArnNotEquals: { 'aws:PrincipalArn': expect.anything() } },
        },
      ])
      const spared = own[0]?.conditions.ArnNotEquals?.['aws:PrincipalArn']
      expect(read('data', spared)).toMatch(/:role\/jigikan-live-private-desk$/)
    })

    test('intake may put into it and nothing else, and gets nothing back', () => {
      const gestures = statements.filter(
        (each) => intake.includes(each.who) && concerns(each, restrictedTable),
      )
      expect(gestures.map(({ who }) => who).toSorted()).toEqual(intake.toSorted())
      for (const { actions, conditions } of gestures) {
        expect(actions).toEqual(['dynamodb:PutItem'])
        expect(conditions).toEqual({ StringEqualsIfExists: { 'dynamodb:ReturnValues': 'NONE' } })
      }
    })

    test('its key is its own, and of use through DynamoDB alone, to those who put or read', () => {
      const [main, restricted] = [keyId('jigikan-live-main'), keyId('jigikan-live-restricted')]
      expect(main).not.toBe(restricted)
      const holders = statements.filter(
        (each) => allows(each, 'kms:Decrypt') && concerns(each, `<${restricted}.Arn>`),
      )
      expect(holders.map(({ who }) => who).toSorted()).toEqual(
        [...intake, 'jigikan-live-private-desk'].toSorted(),
      )
      for (const { conditions } of holders) {
        expect(conditions).toEqual({ StringEquals: { 'kms:ViaService': 'dynamodb.eu-west-3.amazonaws.com' } })
      }
      const policy = statementsIn(live('data').Resources[restricted]?.Properties.KeyPolicy, (value) =>
        read('data', value),
      )
      // The account alone: each role's own policy decides, and those were read above.
      expect(
        policy.map(({ who }) =>
          who
            .replace(/^.*:iam::/, '')
            .replace(/\W+/g, ' ')
            .trim(),
        ),
      ).toEqual(['Ref AWS AccountId root'])
    })

    test('nothing flows out of it by itself: it has no stream, no copy, no listener', () => {
      const [, table] = ofType(live('data'), 'AWS::DynamoDB::Table').find(
        ([, { Properties }]) => Properties.TableName === 'jigikan-live-restricted',
      ) as [string, Resource]
      expect(table.Properties).not.toHaveProperty('StreamSpecification')
      expect(table.Properties).not.toHaveProperty('KinesisStreamSpecification')
      const listened = ofType(live('service'), 'AWS::Lambda::EventSourceMapping').map(([, { Properties }]) =>
        read('service', Properties.EventSourceArn),
      )
      expect(listened.filter((source) => source.includes('restricted'))).toEqual([])
    })
  })
}
