import { describe, expect, it } from 'vitest'
import { EngineLine } from './engine-line.ts'
import { play, readJourney, readJourneys } from './play.ts'

describe('on the engine', () => {
  it.each(readJourneys().map((journey) => [journey.title, journey] as const))('%s', async (_, journey) => {
    await play(journey, new EngineLine(journey))
  })
})

describe('a journey', () => {
  const written = (screen: string) =>
    readJourney(`# Somebody dials  (fr, +223 70 00 00 01)\ndial\n< ${screen}\n`, 'somebody.txt')
  const heard = (text: string) => ({
    dial: async () => text,
    reply: async () => text,
    drop: async () => {},
  })

  it('fails with the line of the file when another screen is heard', async () => {
    await expect(play(written('Jigikan…'), heard('CON Bonjour'))).rejects.toThrow('somebody.txt:3')
    await expect(play(written('Jigikan'), heard('CON Jigikan\n1 Paiement'))).rejects.toThrow('somebody.txt:3')
  })

  it('tells an end from a screen that waits', async () => {
    await expect(play(written('Merci'), heard('END Merci'))).rejects.toThrow()
    await expect(play(written('Merci   end'), heard('END Merci'))).resolves.toBeUndefined()
  })

  it('holds every screen to its length', async () => {
    await expect(play(written('…'), heard(`CON ${'a'.repeat(157)}`))).rejects.toThrow('does not fit')
    await expect(play(written('…'), heard('CON ɛ'))).rejects.toThrow('does not fit')
  })

  it('that cannot be read is refused', () => {
    expect(() => readJourney('dial\n', 'x.txt')).toThrow('x.txt:1')
    expect(() => readJourney('# Somebody (fr, +223 70 00 00 01)\nhello\n', 'x.txt')).toThrow('x.txt:2')
  })
})
