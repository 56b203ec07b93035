/** Starts the console. */
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/frame.css'
import './styles/queue.css'
import { render } from 'preact'
import { App } from './app.tsx'
import { keepConsole, mendLostFiles } from './new-version.ts'
import { resume } from './session.ts'

/** What the officer came for loads first. */
const calmMs = 2_000

const root = document.getElementById('app')
if (root) {
  resume()
  root.replaceChildren()
  render(<App />, root)
  mendLostFiles()
  addEventListener('load', () => setTimeout(keepConsole, calmMs))
}
