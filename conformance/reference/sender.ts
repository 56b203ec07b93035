/** How a small service sends an SMS rightly: again when it was refused for now, never blindly when nobody can tell. */
import { setTimeout as wait } from 'node:timers/promises'
import type { Way } from './ways.ts'

const giveUpMs = 1000
const againMs = 50

type Outcome = 'taken' | 'refused' | 'try-later' | 'unsure'

async function sendOnce(gateway: string, to: string, asJson: boolean): Promise<Outcome> {
  const fields = { username: 'reference', to, message: 'Jigikan : merci.', from: 'REFERENCE' }
  try {
    const answer = await fetch(`${gateway}/version1/messaging`, {
      method: 'POST',
      headers: { apiKey: 'key', accept: 'application/json' },
      body: asJson ? JSON.stringify(fields) : new URLSearchParams(fields),
      signal: AbortSignal.timeout(giveUpMs),
    })
    if (answer.status === 429 || answer.status >= 500) return 'try-later'
    const said = (await answer.json()) as { SMSMessageData?: { Recipients?: readonly unknown[] } }
    return said.SMSMessageData?.Recipients?.length ? 'taken' : 'refused'
  } catch {
    return 'unsure'
  }
}

export async function send(gateway: string, to: string, is: (way: Way) => boolean): Promise<void> {
  for (let tried = 1; tried <= 8; tried += 1) {
    const outcome = await sendOnce(gateway, to, is('sends-json'))
    const again =
      (outcome === 'try-later' && !is('gives-up-when-throttled')) ||
      (outcome === 'unsure' && is('sends-again-when-unsure')) ||
      (outcome === 'refused' && is('sends-on-and-on'))
    if (!again) return
    await wait(againMs)
  }
}
