/** `npm start`: everything on one port, with something true-looking in it. Ctrl-C stops it; what was acknowledged is kept. */

import { builtConsole } from './built-console.ts'
import { officers } from './demo/officers.ts'
import { DataInUse } from './engine-pid.ts'
import { DynamoDbMissing } from './find-dynamodb.ts'
import { PortTaken } from './ports.ts'
import { run, ussdCode } from './run.ts'
import { TableDiffers } from './tables.ts'

const port = Number(process.env.PORT ?? 3000)
const dataFolder = process.env.JIGIKAN_DATA ?? '.jigikan'
const seed = process.env.JIGIKAN_SEED === 'none' ? 'none' : 'demo'

const began = performance.now()
const say = (line = ''): void => console.log(line)

if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`PORT is “${process.env.PORT}”: it takes a number from 1 to 65535.`)
  process.exit(1)
}

try {
  const webFolder = builtConsole()
  const [folder, running] = await Promise.all([
    webFolder,
    run({ port, dataFolder, seed, log: say, webFolder: 'web/dist' }),
  ])
  const seconds = ((performance.now() - began) / 1000).toFixed(1)
  say()
  say(`  Jigikan is ready (${seconds} s).`)
  say()
  say(`  The phone      ${running.origin}/phone      dial ${ussdCode}`)
  say(`  The console    ${running.origin}/`)
  say(`  The API        ${running.origin}/api/docs`)
  say(`  Health         ${running.origin}/health`)
  say()
  say('  Demo officers (pick one to sign in, or: npm run -s token -- <officer>)')
  for (const { officerId, name, title } of officers) say(`    ${officerId.padEnd(22)} ${name}, ${title}`)
  say()
  say(
    `  Data: ${dataFolder}${running.seeded ? ` (${running.seeded.complaints} complaints, ${running.seeded.households} households, all fictional)` : ''}`,
  )
  say(`  DynamoDB engine: ${running.dynamoDb.kind} · console: ${folder}`)
  say('  Ctrl-C stops it; what was acknowledged is kept.')
  say()

  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1)
      stopping = true
      say('Stopping…')
      running.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      )
    })
  }
} catch (error) {
  const isTold =
    error instanceof PortTaken ||
    error instanceof DynamoDbMissing ||
    error instanceof DataInUse ||
    error instanceof TableDiffers
  console.error(isTold ? error.message : error)
  process.exit(1)
}
