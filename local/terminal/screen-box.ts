/** Draws a phone's screen in a terminal: twenty characters by eight lines, which are the 160 that a network carries. */

export const columns = 20
const screenRows = 8

const wrapLine = (line: string): string[] => {
  const rows: string[] = []
  let row = ''
  for (const word of line.split(' ')) {
    const joined = row === '' ? word : `${row} ${word}`
    if (joined.length <= columns) {
      row = joined
      continue
    }
    if (row !== '') rows.push(row)
    row = word
    while (row.length > columns) {
      rows.push(row.slice(0, columns))
      row = row.slice(columns)
    }
  }
  return [...rows, row]
}

/** The text's own lines, broken between words where they are longer than the screen is wide. */
export const wrap = (text: string): string[] => text.split('\n').flatMap(wrapLine)

/** A box around the text, `foot` in its lower edge. */
export function drawBox(text: string, foot = '', rowsAtLeast = 1): string {
  const rows = wrap(text)
  while (rows.length < rowsAtLeast) rows.push('')
  const inner = columns + 2
  const edge = foot === '' ? '' : ` ${foot} `
  return [
    `╭${'─'.repeat(inner)}╮`,
    ...rows.map((row) => `│ ${row.padEnd(columns)} │`),
    `╰${'─'.repeat(Math.max(0, inner - edge.length - 1))}${edge}─╯`,
  ].join('\n')
}

/** The screen, which grows when the text's own lines are more than eight. */
export const drawScreen = (text: string, foot: string): string => drawBox(text, foot, screenRows)
