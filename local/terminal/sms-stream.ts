/** Server-sent events over `fetch`: one JSON value an event, the connection begun again when it breaks. */
import { setTimeout as pause } from 'node:timers/promises'

const retryMs = 1000

async function* eventsOf(body: AsyncIterable<Uint8Array>): AsyncGenerator<string> {
  const decoder = new TextDecoder()
  let rest = ''
  for await (const chunk of body) {
    const events = (rest + decoder.decode(chunk, { stream: true })).split('\n\n')
    rest = events.pop() ?? ''
    for (const event of events) {
      const data = event
        .split('\n')
        .flatMap((line) => (line.startsWith('data:') ? [line.slice(5).trim()] : []))
      if (data.length > 0) yield data.join('\n')
    }
  }
}

/**
 * Listens until the signal is given. A break is silent; `connected` is called each time the connection stands, because
 * what came meanwhile is told by nobody.
 */
export async function listenToEvents(
  url: string,
  { connected, told }: { connected: () => Promise<void>; told: (value: unknown) => void },
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const response = await fetch(url, { headers: { accept: 'text/event-stream' }, signal })
      if (response.ok && response.body) {
        await connected()
        for await (const data of eventsOf(response.body)) told(JSON.parse(data))
      }
      await pause(retryMs, undefined, { signal })
    } catch {
      if (!signal.aborted) await pause(retryMs, undefined, { signal }).catch(() => {})
    }
  }
}
