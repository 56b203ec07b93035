/**
 * A DynamoDB for this machine: the one named by JIGIKAN_DYNAMODB_ENDPOINT, or an engine started as a child process.
 * What the engine acknowledged survives a kill of either process, and the engine does not outlive us: a watcher ends
 * it when our end of a pipe closes, however we died.
 */
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdir } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { tendFile } from './dynamodb-file.ts'
import { endOrphan, forgetEnginePid, writeEnginePid } from './engine-pid.ts'
import { findDynamoDb } from './find-dynamodb.ts'
import { freePort } from './ports.ts'

export interface DynamoDb {
  readonly endpoint: string
  /** `given` was running already and is never stopped by us. */
  readonly kind: 'given' | 'packaged' | 'on-path'
  /** The process that serves it, when it is ours. */
  readonly pid?: number
  stop(): Promise<void>
}
export interface DynamoDbOptions {
  /** Where the data lives; without it everything is in memory and gone with the engine. */
  readonly dataFolder?: string
  readonly env?: NodeJS.ProcessEnv
  /** Told once if the engine ends while it should be running. */
  readonly onDeath?: (why: string) => void
}

const isRunning = (child: ChildProcess) =>
  child.pid !== undefined && child.exitCode === null && child.signalCode === null

/** Ends `pid` when this process is gone, even by `kill -9`: its standard input is a pipe that only we hold open. */
const watchOver = (pid: number): ChildProcess => {
  const [command, args] =
    process.platform === 'win32'
      ? [process.execPath, ['-e', `process.stdin.resume().on('end', () => process.kill(${pid}))`]]
      : ['/bin/sh', ['-c', `read -r _; kill -9 ${pid}`]]
  const watcher = spawn(command, args, {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
    windowsHide: true,
  })
  watcher.on('error', () => undefined)
  watcher.unref()
  return watcher
}

const answers = async (endpoint: string) => {
  try {
    const answer = await fetch(endpoint, { signal: AbortSignal.timeout(1000) })
    await answer.arrayBuffer()
    return true
  } catch {
    return false
  }
}

/** One try on one port: the running engine, or what it said before it ended. */
const tryStart = async (program: string, dataFolder: string | undefined, onDeath: (why: string) => void) => {
  const port = await freePort()
  const place = dataFolder ? ['--db-path', join(dataFolder, 'dynamodb.sqlite')] : []
  // Detached: Ctrl-C reaches us alone, and the engine stays until our last write is done.
  const child = spawn(program, ['serve', '--host', '127.0.0.1', '--port', String(port), ...place], {
    stdio: ['ignore', 'ignore', 'pipe'],
    detached: true,
    windowsHide: true,
  })
  let said = ''
  child.on('error', (fault) => {
    said = fault.message
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-2000)
  })
  const pid = child.pid
  if (pid === undefined) {
    await pause(0)
    return { said }
  }
  const watcher = watchOver(pid)
  let wanted = true
  child.once('exit', (code, signal) => {
    watcher.kill('SIGKILL')
    if (wanted) onDeath(`the DynamoDB engine ended (${signal ?? code}): ${said.trim()}`)
  })
  if (dataFolder) await writeEnginePid(dataFolder, pid)
  const stop = async () => {
    wanted = false
    if (isRunning(child)) {
      const gone = new Promise((done) => child.once('exit', done))
      child.kill('SIGTERM')
      const patience = setTimeout(() => child.kill('SIGKILL'), 2000)
      await gone
      clearTimeout(patience)
    }
    if (dataFolder) await forgetEnginePid(dataFolder, pid)
  }
  const endpoint = `http://127.0.0.1:${port}`
  const giveUpAt = Date.now() + 10_000
  while (isRunning(child) && Date.now() < giveUpAt) {
    // Its own words first: another program that took the port in between would answer too.
    if (said.includes(`:${port}`) && (await answers(endpoint))) {
      child.unref()
      return { said, engine: { endpoint, pid, stop } }
    }
    await pause(10)
  }
  await stop()
  return { said }
}

export const startDynamoDb = async (options: DynamoDbOptions = {}): Promise<DynamoDb> => {
  const found = findDynamoDb(options.env ?? process.env)
  if (found.kind === 'given') return { endpoint: found.endpoint, kind: 'given', stop: async () => undefined }

  const dataFolder = options.dataFolder && resolve(options.dataFolder)
  if (dataFolder) {
    await mkdir(dataFolder, { recursive: true })
    await endOrphan(dataFolder)
  }
  let started = false
  let lastWords = ''
  // A free port can be taken between asking and listening, so a start that fails is tried again on another.
  for (let attempt = 1; attempt <= 3; attempt++) {
    const { engine, said } = await tryStart(found.program, dataFolder || undefined, (why) => {
      if (started) options.onDeath?.(why)
    })
    if (engine) {
      started = true
      if (dataFolder) await tendFile(dataFolder)
      return { ...engine, kind: found.kind }
    }
    lastWords = said.trim()
  }
  throw new Error(`The DynamoDB engine (${found.program}) did not start: ${lastWords || 'it said nothing'}`)
}
