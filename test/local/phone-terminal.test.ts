import { spawn } from 'node:child_process'
import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { eventually, newDataFolder } from '../builders/data-folder.ts'
import { fatou, startPhoneLine, stranger } from '../builders/phone-line.ts'
import { EngineLine } from '../journeys/engine-line.ts'
import { play, readJourney } from '../journeys/play.ts'

let line: Awaited<ReturnType<typeof startPhoneLine>>
let folder: Awaited<ReturnType<typeof newDataFolder>>
beforeEach(async () => {
  line = await startPhoneLine()
  folder = await newDataFolder()
})
afterEach(async () => {
  await line.stop()
  await folder.remove()
})

const start = (...words: string[]) => {
  const child = spawn(process.execPath, ['local/phone-terminal.ts', ...words])
  let said = ''
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8')
    stream.on('data', (chunk: string) => {
      said += chunk
    })
  }
  const ended = new Promise<number | null>((done) => child.on('close', done))
  return {
    said: () => said,
    type: (typed: string) => child.stdin.write(`${typed}\n`),
    hears: (text: string) => eventually(`the terminal shows "${text}"`, () => said.includes(text)),
    hangUp: () => child.stdin.end(),
    ended,
  }
}

describe('the phone in the terminal', () => {
  test('dials the line, answers its screens in a box, and keeps what was played as a journey', async () => {
    const keep = join(folder.path, 'fatou-received-nothing.txt')
    const phone = start('--url', line.origin, '--keep', keep)
    for (const typed of ['', '1', '2', '1', '1', '/quit']) phone.type(typed)

    expect(await phone.ended).toBe(0)
    expect(phone.said()).toContain('│ 6 Parler en privé    │')
    expect(phone.said()).toMatch(/╰─+ fin · \d+\/160 ─╯/)
    const kept = readJourney(await readFile(keep, 'utf8'), keep)
    expect(kept).toMatchObject({ title: 'Fatou received nothing', number: fatou, language: 'fr' })
    await play(kept, new EngineLine(kept))
  })

  test('loses the network in the middle, and the next call offers to go on', async () => {
    const phone = start('--url', line.origin)
    for (const typed of ['*384*1*2#', '/drop', '']) phone.type(typed)
    phone.hangUp()

    expect(await phone.ended).toBe(0)
    expect(phone.said()).toContain('Réseau perdu.')
    expect(phone.said()).toContain('1 Continuer')
  })

  test('shows an SMS when it comes, and sends one', async () => {
    const phone = start('--url', line.origin, '--number', stranger, '--lang', 'en')
    await phone.hears('The phone of Moussa')
    phone.type('/sms Bonjour, où en est mon dossier')
    await phone.hears('SMS sent (30/160 · 1 SMS).')
    expect((await line.toldOn('sms'))[0]?.form).toMatchObject({ from: stranger, to: '36036' })

    await line.sendSms(stranger, 'Jigikan: dossier recu')
    await phone.hears('SMS from JIGIKAN · 21/160 · 1 SMS')
    phone.hangUp()
    expect(await phone.ended).toBe(0)
  })

  test('says what to do when nobody answers, when a code leads nowhere, and when a file is taken', async () => {
    const phone = start('--url', line.origin)
    for (const typed of ['*999#', 'bonjour', '/nothing', '/drop', '/quit']) phone.type(typed)
    expect(await phone.ended).toBe(0)
    expect(phone.said()).toContain('*999# ne mène à rien. La ligne est *384#.')
    expect(phone.said()).toContain('Commande inconnue : /nothing')
    expect(phone.said()).toContain('Aucun appel en cours.')

    const taken = join(folder.path, 'taken.txt')
    await writeFile(taken, 'mine')
    const second = start('--url', line.origin, '--keep', taken)
    expect(await second.ended).toBe(1)
    expect(second.said()).toContain('existe déjà')
    expect(await readFile(taken, 'utf8')).toBe('mine')

    const nowhere = start('--url', 'http://127.0.0.1:9', '--lang', 'en')
    expect(await nowhere.ended).toBe(1)
    expect(nowhere.said()).toContain('npm start')
    expect(nowhere.said()).not.toContain('    at ')
  })
})
