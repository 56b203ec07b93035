/** Who is let in, and what is written of it. */
import { describe, expect, test } from 'vitest'
import { functions } from '../../../functions/triggers.ts'
import { ofType } from '../laid-out.ts'
import { only } from '../policies.ts'
import type { Live } from './live.ts'

export function doorPromises({ live, read }: Live): void {
  describe('doors', () => {
    const routes = ofType(live('service'), 'AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Properties)

    test('no route is open but the callbacks, which carry a token, the registry’s, which asks for a key, and health', () => {
      const open = routes
        .filter(({ AuthorizationType: proof }) => proof !== 'JWT')
        .map(({ RouteKey }) => RouteKey)
      expect(open.filter((key: string) => !key.startsWith('POST /callbacks/{token}/'))).toEqual([
        'ANY /registry/v1/{proxy+}',
        'GET /health',
      ])
      expect(routes.filter(({ AuthorizationType: proof }) => proof === 'JWT').length).toBeGreaterThan(0)
      for (const { AuthorizationType: proof, AuthorizerId } of routes) {
        if (proof === 'JWT') expect(read('service', AuthorizerId)).toMatch(/officers/)
      }
    })

    test('the officers’ proof is a token of our own user pool, for our own console', () => {
      const { JwtConfiguration } = only(live('web'), 'AWS::ApiGatewayV2::Authorizer').Properties
      expect(read('web', JwtConfiguration.Issuer)).toMatch(/^<officers\w+\.ProviderURL>$/)
      expect(JwtConfiguration.Audience.map((each: unknown) => read('web', each))).toEqual([
        expect.stringMatching(/^<client\w+>$/),
      ])
    })

    test('the access log holds no path, no number, no address and no browser', () => {
      const { AccessLogSettings } = only(live('service'), 'AWS::ApiGatewayV2::Stage').Properties
      const logged = Object.values(JSON.parse(AccessLogSettings.Format) as Record<string, string>)
      expect(logged).toContain('$context.routeKey')
      expect(
        logged.filter((field) => /path|identity|authorizer|query|header|protocol|domain/i.test(field)),
      ).toEqual([])
    })

    test('the firewall’s log holds no path either, and keeps no samples of requests', () => {
      const { RedactedFields } = only(live('edge'), 'AWS::WAFv2::LoggingConfiguration').Properties
      expect(RedactedFields).toEqual(
        expect.arrayContaining([
          { UriPath: {} },
          { QueryString: {} },
          { SingleHeader: { Name: 'authorization' } },
        ]),
      )
      const wall = only(live('edge'), 'AWS::WAFv2::WebACL').Properties
      for (const { VisibilityConfig } of [wall, ...wall.Rules])
        expect(VisibilityConfig.SampledRequestsEnabled).toBe(false)
    })

    test('the firewall stands before CloudFront and lets callbacks pass whatever words they carry', () => {
      const { DistributionConfig } = only(live('web'), 'AWS::CloudFront::Distribution').Properties
      expect(read('web', DistributionConfig.WebACLId)).toBe('<jigikan-live-firewall.Arn>')
      for (const { Statement } of only(live('edge'), 'AWS::WAFv2::WebACL').Properties.Rules) {
        expect(JSON.stringify(Statement)).toContain('"NotStatement":{"Statement":{"ByteMatchStatement"')
      }
    })

    test('every route has a limit, the line its own', () => {
      const { DefaultRouteSettings, RouteSettings } = only(
        live('service'),
        'AWS::ApiGatewayV2::Stage',
      ).Properties
      expect(DefaultRouteSettings).toMatchObject({
        ThrottlingRateLimit: expect.any(Number),
        ThrottlingBurstLimit: expect.any(Number),
      })
      expect(Object.keys(RouteSettings)).toEqual([...functions['ussd-line'].trigger.routes])
    })
  })
}
