/** The firewall in front of CloudFront. It guards the console and its API; callbacks pass whatever words they carry. */
import { ArnFormat, RemovalPolicy, Stack } from 'aws-cdk-lib'
import { LogGroup } from 'aws-cdk-lib/aws-logs'
import { CfnLoggingConfiguration, CfnWebACL } from 'aws-cdk-lib/aws-wafv2'
import { Construct } from 'constructs'
import { named } from '../parts/names.ts'
import type { StageSheet } from '../stages.ts'

/** Requests of one address in five minutes. A ministry's officers may share one address: 300 of them at ten a minute. */
const perAddress = 15_000

/**
 * The gateway's callbacks are proved by their token, come from few addresses, and carry people's own words: a rule that
 * takes an apostrophe for an attack would silence somebody.
 */
const notACallback: CfnWebACL.StatementProperty = {
  notStatement: {
    statement: {
      byteMatchStatement: {
        fieldToMatch: { uriPath: {} },
        positionalConstraint: 'STARTS_WITH',
        searchString: '/callbacks/',
        textTransformations: [{ priority: 0, type: 'NONE' }],
      },
    },
  },
}

export class Firewall extends Construct {
  readonly arn: string

  constructor(scope: Construct, id: string, stage: StageSheet) {
    super(scope, id)
    const watched = (metricName: string): CfnWebACL.VisibilityConfigProperty => ({
      cloudWatchMetricsEnabled: true,
      metricName,
      // A sample shows whole addresses, and those of callbacks hold a token.
      sampledRequestsEnabled: false,
    })
    const managed = (
      name: string,
      priority: number,
      countOnly: readonly string[] = [],
    ): CfnWebACL.RuleProperty => ({
      name,
      priority,
      overrideAction: { none: {} },
      statement: {
        managedRuleGroupStatement: {
          vendorName: 'AWS',
          name,
          scopeDownStatement: notACallback,
          ...(countOnly.length > 0
            ? { ruleActionOverrides: countOnly.map((rule) => ({ name: rule, actionToUse: { count: {} } })) }
            : {}),
        },
      },
      visibilityConfig: watched(name),
    })
    const firewall = new CfnWebACL(this, 'list', {
      name: named(stage, 'firewall'),
      description: 'In front of the console and its API. Callbacks pass untouched.',
      scope: 'CLOUDFRONT',
      defaultAction: { allow: {} },
      rules: [
        {
          name: 'per-address',
          priority: 0,
          action: { block: {} },
          statement: {
            rateBasedStatement: {
              limit: perAddress,
              aggregateKeyType: 'IP',
              scopeDownStatement: notACallback,
            },
          },
          visibilityConfig: watched('per-address'),
        },
        managed('AWSManagedRulesAmazonIpReputationList', 1),
        managed('AWSManagedRulesKnownBadInputsRuleSet', 2),
        // Officers write long texts, and people's words hold quotes and brackets: what is in a body is counted, not refused.
        managed('AWSManagedRulesCommonRuleSet', 3, [
          'SizeRestrictions_BODY',
          'CrossSiteScripting_BODY',
          'GenericLFI_BODY',
          'GenericRFI_BODY',
        ]),
      ],
      visibilityConfig: watched(named(stage, 'firewall')),
    })
    const log = new LogGroup(this, 'log', {
      // Only log groups with this beginning are taken.
      logGroupName: `aws-waf-logs-${named(stage, 'firewall')}`,
      retention: stage.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    new CfnLoggingConfiguration(this, 'logging', {
      resourceArn: firewall.attrArn,
      logDestinationConfigs: [
        Stack.of(this).formatArn({
          service: 'logs',
          resource: 'log-group',
          resourceName: log.logGroupName,
          arnFormat: ArnFormat.COLON_RESOURCE_NAME,
        }),
      ],
      redactedFields: [
        { uriPath: {} },
        { queryString: {} },
        { singleHeader: { Name: 'authorization' } },
        { singleHeader: { Name: 'cookie' } },
      ],
      // What passed is in the API's own log.
      loggingFilter: {
        DefaultBehavior: 'DROP',
        Filters: [
          {
            Behavior: 'KEEP',
            Requirement: 'MEETS_ANY',
            Conditions: [{ ActionCondition: { Action: 'BLOCK' } }, { ActionCondition: { Action: 'COUNT' } }],
          },
        ],
      },
    })
    this.arn = firewall.attrArn
  }
}
