/** Starts the console. */
import './styles/tokens.css'
import './styles/base.css'
import './styles/controls.css'
import './styles/frame.css'
import './styles/queue.css'
import { render } from 'preact'
import { App } from './app.tsx'
import { resume } from './session.ts'

const root = document.getElementById('app')
if (root) {
  resume()
  root.replaceChildren()
  render(<App />, root)
}
