/** All the bad days, in the order of the page. */
import { gatewayAway } from './gateway-away.ts'
import { paydays } from './payday.ts'
import type { Scenario } from './scenario.ts'
import { streamAndDeploy } from './stream-and-deploy.ts'
import { tableAway } from './table-away.ts'

export const scenarios: readonly Scenario[] = [...tableAway, ...streamAndDeploy, ...gatewayAway, ...paydays]
