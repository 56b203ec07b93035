/** Files that officers send: nobody else reads them, each wakes the one function that takes it in, and none stays. */
import { describe, expect, test } from 'vitest'
import { incomingFiles, refusedRows } from '../../../infra/parts/file-bucket.ts'
import { badRowsKeyOf, fileKeyOf, importIdOf } from '../../../shared/domain/import-file.ts'
import { only, statementsIn } from '../policies.ts'
import type { Live } from './live.ts'

export function filePromises({ live, read, whoMay }: Live): void {
  describe('files that officers send', () => {
    const bucket = only(live('data'), 'AWS::S3::Bucket').Properties

    test('lie behind shut doors, under a key of ours, and go by themselves', () => {
      expect(Object.values(bucket.PublicAccessBlockConfiguration)).toEqual([true, true, true, true])
      const [rule] = bucket.BucketEncryption.ServerSideEncryptionConfiguration
      expect(rule.ServerSideEncryptionByDefault.SSEAlgorithm).toBe('aws:kms')
      const [lifetime] = bucket.LifecycleConfiguration.Rules
      expect(lifetime).toMatchObject({ ExpirationInDays: 60, Status: 'Enabled' })
      const policy = only(live('data'), 'AWS::S3::BucketPolicy').Properties.PolicyDocument
      const allowed = statementsIn(policy, (value) => read('data', value)).filter(
        ({ effect }) => effect === 'Allow',
      )
      expect(allowed).toEqual([])
    })

    test('are sent by the console’s own address, where there is one, and only sent', () => {
      const [cors] = bucket.CorsConfiguration.CorsRules
      expect(cors.AllowedMethods).toEqual(['PUT'])
      expect(cors.AllowedOrigins).toEqual(['https://plaintes.jigikan.example'])
    })

    test('are read by the function that takes them in, and by no other', () => {
      const files = 'arn:aws:s3:::jigikan-live-files-<AWS::AccountId>'
      const readers = whoMay('s3:GetObject', `${files}/${incomingFiles}x.csv`)
      expect(readers).toEqual(['jigikan-live-file-import'])
    })

    test('wake it by a rule that gives the queue their names as the code writes and reads them', () => {
      const { EventPattern, Targets } = only(live('service'), 'AWS::Events::Rule').Properties
      expect(EventPattern).toMatchObject({ source: ['aws.s3'], 'detail-type': ['Object Created'] })
      const [{ prefix }] = EventPattern.detail.object.key
      expect(fileKeyOf('01abcdefgh')).toMatch(new RegExp(`^${prefix}`))
      expect(badRowsKeyOf('01abcdefgh')).toMatch(new RegExp(`^${refusedRows}`))
      expect(importIdOf(fileKeyOf('01abcdefgh'))).toBe('01abcdefgh')
      const [target] = Targets
      expect(read('service', target.Arn)).toBe('<jigikan-live-incoming-files.Arn>')
      expect(read('service', target.DeadLetterConfig.Arn)).toBe('<jigikan-live-incoming-files-dead.Arn>')
      expect(target.InputTransformer).toMatchObject({
        InputPathsMap: { 'detail-object-key': '$.detail.object.key' },
        InputTemplate: '{"key":<detail-object-key>}',
      })
    })
  })
}
