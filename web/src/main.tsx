/** Starts the console. */
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/frame.css'
import './styles/queue.css'
import { render } from 'preact'
import { App } from './app.tsx'
import { reloadOnce } from './reload-once.ts'
import { resume } from './session.ts'

/** What the officer came for loads first. */
const calmMs = 2_000

const root = document.getElementById('app')
if (root) {
  resume()
  root.replaceChildren()
  render(<App />, root)
  // A file of an old release that is gone: one reload brings the new one.
  addEventListener('vite:preloadError', () => {
    reloadOnce()
  })
  const keep = () =>
    import('./new-version.ts').then(({ keepConsole }) => keepConsole()).catch(() => undefined)
  addEventListener('load', () => setTimeout(keep, calmMs))
}
