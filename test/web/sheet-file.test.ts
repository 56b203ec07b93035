import fc from 'fast-check'
import { unzipSync } from 'fflate'
import { describe, expect, test } from 'vitest'
import { csvOf, plainWords, type SheetTable, xlsxOf } from '../../web/src/store/sheet-file.ts'

const table = (words: string): SheetTable => ({
  name: 'Plaintes',
  columns: [
    { label: 'Paroles', kind: 'words' },
    { label: 'Nombre', kind: 'count' },
    { label: 'Part', kind: 'share' },
    { label: 'Jour', kind: 'day' },
    { label: 'Instant', kind: 'instant' },
  ],
  rows: [[words, 1204.5, 0.8423, '2026-11-03', '2026-11-03T09:05:00.000Z']],
})
const linesOf = async (words: string): Promise<string> =>
  new TextDecoder('utf-8', { ignoreBOM: true }).decode(await csvOf(table(words)).arrayBuffer())
const partsOf = async (words: string): Promise<string> => {
  const files = unzipSync(new Uint8Array(await (await xlsxOf([table(words)])).arrayBuffer()))
  return Object.entries(files)
    .filter(([name]) => /sheet1|sharedStrings/.test(name))
    .map(([, bytes]) => new TextDecoder().decode(bytes))
    .join('\n')
}

const dangerous = [
  '=HYPERLINK("http://example.test","Voir")',
  '+2+3',
  "-2+3+cmd|' /C calc'!A0",
  '@SUM(1)',
  '\t=1+1',
  '\r=1+1',
  '  =1+1',
  '\u0000=1',
  '＝1+1',
  '|calc',
]

describe('a file for a spreadsheet', () => {
  test.each(dangerous)('never computes %j', async (words) => {
    expect(plainWords(words).startsWith("'")).toBe(true)
    expect(await linesOf(words)).toMatch(/\r\n"?'/)
    const parts = await partsOf(words)
    expect(parts).not.toContain('<f>')
    expect(parts).not.toMatch(/<f[ >]/)
  })
  test('leaves other words as they are', () => {
    for (const words of ['Rien reçu', '15 000 FCFA', '« Où est mon argent ? »', "l'agent"]) {
      expect(plainWords(words)).toBe(words)
    }
  })
})

test('XLSX is not broken by what a machine put into a text', async () => {
  const parts = await partsOf('Carte\u0000 ab\u0008î\uD83Dmée <b>&')
  expect(parts).toContain('Carte abîmée &lt;b&gt;&amp;')
})

describe('CSV', () => {
  test('is what French Excel reads: its mark, semicolons, decimal commas, days', async () => {
    expect(await linesOf('Où est l’argent ?')).toBe(
      '\uFEFFParoles;Nombre;Part (%);Jour;Instant\r\nOù est l’argent ?;1204,5;84,2;03/11/2026;03/11/2026 09:05\r\n',
    )
  })
  test('keeps one row a complaint, whatever was said', async () => {
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), async (words) => {
        const text = await linesOf(words)
        // Quotes are doubled inside quotes, so that what is outside them says where cells and rows end.
        const outside = text.slice(1).replace(/"(?:[^"]|"")*"/g, '')
        expect(outside.split('\r\n')).toHaveLength(3)
        expect(outside.split('\r\n')[1]?.split(';')).toHaveLength(5)
      }),
    )
  })
})

test('XLSX holds words as words, numbers as numbers, and days as days', async () => {
  const parts = await partsOf('Carte abîmée')
  expect(parts).toContain('Carte abîmée')
  expect(parts).toContain('<v>1204.5</v>')
  expect(parts).toContain('<v>0.8423</v>')
  expect(parts).not.toContain('2026-11-03')
})
