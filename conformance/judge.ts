/** Says what of a scenario held, from the answers alone; and from a count, where somebody counts. */
import type { Heard } from './caller.ts'
import type { Sent } from './gateway.ts'
import { septetsOf } from './gsm7.ts'
import type { Check } from './scenario.ts'

export interface Seen {
  readonly heard: readonly Heard[]
  /** The answers of a call that nothing disturbed, one for each number of inputs. */
  readonly undisturbed: readonly Heard[]
  /** What was sent to whoever asked. */
  readonly sent: readonly Sent[]
  /** The gateway waits no longer for an answer to a hop. */
  readonly limitSeconds: number
  /** How many more are stored; undefined when nobody counts. */
  readonly storedMore?: number
}
/** Undefined: it held. `uncounted`: nobody counted, the rest decides. */
export type Finding = { readonly problem: string } | 'uncounted' | undefined

const mostSeptets = 160

const textOf = ({ body }: Heard): string => body.toString('utf8')
const isScreen = (heard: Heard): boolean => heard.status === 200 && /^(CON|END)\s/.test(textOf(heard))
/** Digits may differ: a reference, a day, an amount. */
const masked = (heard: Heard): string => `${heard.status} ${textOf(heard).replace(/\d+/g, '#')}`
const told = ({ status, body, contentType }: Heard): string =>
  status === 0
    ? 'no answer'
    : `${status} ${contentType.split(';')[0]} ${JSON.stringify(body.toString('utf8').slice(0, 60))}`

const problem = (text: string): Finding => ({ problem: text })
const every = (those: readonly Heard[], holds: (one: Heard) => boolean, what: string): Finding => {
  if (those.length === 0) return problem('nothing was asked')
  const wrong = those.find((one) => !holds(one))
  return wrong && problem(`${what}: ${told(wrong)}`)
}
const referenceIn = (heard: Heard): string | undefined =>
  /\d[\d -]{3,}\d/.exec(textOf(heard))?.[0].replace(/\D/g, '')

function ownEndings({ heard, undisturbed }: Seen): Finding {
  const lasts = new Map(heard.filter(({ call }) => call).map((one) => [one.call, one]))
  const unfinished = [...lasts.values()].find((last) => !(isScreen(last) && textOf(last).startsWith('END')))
  if (unfinished) return problem(`a call did not end: ${told(unfinished)}`)
  const control = undisturbed.at(-1)
  if (!control || !referenceIn(control)) return undefined
  const references = [...lasts.values()].map(referenceIn)
  return new Set(references).size === references.length
    ? undefined
    : problem('two callers were told the same reference')
}

export function judge(expected: Check, seen: Seen): Finding {
  const hops = seen.heard.filter(({ door }) => door === 'ussd')
  const named = (name?: string) =>
    name === undefined ? seen.heard : seen.heard.filter((one) => one.name === name)
  switch (expected.check) {
    case 'screens':
      return every(expected.of ? named(expected.of) : hops, isScreen, 'not a screen')
    case 'acknowledged':
      return every(named(expected.of), ({ status }) => status === 200, 'not acknowledged')
    case 'no-fault':
      return every(named(expected.of), ({ status }) => status > 0 && status < 500, 'a fault')
    case 'same': {
      const those = named(expected.of)
      const [first] = those
      return every(
        those,
        (one) => first !== undefined && isScreen(one) && one.body.equals(first.body),
        'another answer to the same hop',
      )
    }
    case 'alike': {
      const those = expected.of.flatMap((name) => named(name))
      const [first] = those
      return every(
        those,
        (one) => first !== undefined && isScreen(one) && masked(one) === masked(first),
        'not the same screen',
      )
    }
    case 'as-undisturbed': {
      const control = seen.undisturbed.at(expected.after)
      if (!control) return problem('the undisturbed call is shorter')
      return every(named(expected.of), (one) => masked(one) === masked(control), 'not where the caller was')
    }
    case 'continues':
      return every(
        named(expected.of),
        (one) => isScreen(one) && textOf(one).startsWith('CON'),
        'the call was ended',
      )
    case 'differs': {
      const before = named(expected.from).map(masked)
      return every(named(expected.of), (one) => !before.includes(masked(one)), 'still the other screen')
    }
    case 'own-endings':
      return ownEndings(seen)
    case 'stored': {
      if (seen.storedMore === undefined) return 'uncounted'
      const { by, atMost = by ?? 0 } = expected
      const isRight = by === undefined ? seen.storedMore <= atMost : seen.storedMore === by
      return isRight ? undefined : problem(`${seen.storedMore} stored, not ${by ?? `${atMost} at most`}`)
    }
    case 'plain-text':
      return every(hops, ({ contentType }) => /^text\/plain\b/i.test(contentType), 'not text/plain')
    case 'no-ornament':
      return every(
        hops,
        ({ body }) => /^[CE]/.test(body.toString('latin1')),
        'something stands before CON or END',
      )
    case 'fits':
      return every(
        hops,
        (one) => (septetsOf(textOf(one)) ?? textOf(one).length * 2) <= mostSeptets,
        `more than ${mostSeptets} septets`,
      )
    case 'gsm7':
      return every(hops, (one) => septetsOf(textOf(one)) !== undefined, 'not in GSM-7')
    case 'in-time':
      return every(hops, ({ status, tookMs }) => status > 0 && tookMs < seen.limitSeconds * 1000, 'too late')
    case 'sends': {
      const { atLeast = 0, atMost = Number.POSITIVE_INFINITY } = expected
      const count = seen.sent.length
      return count >= atLeast && count <= atMost ? undefined : problem(`sent ${count} times`)
    }
    case 'well-formed-sends': {
      const wrong = seen.sent.find(
        ({ hasKey, isForm, username, message, to }) =>
          !(hasKey && isForm && username && message && to.every((number) => /^\+\d{8,15}$/.test(number))),
      )
      if (seen.sent.length === 0) return problem('nothing was sent')
      return wrong && problem('a field, the key or the form is missing')
    }
  }
}
