/** What processes have used of the processor: other work on the machine hardly changes it, unlike the time that passes. */
import { readFile } from 'node:fs/promises'

const ticksASecond = 100

/** Seconds, in user and system mode; NaN where the system does not tell. */
export async function processorSecondsOf(...pids: readonly (number | undefined)[]): Promise<number> {
  const seconds = pids.map(async (pid) => {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '')
    // The name, in brackets, may hold anything: what counts comes after it.
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return (Number(fields[11]) + Number(fields[12])) / ticksASecond
  })
  return (await Promise.all(seconds)).reduce((sum, one) => sum + one, 0)
}
