/** Reloads the page for a new release: once a minute at most, and only if there is somebody to reload from. */
const reloadedName = 'jigikan.reloaded'
const oncePerMs = 60_000

let trying: Promise<boolean> | undefined

async function tryToReload(): Promise<boolean> {
  if (Date.now() - Number(sessionStorage.getItem(reloadedName)) < oncePerMs) return false
  const reachable = await fetch('/config.json', { cache: 'no-store' }).then(
    ({ ok }) => ok,
    () => false,
  )
  if (!reachable) return false
  sessionStorage.setItem(reloadedName, String(Date.now()))
  // The page that the service worker keeps names the files that are gone.
  const registration = await navigator.serviceWorker?.getRegistration().catch(() => undefined)
  await registration?.update().catch(() => undefined)
  location.reload()
  return true
}

/** Whether a reload was begun, however many ask at once. */
export function reloadOnce(): Promise<boolean> {
  trying ??= tryToReload().finally(() => {
    trying = undefined
  })
  return trying
}
