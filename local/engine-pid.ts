/**
 * The engine's process, noted in the data folder: an engine left behind by a start that died is ended before the next
 * one opens the same file, and a second start on data that is in use is refused instead of sharing it.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'

export class DataInUse extends Error {
  override readonly name = 'DataInUse'
  constructor(dataFolder: string, ownerPid: number) {
    super(
      `Jigikan is already running on ${dataFolder} (process ${ownerPid}). Stop it first, ` +
        'or start with another folder: JIGIKAN_DATA=.jigikan-2 PORT=3001 npm start',
    )
  }
}

const pidFile = (dataFolder: string) => join(dataFolder, 'dynamodb.pid')

export const writeEnginePid = (dataFolder: string, pid: number) =>
  writeFile(pidFile(dataFolder), JSON.stringify({ pid, ownerPid: process.pid }))

export const forgetEnginePid = async (dataFolder: string, pid: number): Promise<void> => {
  const text = await readFile(pidFile(dataFolder), 'utf8').catch(() => '')
  if (text.includes(`"pid":${pid},`)) await rm(pidFile(dataFolder), { force: true })
}

/** What a process was started as and by whom; undefined when it is gone or this machine cannot tell. */
const lookAt = (pid: number): { command: string; parentPid: number } | undefined => {
  try {
    if (existsSync('/proc/self/stat')) {
      const command = readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ')
      const status = readFileSync(`/proc/${pid}/status`, 'utf8')
      return { command, parentPid: Number(/^PPid:\s*(\d+)/m.exec(status)?.[1]) }
    }
    const { stdout } = spawnSync('ps', ['-o', 'ppid=,command=', '-p', String(pid)], { encoding: 'utf8' })
    const [, parent, command] = /^\s*(\d+)\s+(.*)$/m.exec(stdout ?? '') ?? []
    return command === undefined ? undefined : { command, parentPid: Number(parent) }
  } catch {
    return undefined
  }
}

/** Ends an engine that still holds this folder's file although its starter is gone. */
export const endOrphan = async (dataFolder: string): Promise<void> => {
  const text = await readFile(pidFile(dataFolder), 'utf8').catch(() => undefined)
  if (text === undefined) return
  const [, pid, ownerPid] = (/"pid":(\d+),"ownerPid":(\d+)/.exec(text) ?? []).map(Number)
  if (pid === undefined || ownerPid === undefined) return
  const isOurs = () => {
    const seen = lookAt(pid)
    return seen?.command.includes('dynoxide') && seen.command.includes(dataFolder) ? seen : undefined
  }
  const seen = isOurs()
  if (!seen) return
  if (seen.parentPid === ownerPid) throw new DataInUse(dataFolder, ownerPid)
  process.kill(pid, 'SIGKILL')
  const giveUpAt = Date.now() + 5000
  while (isOurs() && Date.now() < giveUpAt) await pause(10)
}
