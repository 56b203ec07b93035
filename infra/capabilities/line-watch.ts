/** Somebody who dials every five minutes, from outside, and tells when nobody answers. */
import { Construct } from 'constructs'
import type { Ground } from '../ground.ts'
import { ListeningFunction } from '../parts/function.ts'
import type { Clocks } from './clocks.ts'

export class LineWatch extends Construct {
  constructor(
    scope: Construct,
    id: string,
    { stage, alarms, needs }: Ground,
    clocks: Clocks,
    address: string,
  ) {
    super(scope, id)
    const watch = new ListeningFunction(this, 'line-watch', {
      stage,
      alarms,
      needs: [needs.callbackTokens(), needs.code(), { variables: { JIGIKAN_LINE_ADDRESS: address } }],
      // The platform tries a ring once more: one that failed twice is no chance.
      faultsFrom: 2,
    })
    clocks.wake(watch)
  }
}
