/** Ports of this machine: one that is free for an engine, and a plain sentence when the one asked for is taken. */
import { createServer, type Server } from 'node:net'

export class PortTaken extends Error {
  override readonly name = 'PortTaken'
  constructor(port: number, options?: ErrorOptions) {
    super(
      `Port ${port} is already in use by another program. Stop that program, or choose another port: ` +
        `PORT=${port + 1} npm start`,
      options,
    )
  }
}

const codeOf = (fault: unknown) => (fault as NodeJS.ErrnoException | undefined)?.code

/** Listens on a port of 127.0.0.1 (or `host`); refuses with `PortTaken` when somebody else has it. */
export const listen = <S extends Server>(server: S, port: number, host = '127.0.0.1'): Promise<number> =>
  new Promise((resolve, reject) => {
    const fail = (fault: Error) =>
      reject(codeOf(fault) === 'EADDRINUSE' ? new PortTaken(port, { cause: fault }) : fault)
    server.once('error', fail)
    server.listen(port, host, () => {
      server.off('error', fail)
      const address = server.address()
      resolve(typeof address === 'object' && address !== null ? address.port : port)
    })
  })

/** A port that nobody listens on now. Somebody may take it a moment later: whoever uses it must be ready to ask again. */
export const freePort = async (): Promise<number> => {
  const server = createServer()
  const port = await listen(server, 0)
  await new Promise((resolve) => server.close(resolve))
  return port
}
