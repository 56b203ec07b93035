/** A newer console is on the device: it is taken when the officer says so, never under their hands. */
import { text } from '../store/language.ts'
import { newVersion } from '../store/new-version.ts'

export function NewVersionBar() {
  const { value } = newVersion
  if (!value) return null
  return (
    <div class="version-bar" role="status">
      <p>{text('line.newVersion')}</p>
      <button type="button" class="button" onClick={value.take}>
        {text('line.takeVersion')}
      </button>
    </div>
  )
}
