/** Dials our own line from outside, as the gateway does, with a number that no network of Mali has been given. */

export interface OwnLine {
  /** `https://plaintes.example.org` */
  readonly address: string
  readonly callbackToken: string
  readonly ussdCode: string
  readonly timeoutMs?: number
}

/** Well formed, and nobody's. */
export const nobodysNumber = '+22300000000'

/** What a caller would have met: never the screen itself. */
export class LineUnheard extends Error {
  override readonly name = 'LineUnheard'
}

/** One hop: the answer as it came. Throws `LineUnheard` when a caller would have heard nothing or an apology. */
export async function dialOwnLine(line: OwnLine, sessionId: string): Promise<string> {
  const { address, callbackToken, ussdCode, timeoutMs = 8000 } = line
  const answer = await fetch(`${address}/callbacks/${callbackToken}/ussd`, {
    method: 'POST',
    signal: AbortSignal.timeout(timeoutMs),
    body: new URLSearchParams({
      sessionId,
      phoneNumber: nobodysNumber,
      serviceCode: ussdCode,
      networkCode: '99999',
      text: '',
    }),
  }).catch((fault: unknown) => {
    // The address holds the token: only the fault's name may be told.
    throw new LineUnheard(`no answer (${fault instanceof Error ? fault.name : typeof fault})`)
  })
  if (answer.status !== 200) throw new LineUnheard(`it answers ${answer.status}`)
  const screen = await answer.text()
  if (!screen.startsWith('CON ')) throw new LineUnheard('a caller hears an apology')
  return screen
}
