/**
 * `npm run registry`: a registry of its own beside a running `npm start`. It pulls unless told `-- push`; with `-- auto` it
 * takes over by itself what it is told, and sends back what names a household that it does not know.
 */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Entry } from '../../shared/domain/registry.ts'
import { officers } from '../demo/officers.ts'
import { PortTaken } from '../ports.ts'
import { issueToken } from '../sign-in.ts'
import { connect } from './connect.ts'
import { startModule } from './module.ts'

const args = process.argv.slice(2)
const way = args.includes('push') ? 'push' : 'pull'
const origin = `http://localhost:${process.env.PORT ?? 3000}`
const port = Number(process.env.REGISTRY_PORT ?? 3100)
const folder = process.env.REGISTRY_DATA ?? '.registry'
const dataFolder = process.env.JIGIKAN_DATA ?? '.jigikan'

const auto = (entry: Entry) =>
  entry.kind === 'complaint' && entry.asks && !entry.householdId
    ? ({ status: 'rejected', reason: 'Ménage à préciser : aucun numéro de ménage.' } as const)
    : ({ status: 'accepted' } as const)

try {
  await mkdir(folder, { recursive: true })
  const officerId = officers.find(({ role }) => role === 'admin')?.officerId ?? ''
  const token = await issueToken({ dataFolder, origin, officers, officerId })
  const { key, pushSecret } = await connect({
    origin,
    token,
    consumerId: 'registre-demo',
    way,
    receiverUrl: `http://localhost:${port}/jigikan`,
    keptAt: join(folder, 'key.json'),
  })
  const running = await startModule({
    origin,
    key,
    way,
    port,
    databasePath: join(folder, 'registry.sqlite'),
    ...(pushSecret ? { pushSecrets: [pushSecret] } : {}),
    ...(args.includes('auto') ? { auto } : {}),
  })
  console.log(
    `\n  The registry   ${running.url}/   (${way === 'push' ? 'is told' : 'asks'}; Ctrl-C stops it)\n`,
  )
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => void running.stop().then(() => process.exit(0)))
  }
} catch (error) {
  const code = ((error as Error).cause as NodeJS.ErrnoException | undefined)?.code
  if (code === 'ECONNREFUSED') console.error(`Nothing answers at ${origin}: run \`npm start\` first.`)
  else console.error(error instanceof PortTaken ? error.message : error)
  process.exit(1)
}
