/**
 * One JSON line a fact. What is logged is names and numbers of ours: never a phone number, a name, words of a person, a
 * token. Errors are logged by their name and a message that the house wrote, or by name alone.
 */
type Fact = string | number | boolean | undefined

export interface Log {
  info(what: string, facts?: Readonly<Record<string, Fact>>): void
  fault(what: string, error: unknown, facts?: Readonly<Record<string, Fact>>): void
}

/** Messages of foreign errors may carry what was sent to them: only their names and codes are kept. */
function describe(error: unknown): Record<string, Fact> {
  if (!(error instanceof Error)) return { error: typeof error }
  const stack = error.stack
    ?.split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 6)
    .map((line) => line.trim())
    .join(' < ')
  const cause = error.cause instanceof Error ? error.cause.name : undefined
  return { error: error.name, ...(cause ? { cause } : {}), ...(stack ? { stack } : {}) }
}

/** Where lines go; on one machine they go to a file instead. */
let sink = (line: string): void => {
  process.stdout.write(line)
}
export function useLogSink(write: (line: string) => void): void {
  sink = write
}

export function createLog(functionName: string, stage: string): Log {
  const write = (level: string, what: string, facts: Readonly<Record<string, Fact>>): void => {
    const line = JSON.stringify({
      at: new Date().toISOString(),
      level,
      function: functionName,
      stage,
      what,
      ...facts,
    })
    sink(`${line}\n`)
  }
  return {
    info: (what, facts = {}) => write('info', what, facts),
    fault: (what, error, facts = {}) => write('error', what, { ...facts, ...describe(error) }),
  }
}
