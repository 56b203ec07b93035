/**
 * `npm run phone`: the phone simulator in a terminal. Dials the line of the server that `npm start` began, draws its
 * screens, sends and receives SMS; `--keep FILE` writes what was played as a journey that the tests can play again.
 */
import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { basename, dirname } from 'node:path'
import { createInterface } from 'node:readline'
import { parseArgs } from 'node:util'
import { readTypedNumber, spokenNumber } from '../web/src/phone/address.ts'
import { journeyText, titleOfFileName } from '../web/src/phone/journey.ts'
import { connectPhone, type InboxMessage, ServerAway } from '../web/src/phone/phone-api.ts'
import { listenToEvents } from './terminal/sms-stream.ts'
import { createTerminalPhone } from './terminal/terminal-phone.ts'
import { terminalWords } from './terminal/words.ts'

class Stop extends Error {
  override readonly name = 'Stop'
}

const readArguments = () => {
  try {
    return parseArgs({
      options: {
        number: { type: 'string' },
        url: { type: 'string', default: `http://localhost:${process.env.PORT ?? 3000}` },
        keep: { type: 'string' },
        lang: { type: 'string', default: 'fr' },
        help: { type: 'boolean', short: 'h' },
      },
    }).values
  } catch (fault) {
    throw new Stop(`${(fault as Error).message}\n${terminalWords.fr.usage}`)
  }
}

async function play(): Promise<void> {
  const asked = readArguments()
  const words = terminalWords[asked.lang === 'en' ? 'en' : 'fr']
  if (asked.help) return console.log(words.usage)
  const { keep } = asked
  if (keep !== undefined && existsSync(keep)) throw new Stop(words.keepTaken(keep))
  const baseUrl = asked.url.replace(/\/$/, '')
  const api = connectPhone(baseUrl)
  const [line, people] = await Promise.all([api.line(), api.people()]).catch((fault: unknown) => {
    throw new Stop(words.away(baseUrl), { cause: fault })
  })
  const number = readTypedNumber(asked.number ?? people[0]?.number ?? '')
  if (number === undefined) throw new Stop(words.wrongNumber(asked.number ?? ''))

  const readline = createInterface({ input: process.stdin, output: process.stdout })
  let closed = false
  readline.once('close', () => {
    closed = true
  })
  /** Above the line that is being typed, which stays. */
  const show = (text: string) => {
    if (process.stdout.isTTY) process.stdout.write('\r\u001b[K')
    console.log(text)
    if (process.stdout.isTTY && !closed) readline.prompt(true)
  }
  const phone = createTerminalPhone({ api, line, people, number, words, show })

  let listening = new AbortController()
  let listeningTo = ''
  const follow = async () => {
    if (listeningTo === phone.number()) return
    listening.abort()
    listening = new AbortController()
    listeningTo = phone.number()
    await phone.lookThroughInbox()
    const told = (sms: unknown) => phone.showSms(sms as InboxMessage)
    void listenToEvents(api.eventsUrl(listeningTo), { connected: phone.catchUp, told }, listening.signal)
  }
  const prompt = () => {
    readline.setPrompt(`${spokenNumber(phone.number())} · ${phone.inCall() ? words.reply : words.idle} ▸ `)
    if (process.stdin.isTTY && !closed) readline.prompt()
  }
  const sayLost = (fault: unknown) => {
    if (!(fault instanceof ServerAway)) throw fault
    show(words.lost(baseUrl))
  }

  const person = people.find((one) => one.number === number)
  console.log(`${words.welcome(person?.label ?? spokenNumber(number), line.code)}\n${words.commands}\n`)
  void follow().catch(sayLost)
  prompt()
  readline.on('SIGINT', () => {
    if (!phone.inCall()) return readline.close()
    void phone.leave('hang-up').catch(sayLost).then(prompt)
  })
  try {
    for await (const typed of readline) {
      if (typed.trim() === '/quit') break
      await phone.type(typed).then(follow).catch(sayLost)
      prompt()
    }
    if (phone.inCall()) await phone.leave('hang-up').catch(() => {})
  } finally {
    readline.close()
    if (process.stdout.isTTY) console.log()
    listening.abort()
    if (keep !== undefined && phone.steps().length > 0) {
      const number = phone.number()
      const journey = {
        title: titleOfFileName(basename(keep)),
        number,
        code: line.code,
        place: people.find((one) => one.number === number)?.place,
        steps: phone.steps(),
      }
      await mkdir(dirname(keep), { recursive: true })
      await writeFile(keep, journeyText(journey), { flag: 'wx' })
      console.log(words.kept(keep))
    }
  }
}

try {
  await play()
} catch (fault) {
  if (!(fault instanceof Stop)) throw fault
  console.error(fault.message)
  process.exitCode = 1
}
