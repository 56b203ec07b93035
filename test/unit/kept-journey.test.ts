import { describe, expect, test } from 'vitest'
import { readAddress, readTypedNumber, spokenNumber } from '../../web/src/phone/address.ts'
import {
  type JourneyStep,
  journeyFileName,
  journeyText,
  titleOfFileName,
} from '../../web/src/phone/journey.ts'
import { EngineLine } from '../journeys/engine-line.ts'
import { type Journey, type JourneyLine, play, readJourney, readJourneys } from '../journeys/play.ts'

const code = '*384*44135#'

/** Notes what a phone would have seen. */
const recorded = (line: JourneyLine) => {
  const steps: JourneyStep[] = []
  const shown = (answer: string) => {
    const [, kind = '', text = ''] = /^(CON|END) (.*)$/s.exec(answer) ?? []
    steps.push({ kind: kind === 'END' ? 'end' : 'con', text })
    return answer
  }
  const recording: JourneyLine = {
    async dial(dialled) {
      steps.push({ kind: 'dial', text: dialled })
      return shown(await line.dial(dialled))
    },
    async reply(input) {
      steps.push({ kind: 'reply', text: input })
      return shown(await line.reply(input))
    },
    async drop() {
      steps.push({ kind: 'cut', text: '' })
      await line.drop()
    },
  }
  return { recording, steps }
}
const placeOf = (journey: Journey) => journey.given.find(({ what }) => what === 'place')?.values[0]

describe('a session kept from the phone', () => {
  const journeys = readJourneys().filter(({ given }) => given.every(({ what }) => what === 'place'))

  test.each(journeys.map((journey) => [journey.title, journey] as const))(
    'plays again: %s',
    async (title, journey) => {
      const { recording, steps } = recorded(new EngineLine(journey))
      await play(journey, recording, code)

      const text = journeyText({ title, number: journey.number, code, place: placeOf(journey), steps })
      const kept = readJourney(text, journeyFileName(title))

      expect(kept.title).toBe(title)
      expect(kept.number).toBe(journey.number)
      expect(kept.language).toBe(journey.language)
      await play(kept, new EngineLine(kept), code)
    },
  )

  test('names no reference and no day of its own time', () => {
    const text = journeyText({
      title: 'Somebody asks (twice)',
      number: '+22370000001',
      code: '*384#',
      steps: [
        { kind: 'dial', text: '*384*1*2#' },
        { kind: 'con', text: 'Dossier 4821-0937-5 : recu.\nRéponse le 1er déc. 2026.\n0 Retour' },
        { kind: 'reply', text: '482109375' },
        { kind: 'hang-up', text: '' },
      ],
    })
    expect(text.split('\n')).toEqual([
      expect.stringMatching(/^# Somebody asks twice\s+\(fr, \+223 70 00 00 01\)$/),
      'dial *1*2',
      expect.stringMatching(/^< Dossier \{reference\} : recu\. \/ Réponse le \{day\}\. \/ 0 Retour\s+fits$/),
      '> {reference}',
      'drop',
      '',
    ])
  })

  test('goes into a file named after its title', () => {
    expect(journeyFileName('Fatou demande où ça en est !')).toBe('fatou-demande-ou-ca-en-est.txt')
    expect(journeyFileName('…')).toBe('journey.txt')
    expect(titleOfFileName('fatou-asks.txt')).toBe('Fatou asks')
  })
})

describe('the address of the phone page', () => {
  test('puts a number in the hand and dials', () => {
    expect(readAddress('?n=22370000001&dial=*384*1*2%23')).toEqual({
      number: '+22370000001',
      dial: '*384*1*2#',
      two: false,
    })
  })
  test('forgives a number with its plus eaten and a dial that lost its hash', () => {
    expect(readAddress('?n=+223 70 00 00 01&dial=*384*1&two&lang=en')).toEqual({
      number: '+22370000001',
      dial: '*384*1#',
      two: true,
      language: 'en',
    })
  })
  test('ignores what it cannot read', () => {
    expect(readAddress('?n=12&dial=abc&lang=xx')).toEqual({ two: false })
  })
})

describe('a number typed by a person', () => {
  test.each(['70 00 00 01', '+223 70-00-00-01', '0022370000001', '223 70000001'])('reads %s', (typed) => {
    expect(readTypedNumber(typed)).toBe('+22370000001')
  })
  test.each(['', '7000', 'abc', '+', '+0123456789'])('refuses "%s"', (typed) => {
    expect(readTypedNumber(typed)).toBeUndefined()
  })
  test('is shown in pairs', () => {
    expect(spokenNumber('+22370000001')).toBe('+223 70 00 00 01')
    expect(spokenNumber('+33612345678')).toBe('+33612345678')
  })
})
