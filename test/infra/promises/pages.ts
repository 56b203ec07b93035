/** What browsers get, and what they are told. */
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../../../infra/parts/bundling.ts'
import { ofType } from '../laid-out.ts'
import { only, statementsIn } from '../policies.ts'
import type { Live } from './live.ts'

export function pagePromises({ live, read }: Live): void {
  describe('pages', () => {
    const { DistributionConfig } = only(live('web'), 'AWS::CloudFront::Distribution').Properties
    const policies = ofType(live('web'), 'AWS::CloudFront::ResponseHeadersPolicy').map(
      ([, { Properties }]) => Properties.ResponseHeadersPolicyConfig,
    )

    test('what functions listen to is never answered from a cache, and what is said of the API lies among the files', () => {
      const behaviours = DistributionConfig.CacheBehaviors.map(
        (each: { PathPattern: string; CachePolicyId: string; TargetOriginId: string }) => [
          each.PathPattern,
          each.TargetOriginId === DistributionConfig.DefaultCacheBehavior.TargetOriginId
            ? 'files'
            : 'functions',
        ],
      )
      expect(behaviours.slice(0, 2)).toEqual([
        ['/api/openapi.json', 'files'],
        ['/api/docs', 'files'],
      ])
      expect(Object.fromEntries(behaviours)).toMatchObject({
        '/api/*': 'functions',
        '/private/*': 'functions',
        '/callbacks/*': 'functions',
        '/health': 'functions',
      })
      const cachingDisabled = '4135ea2d-6df8-44a3-9df3-4b5a84be39ad'
      for (const { PathPattern, CachePolicyId } of DistributionConfig.CacheBehaviors.slice(2)) {
        expect({ PathPattern, CachePolicyId }).toEqual({ PathPattern, CachePolicyId: cachingDisabled })
      }
    })

    test('a page’s address is answered by the lines that were tried, an address of a function never is', () => {
      const edge = only(live('web'), 'AWS::CloudFront::Function')
      expect(edge.Properties.FunctionCode).toBe(
        readFileSync(`${projectRoot}infra/parts/page-routes.js`, 'utf8'),
      )
      const rewritten = (each: { FunctionAssociations?: unknown[] }): boolean =>
        each.FunctionAssociations !== undefined
      expect(rewritten(DistributionConfig.DefaultCacheBehavior)).toBe(true)
      expect(DistributionConfig.CacheBehaviors.slice(2).filter(rewritten)).toEqual([])
      expect(DistributionConfig).not.toHaveProperty('CustomErrorResponses')
    })

    test('no code but our own runs in the console, and it speaks to nobody but us and the sign-in', () => {
      const own = policies.find(({ Name }) => Name === 'jigikan-live-console')
      const text = read('web', own.SecurityHeadersConfig.ContentSecurityPolicy.ContentSecurityPolicy)
      expect(text).toContain("default-src 'none'; script-src 'self'; style-src 'self'")
      expect(text).not.toMatch(/unsafe|data:|\*/)
      expect(text).toMatch(
        /connect-src 'self' https:\/\/cognito-idp\.eu-west-3\.amazonaws\.com https:\/\/\S+\.auth\.eu-west-3\.amazoncognito\.com https:\/\/<files\w+\.RegionalDomainName>;/,
      )
    })

    test('every answer forbids framing and sniffing, and keeps to TLS', () => {
      for (const { SecurityHeadersConfig: said } of policies) {
        expect(said.FrameOptions.FrameOption).toBe('DENY')
        expect(said.ContentTypeOptions.Override).toBe(true)
        expect(said.StrictTransportSecurity.AccessControlMaxAgeSec).toBeGreaterThanOrEqual(31_536_000)
      }
      expect(DistributionConfig.ViewerCertificate.MinimumProtocolVersion).toBe('TLSv1.2_2021')
    })

    test('the bucket answers CloudFront alone', () => {
      const { PublicAccessBlockConfiguration } = only(live('web'), 'AWS::S3::Bucket').Properties
      expect(Object.values(PublicAccessBlockConfiguration)).toEqual([true, true, true, true])
      const policy = statementsIn(
        only(live('web'), 'AWS::S3::BucketPolicy').Properties.PolicyDocument,
        (value) => read('web', value),
      )
      const allowed = policy
        .filter(({ effect }) => effect === 'Allow')
        .map(({ who, actions }) => [who, ...actions])
      expect(allowed).toEqual([['{"Service":"cloudfront.amazonaws.com"}', 's3:GetObject']])
    })
  })
}
