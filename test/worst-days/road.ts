/** The road between the functions and their table, in whose way something may stand: cut, slow, or too busy. */
import { Agent, createServer, request } from 'node:http'
import { listen } from '../../local/ports.ts'

export interface Weather {
  /** Nothing gets through, and the connections that stand are broken. */
  readonly cut?: true
  /** So long before a call gets through. */
  readonly slowMs?: number
  /** This share of calls is told that there is too much of it. */
  readonly throttled?: number
}

const tooMuch = JSON.stringify({
  __type: 'com.amazonaws.dynamodb.v20120810#ProvisionedThroughputExceededException',
})

export async function openRoad(to: () => string) {
  let weather: Weather = {}
  let hindered = 0
  const agent = new Agent({ keepAlive: true, maxSockets: 200 })
  const server = createServer((incoming, outgoing) => {
    // Streams have their own limits and their own retries: only calls to the table are throttled.
    const isTable = String(incoming.headers['x-amz-target']).startsWith('DynamoDB_')
    if (weather.cut) {
      hindered += 1
      incoming.socket.destroy()
      return
    }
    if (isTable && weather.throttled && Math.random() < weather.throttled) {
      hindered += 1
      incoming.resume()
      outgoing.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' }).end(tooMuch)
      return
    }
    const pass = (): void => {
      const { hostname, port } = new URL(to())
      const { method, url: path, headers } = incoming
      const onward = request({ agent, hostname, port, method, path, headers }, (answer) => {
        outgoing.writeHead(answer.statusCode ?? 500, answer.headers)
        answer.pipe(outgoing)
      })
      onward.on('error', () => incoming.socket.destroy())
      incoming.pipe(onward)
    }
    if (!weather.slowMs) return pass()
    hindered += 1
    setTimeout(pass, weather.slowMs)
  })
  const port = await listen(server, 0)
  return {
    endpoint: `http://127.0.0.1:${port}`,
    hindered: () => hindered,
    become(next: Weather) {
      weather = next
      if (next.cut) server.closeAllConnections()
    },
    close() {
      server.close()
      server.closeAllConnections()
      agent.destroy()
    },
  }
}
export type Road = Awaited<ReturnType<typeof openRoad>>
