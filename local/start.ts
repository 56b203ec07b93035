/** `npm start`: everything on one port, with something true-looking in it. Ctrl-C stops it; what was acknowledged is kept. */
import { officers } from './demo/officers.ts'
import { DataInUse } from './engine-pid.ts'
import { DynamoDbMissing } from './find-dynamodb.ts'
import { PortTaken } from './ports.ts'
import { run, ussdCode } from './run.ts'
import { TableDiffers } from './tables.ts'
import { builtConsole } from './built-console.ts'

const port = Number(process.env['PORT'] ?? 3000)
const dataFolder = process.env['JIGIKAN_DATA'] ?? '.jigikan'
const seed = process.env['JIGIKAN_SEED'] === 'none' ? 'none' : 'demo'

const began = performance.now()
const say = (line = ''): void => console.log(line)

if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error(`PORT vaut « ${process.env['PORT']} » : il faut un nombre de 1 à 65535.`)
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
  say(`  Jigikan est prêt (${seconds} s).`)
  say()
  say(`  Le téléphone   ${running.origin}/phone      composez ${ussdCode}`)
  say(`  La console     ${running.origin}/`)
  say(`  L’API          ${running.origin}/api/docs`)
  say(`  La santé       ${running.origin}/health`)
  say()
  say('  Agents de démonstration (choisissez-en un à la connexion, ou : npm run -s token -- <agent>)')
  for (const { officerId, name, title } of officers) say(`    ${officerId.padEnd(22)} ${name}, ${title}`)
  say()
  say(`  Données : ${dataFolder}${running.seeded ? ` (${running.seeded.complaints} plaintes, ${running.seeded.households} ménages, tous fictifs)` : ''}`)
  say(`  Base : ${running.dynamoDb.kind} · console : ${folder}`)
  say('  Ctrl-C pour arrêter.')
  say()

  let stopping = false
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1)
      stopping = true
      say('Arrêt…')
      running.stop().then(
        () => process.exit(0),
        () => process.exit(1),
      )
    })
  }
} catch (error) {
  const isTold = error instanceof PortTaken || error instanceof DynamoDbMissing || error instanceof DataInUse || error instanceof TableDiffers
  console.error(isTold ? error.message : error)
  process.exit(1)
}
