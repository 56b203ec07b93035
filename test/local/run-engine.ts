/** A process that starts the engine on the data folder it is given, says so, and stays: there to be killed by a test. */
import { startDynamoDb } from '../../local/dynamodb.ts'

const engine = await startDynamoDb({ dataFolder: process.argv[2] ?? '.' })
process.stdout.write(`${JSON.stringify({ endpoint: engine.endpoint, pid: engine.pid })}\n`)
setInterval(() => undefined, 60_000)
