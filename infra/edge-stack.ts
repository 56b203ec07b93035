/**
 * What AWS keeps in us-east-1 whatever the stage's region: the firewall in front of CloudFront, the certificate of the
 * console's own domain, and the budget. Nothing here holds data.
 */
import { Stack, type StackProps } from 'aws-cdk-lib'
import { CfnBudget } from 'aws-cdk-lib/aws-budgets'
import { Certificate, CertificateValidation, type ICertificate } from 'aws-cdk-lib/aws-certificatemanager'
import type { Construct } from 'constructs'
import { Firewall } from './capabilities/firewall.ts'
import { named } from './parts/names.ts'
import type { StageSheet } from './stages.ts'

export class EdgeStack extends Stack {
  readonly firewallArn: string
  readonly certificate: ICertificate | undefined

  constructor(scope: Construct, id: string, stage: StageSheet, props: StackProps) {
    super(scope, id, props)
    this.firewallArn = new Firewall(this, 'firewall', stage).arn
    this.certificate = stage.told.domain
      ? new Certificate(this, 'certificate', {
          domainName: stage.told.domain,
          // The deployment waits until the CNAME that it names is in the domain's zone, wherever that is kept.
          validation: CertificateValidation.fromDns(),
        })
      : undefined
    this.budget(stage)
  }

  /** Of the whole account: a filter by tag sees nothing until tags are switched on for billing, and would never warn. */
  private budget(stage: StageSheet): void {
    const subscribers = [{ subscriptionType: 'EMAIL', address: stage.told.alarmEmail }]
    const over = (notificationType: string, threshold: number) => ({
      notification: {
        notificationType,
        comparisonOperator: 'GREATER_THAN',
        threshold,
        thresholdType: 'PERCENTAGE',
      },
      subscribers,
    })
    new CfnBudget(this, 'budget', {
      budget: {
        budgetName: named(stage, 'budget'),
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: stage.budgetUsd, unit: 'USD' },
      },
      notificationsWithSubscribers: [over('ACTUAL', 80), over('FORECASTED', 100)],
    })
  }
}
