/** The rules of AwsSolutions: kept, or put aside with a reason that stands beside what it is about. */
import { App, Stack, Validations } from 'aws-cdk-lib'
import { Bucket } from 'aws-cdk-lib/aws-s3'
import { AwsSolutionsChecks } from 'cdk-nag'
import { describe, expect, test } from 'vitest'
import { type LaidOut, newFolder } from '../laid-out.ts'

/** Hung on an app, they end its synthesis with the list of what they find. */
export const awsSolutions = (app: App): void => Validations.of(app).addPlugins(new AwsSolutionsChecks(app))

/** `laid` was laid out with the rules hung on it. */
export function awsSolutionsPromises({ app }: LaidOut): void {
  const outdir = newFolder()
  describe('AwsSolutions', () => {
    test('finds nothing in any stage that has no reason beside it, and reasons are sentences', () => {
      const reasons = app.node
        .findAll()
        .flatMap((construct) => construct.node.metadata)
        .filter(({ type }) => type === Validations.ACKNOWLEDGED_RULES_METADATA_KEY)
        .map(({ data }) => JSON.stringify(data))
      expect(reasons.length).toBeGreaterThan(0)
      for (const reason of reasons) expect(reason).toMatch(/[A-Z][^"]{30,}\./)
    })

    test('is awake: a bucket that anybody may ask without TLS ends a synthesis', () => {
      const careless = new App({ outdir, analyticsReporting: false })
      new Bucket(new Stack(careless, 'careless'), 'bucket')
      awsSolutions(careless)
      expect(() => careless.synth()).toThrow(/AwsSolutions-S10/)
    })
  })
}
