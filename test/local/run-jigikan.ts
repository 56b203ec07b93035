/** Jigikan in a process of its own, for tests that kill it. `GET /settled` answers when nothing is under way. */
import { run } from '../../local/run.ts'

const running = await run({
  port: Number(process.env.PORT),
  dataFolder: process.env.JIGIKAN_DATA ?? '',
  seed: 'none',
  log: () => undefined,
  reportDelayMs: 300,
  extend: (app) => {
    app.get('/settled', async (_request, response) => {
      await running.settled()
      response.json({})
    })
  },
})
