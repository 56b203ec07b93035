/**
 * `npm run fuzz:hops -- 10000000`: so many hops of chance through the engine, on all cores. Ends with 1 and the seed of the
 * calls in which something broke; `npm run fuzz:hops -- 10000 --seed 7` plays them again.
 */
import { availableParallelism, cpus } from 'node:os'
import { parseArgs } from 'node:util'
import { isMainThread, parentPort, Worker } from 'node:worker_threads'
import { screenIds } from '../../shared/ussd/screens.ts'
import { type Played, playHops } from './play-hops.ts'

const hopsAPortion = 20_000

interface Portion {
  readonly seed: number
  readonly hops: number
}
type Came = { readonly played: Played } | { readonly seed: number; readonly broke: string }

if (!isMainThread) {
  parentPort?.on('message', ({ seed, hops }: Portion) => {
    let came: Came
    try {
      came = { played: playHops(seed, hops) }
    } catch (error) {
      came = { seed, broke: error instanceof Error ? (error.stack ?? error.message) : String(error) }
    }
    parentPort?.postMessage(came)
  })
} else {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { seed: { type: 'string', default: '1' } },
  })
  const most = Number(positionals[0] ?? 1_000_000)
  const total = { hops: 0, calls: 0, wentBack: 0, longestSeptets: 0, deeds: 0, broken: 0 }
  const screens = new Set<string>()
  let seed = Number(values.seed)
  let left = most
  const begunAt = performance.now()
  const work = () =>
    new Promise<void>((done, fail) => {
      const worker = new Worker(new URL(import.meta.url))
      const next = () => {
        if (left <= 0) {
          worker.terminate().then(() => done(), fail)
          return
        }
        const portion: Portion = { seed, hops: Math.min(hopsAPortion, left) }
        seed += 1
        left -= portion.hops
        worker.postMessage(portion)
      }
      worker.on('error', fail)
      worker.on('message', (came: Came) => {
        if ('broke' in came) {
          total.broken += 1
          console.error(`seed ${came.seed}: ${came.broke}`)
        } else {
          const { screens: seen, ...counted } = came.played
          for (const screen of seen) screens.add(screen)
          total.longestSeptets = Math.max(total.longestSeptets, counted.longestSeptets)
          for (const key of ['hops', 'calls', 'wentBack', 'deeds'] as const) total[key] += counted[key]
        }
        next()
      })
      next()
    })
  const threads = availableParallelism()
  await Promise.all(Array.from({ length: threads }, work))
  const seconds = (performance.now() - begunAt) / 1000
  const told = (count: number) => count.toLocaleString('en')
  const unseen = screenIds.filter((id) => !screens.has(id))
  console.log(
    [
      `${told(total.hops)} hops in ${told(total.calls)} calls, ${told(total.deeds)} of them with a deed done`,
      `${told(total.wentBack)} screens left again by 0 and 00`,
      `longest screen ${total.longestSeptets} septets; never seen: ${unseen.join(', ') || 'none'}`,
      `${seconds.toFixed(0)} s, ${told(Math.round(total.hops / seconds))} hops a second on ${threads} threads (${cpus()[0]?.model.trim()})`,
      `${total.broken} portions broke`,
    ].join('\n'),
  )
  if (total.broken > 0 || unseen.length > 0) process.exitCode = 1
}
