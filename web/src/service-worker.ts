/**
 * Keeps the console itself on the device, so that it opens without a network: its page, and each of its files once that was
 * asked for. It holds no data: whatever functions listen to passes by it untouched. What it keeps belongs to one build, so
 * that a page never meets files of another; a new build waits until the officer asks for it.
 *
 * The lists below are written by the build (web/build/service-worker.ts).
 */
export {}

interface Lists {
  /** Changes with any file. */
  readonly build: string
  /** Without these there is no console: kept before this worker is of any use. */
  readonly shell: readonly string[]
  /** What work without a network needs besides: fetched in calm. */
  readonly work: readonly string[]
  /** All files of the console that may be kept. */
  readonly files: readonly string[]
}
declare const JIGIKAN_FILES: Lists

interface Worker extends EventTarget {
  readonly location: Location
  readonly clients: { claim(): Promise<void> }
  skipWaiting(): Promise<void>
}
interface Lasting extends Event {
  waitUntil(work: Promise<unknown>): void
}
interface Fetching extends Lasting {
  readonly request: Request
  respondWith(answer: Promise<Response>): void
}

const worker = self as unknown as Worker
const { build, shell, work, files } = JIGIKAN_FILES
const prefix = 'jigikan-'
const name = `${prefix}${build}`
const page = '/'
const known = new Set(files)

/** Addresses that are no pages of the console: functions, sign-in, what exists on one machine only. */
const elsewhere =
  /^\/(api|private|sign-in|callbacks|phone|phone\.html|api-docs\.html|local|registry|health|assets)(\/|$)/

/** From this build's store, from a build before (the same name is the same file), else from the network. */
async function bring(path: string): Promise<Response> {
  const found = await caches.match(path)
  if (found) return found
  const fetched = await fetch(path)
  if (!fetched.ok) throw new Error(`${path}: ${fetched.status}`)
  return fetched
}

async function keep(path: string): Promise<Response> {
  const store = await caches.open(name)
  const kept = await store.match(path)
  if (kept) return kept
  const brought = await bring(path)
  // Full storage keeps nobody from working while there is a network.
  await store.put(path, brought.clone()).catch(() => undefined)
  return brought
}

async function install(): Promise<void> {
  const store = await caches.open(name)
  const fresh = await fetch(new Request(page, { cache: 'no-cache' }))
  const words = await fresh.clone().text()
  // While a release is on its way the page may be of another build than this worker: then it is tried again later.
  if (!fresh.ok || !shell.every((path) => !path.startsWith('/assets/') || words.includes(path)))
    throw new Error('The page is of another build.')
  for (const path of shell) {
    const found = await bring(path)
    await store.put(path, found)
  }
  await store.put(page, fresh)
}

/** What a build before had fetched and this one still has stays at hand. */
async function activate(): Promise<void> {
  const names = (await caches.keys()).filter((each) => each.startsWith(prefix) && each !== name)
  const store = await caches.open(name)
  for (const old of names) {
    const before = await caches.open(old)
    for (const request of await before.keys()) {
      const path = new URL(request.url).pathname
      const found = known.has(path) && !(await store.match(path)) && (await before.match(request))
      if (found) await store.put(path, found)
    }
    await caches.delete(old)
  }
  await worker.clients.claim()
}

async function openPage(request: Request): Promise<Response> {
  const kept = await (await caches.open(name)).match(page)
  return kept ?? fetch(request)
}

const lasting = (kind: string, act: (event: Lasting) => Promise<unknown>) =>
  worker.addEventListener(kind, (event) => (event as Lasting).waitUntil(act(event as Lasting)))

lasting('install', install)
lasting('activate', activate)

/** One after the other: the officer's own requests come first on a slow line. Texts in the language of the screen alone. */
async function fetchWork(language: string): Promise<void> {
  const isOther = (path: string) => /\.(fr|en)-/.test(path) && !path.includes(`.${language}-`)
  for (const path of work) if (!isOther(path)) await keep(path).catch(() => undefined)
}

lasting('message', async (event) => {
  const { data } = event as Lasting & { readonly data: unknown }
  if (data === 'take-over') await worker.skipWaiting()
  if (typeof data === 'object' && data !== null && 'work' in data) await fetchWork(String(data.work))
})

worker.addEventListener('fetch', (given) => {
  const event = given as Fetching
  const { request } = event
  const { origin, pathname } = new URL(request.url)
  if (request.method !== 'GET' || origin !== worker.location.origin) return
  if (known.has(pathname)) event.respondWith(keep(pathname))
  else if (request.mode === 'navigate' && !elsewhere.test(pathname)) event.respondWith(openPage(request))
})
