/**
 * Makes a screen of lines. A screen has 160 septets with the `CON ` or `END ` before it; what must be there always is, what
 * is only good to have goes first. The tests hold that nothing is ever cut; the cut is for values nobody foresaw.
 */
import { septetsOf, toGsm7 } from '../i18n/gsm7.ts'

/** What is left of 160 septets behind `CON `. */
export const roomSeptets = 156

export const width = (text: string): number => septetsOf(text) ?? text.length * 2

/** As much of the text as there is room for, by whole characters. */
export function clip(text: string, room = roomSeptets): string {
  if (width(text) <= room) return text
  let kept = ''
  for (const character of text) {
    if (width(kept + character) > room) break
    kept += character
  }
  return kept
}

export interface ScreenLines {
  /** What the screen is about; a warning may take its place. */
  readonly heading: string
  /** Good to have: dropped from the last one on when there is no room. */
  readonly asides: readonly string[]
  readonly choices: readonly string[]
  /** The last lines, the fullest first: the first that fits is shown. */
  readonly footers: readonly string[]
}

/** Most lines that need another spelling are the menu's own, and come again and again. */
const respelled = new Map<string, string>()
const mostRespelled = 500

/** A line as the phone spells it. Most lines are in GSM-7 as they are. */
export function spelled(line: string): string {
  if (septetsOf(line) !== undefined) return line
  const known = respelled.get(line)
  if (known !== undefined) return known
  if (respelled.size >= mostRespelled) respelled.clear()
  const spelling = toGsm7(line)
  respelled.set(line, spelling)
  return spelling
}

/** The lines as they stand on the phone. A warning goes above the heading, or in its place where both have no room. */
export function render(screen: ScreenLines, warning?: string): string {
  const heading = spelled(screen.heading)
  const warned = warning === undefined ? undefined : spelled(warning)
  const asides = screen.asides.filter((line) => line !== '').map(spelled)
  const choices = screen.choices.map(spelled)
  const footers = screen.footers.map(spelled)
  const text = (lines: readonly string[]) => lines.filter((line) => line !== '').join('\n')
  for (const head of warned === undefined ? [[heading]] : [[warned, heading], [warned]]) {
    for (let kept = asides.length; kept >= 0; kept -= 1) {
      for (const footer of footers) {
        const whole = text([...head, ...asides.slice(0, kept), ...choices, footer])
        if (width(whole) <= roomSeptets) return whole
      }
    }
  }
  const below = text([...choices, footers.at(-1) ?? ''])
  const above = clip(warned ?? heading, Math.max(0, roomSeptets - width(below) - 1))
  return clip(text([above, below]))
}

/** How many items stand on each page, at most seven, each page as full as its room allows. */
export function pagesOf(labels: readonly string[], roomOfPage: number): readonly (readonly number[])[] {
  const pages: number[][] = []
  let page: number[] = []
  let used = 0
  labels.forEach((label, index) => {
    const own = width(spelled(`\n0 ${label}`))
    if (page.length > 0 && (page.length === 7 || used + own > roomOfPage)) {
      pages.push(page)
      page = []
      used = 0
    }
    page.push(index)
    used += own
  })
  if (page.length > 0 || pages.length === 0) pages.push(page)
  return pages
}
