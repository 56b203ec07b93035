/** A server that says the same to everybody. */
import { createServer } from 'node:http'
import { listen } from '../../local/ports.ts'

export async function listenOnce(answer: { readonly status: number; readonly body: string }) {
  const server = createServer((_request, response) => {
    response.writeHead(answer.status, { connection: 'close' }).end(answer.body)
  })
  const port = await listen(server, 0)
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: () => new Promise((done) => server.close(done)),
  }
}
