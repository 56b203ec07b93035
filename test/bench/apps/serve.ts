/** An application of the journey in a process of its own, on any free port or on the one that it is given: says its port in one line, and ends when its starter does. */
import { createServer } from 'node:http'
import type { Express } from 'express'
import { listen } from '../../../local/ports.ts'

export async function serve(app: Express): Promise<void> {
  const port = await listen(createServer(app), Number(process.env.BENCH_PORT ?? 0))
  console.log(port)
  process.stdin.resume().on('end', () => process.exit(0))
}

export const required = (variable: string): string => {
  const value = process.env[variable]
  if (!value) throw new Error(`${variable} is not set`)
  return value
}
