/** Draws a phone's screen in a terminal: twenty characters by eight lines, which are the 160 that a network carries. */

export const columns = 20
const leastRows = 8

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

/** A box with the text in it, `foot` in its lower edge; grows when the text needs more than eight lines. */
export function drawScreen(text: string, foot = ''): string {
  const rows = wrap(text)
  while (rows.length < leastRows) rows.push('')
  const inner = columns + 2
  const edge = foot === '' ? '' : ` ${foot} `
  return [
    `╭${'─'.repeat(inner)}╮`,
    ...rows.map((row) => `│ ${row.padEnd(columns)} │`),
    `╰${'─'.repeat(Math.max(0, inner - edge.length - 1))}${edge}─╯`,
  ].join('\n')
}
