/** Calls a handler as Lambda does: with a context, a request id and the time limit of its sheet. */

import { randomUUID } from 'node:crypto'
import type { Context } from 'aws-lambda'

export type Handler<E, R = unknown> = (event: E, context: Context) => Promise<R> | R
/** What of a function's sheet its runner needs. */
export interface Limits {
  readonly timeoutSeconds: number
  readonly memoryMb: number
}
export interface RunnableFunction<E, R = unknown> {
  readonly name: string
  readonly sheet: Limits
  readonly handler: Handler<E, R>
}

export class TimedOut extends Error {
  override readonly name = 'TimedOut'
  constructor(functionName: string, timeoutSeconds: number) {
    super(`${functionName} timed out after ${timeoutSeconds.toFixed(2)} seconds`)
  }
}

/** A handler that runs past its limit is given up, not stopped: on one machine there is no sandbox to freeze. */
export const invoke = async <E, R>(called: RunnableFunction<E, R>, event: E): Promise<R> => {
  const { name, sheet, handler } = called
  const awsRequestId = randomUUID()
  const endsAt = Date.now() + sheet.timeoutSeconds * 1000
  const context: Context = {
    callbackWaitsForEmptyEventLoop: false,
    functionName: name,
    functionVersion: '$LATEST',
    invokedFunctionArn: `arn:aws:lambda:eu-west-1:000000000000:function:${name}`,
    memoryLimitInMB: String(sheet.memoryMb),
    awsRequestId,
    logGroupName: `/aws/lambda/${name}`,
    logStreamName: awsRequestId,
    getRemainingTimeInMillis: () => Math.max(0, endsAt - Date.now()),
    done: () => undefined,
    fail: () => undefined,
    succeed: () => undefined,
  }
  const { promise: limit, reject } = Promise.withResolvers<never>()
  const timer = setTimeout(
    () => reject(new TimedOut(name, sheet.timeoutSeconds)),
    sheet.timeoutSeconds * 1000,
  )
  try {
    return await Promise.race([(async () => handler(event, context))(), limit])
  } finally {
    clearTimeout(timer)
  }
}

/** What may be said of a fault in a log line: its kind, never its message, which may quote what a person wrote. */
export const kindOf = (fault: unknown): string => (fault instanceof Error ? fault.name : typeof fault)
