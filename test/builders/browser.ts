/**
 * A real browser without a screen: the one that `JIGIKAN_BROWSER` names, on Linux the Chromium that comes with the
 * development packages, elsewhere the Chrome that is installed. Nothing is downloaded.
 */
import sparticuz from '@sparticuz/chromium'
import { type Browser, chromium } from 'playwright-core'

export async function openBrowser(): Promise<Browser> {
  const named = process.env.JIGIKAN_BROWSER
  const carried = process.platform === 'linux' ? await sparticuz.executablePath() : undefined
  const executablePath = named ?? carried
  return chromium.launch({
    ...(executablePath === undefined ? { channel: 'chrome' } : { executablePath }),
    args: ['--no-sandbox', '--disable-gpu', '--font-render-hinting=none'],
  })
}
