/** A newer console is on the device: it is taken when the officer says so, never under their hands. */
import { newVersion, takeNewVersion } from '../new-version.ts'
import { text } from '../store/language.ts'

export function NewVersionBar() {
  if (!newVersion.value) return null
  return (
    <div class="version-bar" role="status">
      <p>{text('line.newVersion')}</p>
      <button type="button" class="button" onClick={takeNewVersion}>
        {text('line.takeVersion')}
      </button>
    </div>
  )
}
