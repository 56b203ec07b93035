/** The line alone in a process of its own, as its function is on Lambda: whatever else works, its time is its own. */
import express from 'express'
import { useLogSink } from '../../functions/kit/log.ts'
import { useClock } from '../../functions/kit/world.ts'
import { type FunctionName, functions } from '../../functions/triggers.ts'
import { type HttpSheet, httpDoor } from '../../local/http-door.ts'

const offsetMs = Number(process.env.CLOCK_OFFSET_MS)
useClock(() => new Date(Date.now() + offsetMs))
useLogSink(() => undefined)

const app = express()
for (const name of ['ussd-line', 'ussd-ended'] as const satisfies FunctionName[]) {
  const { handler } = await import(`../../functions/${name}.ts`)
  app.use(httpDoor(name, functions[name] as HttpSheet, handler, { log: () => undefined }))
}
app.get('/up', (_request, response) => void response.json({}))
app.listen(Number(process.env.PORT), '127.0.0.1')
process.on('disconnect', () => process.exit())
