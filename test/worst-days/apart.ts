/** Hands a function's events to a process of its own, and gives back what that says. */
import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Handler } from '../../local/invoke.ts'
import type { Work, Worked } from './sandbox.ts'

export function startSandbox(offsetMs: () => number) {
  let child: ChildProcess | undefined
  let last = 0
  const waiting = new Map<number, { done(result: unknown): void; failed(fault: Error): void }>()

  /** Begun with the first event: by then the variables stand. */
  function process(): ChildProcess {
    if (child) return child
    child = fork(fileURLToPath(new URL('sandbox.ts', import.meta.url)), {
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    child.on('message', ({ id, result, fault }: Worked) => {
      const one = waiting.get(id)
      waiting.delete(id)
      if (fault) one?.failed(new Error(fault))
      else one?.done(result)
    })
    return child
  }

  return (name: string): Handler<never> =>
    (event, context) =>
      new Promise((done, failed) => {
        last += 1
        waiting.set(last, { done, failed })
        const timeoutMs = context.getRemainingTimeInMillis()
        process().send({ id: last, name, event, timeoutMs, offsetMs: offsetMs() } satisfies Work)
      })
}
