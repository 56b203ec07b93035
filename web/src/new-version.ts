/**
 * The console on this device: kept there by its service worker, and replaced by a new version only when the officer asks
 * for it. Not while it is being developed, and not in a browser that refuses.
 */
import { newVersion } from './store/new-version.ts'

const everyMs = 3_600_000
let waiting: ServiceWorker | null = null
let asked = false

function take(): void {
  asked = true
  if (waiting) waiting.postMessage('take-over')
  else location.reload()
}

function watch(registration: ServiceWorkerRegistration): void {
  const look = () => {
    // The first one of all is no new version.
    if (!registration.waiting || !navigator.serviceWorker.controller) return
    waiting = registration.waiting
    newVersion.value = { take }
  }
  const follow = () => registration.installing?.addEventListener('statechange', look)
  look()
  follow()
  registration.addEventListener('updatefound', follow)
  setInterval(() => {
    if (!document.hidden) registration.update().catch(() => undefined)
  }, everyMs)
}

/** In calm, once what the officer asked for is there. */
export async function keepConsole(): Promise<void> {
  if (!import.meta.env.HAS_WORKER || !('serviceWorker' in navigator)) return
  try {
    navigator.serviceWorker.addEventListener('controllerchange', () => {
      if (asked) location.reload()
    })
    watch(await navigator.serviceWorker.register('/sw.js', { updateViaCache: 'none' }))
    const { active } = await navigator.serviceWorker.ready
    active?.postMessage({ work: document.documentElement.lang })
  } catch {
    // Without it the console works as before, with a network.
  }
}
