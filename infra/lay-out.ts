/**
 * The stacks of a stage, in the order in which they are deployed: what stays, what AWS keeps in us-east-1, the one address,
 * what runs. A stage whose sheet still holds example values is laid out like any other, and refused by CloudFormation.
 */
import { type App, Aws, CfnRule, Fn, type Stack, Tags } from 'aws-cdk-lib'
import { DataStack } from './data-stack.ts'
import { EdgeStack } from './edge-stack.ts'
import { named } from './parts/names.ts'
import { ServiceStack } from './service-stack.ts'
import { type StageSheet, stillUnknown } from './stages.ts'
import { WebStack } from './web-stack.ts'

/** Where AWS keeps what belongs to CloudFront. */
const edgeRegion = 'us-east-1'

export interface Stacks {
  readonly data: DataStack
  readonly edge: EdgeStack
  readonly web: WebStack
  readonly service: ServiceStack
}

function refuseWhileUnknown(stack: Stack, stage: StageSheet): void {
  const unknown = stillUnknown(stage)
  if (unknown.length === 0) return
  new CfnRule(stack, 'sheet-is-filled-in', {
    assertions: [
      {
        // Never true: a rule must ask something that is only known while it deploys.
        assert: Fn.conditionEquals(Aws.REGION, 'nowhere'),
        assertDescription: `infra/stages.ts still holds example values for ${stage.name}: ${unknown.join(', ')}.`,
      },
    ],
  })
}

export function layOut(app: App, stage: StageSheet, { webFolder }: { readonly webFolder: string }): Stacks {
  const at = (region: string, description: string) => ({ env: { region }, description })
  const data = new DataStack(app, named(stage, 'data'), stage, at(stage.region, 'Jigikan: what must survive'))
  const edge = new EdgeStack(
    app,
    named(stage, 'edge'),
    stage,
    at(edgeRegion, 'Jigikan: firewall, certificate, budget'),
  )
  const web = new WebStack(app, named(stage, 'web'), stage, {
    ...at(stage.region, 'Jigikan: the one address, and the console behind it'),
    data,
    firewallArn: edge.firewallArn,
    certificate: edge.certificate,
    webFolder,
  })
  const service = new ServiceStack(app, named(stage, 'service'), stage, {
    ...at(stage.region, 'Jigikan: what runs'),
    data,
    web,
  })
  for (const stack of [data, edge, web, service]) {
    Tags.of(stack).add('jigikan-stage', stage.name)
    refuseWhileUnknown(stack, stage)
  }
  return { data, edge, web, service }
}
