/** The built service worker, asked as a browser asks it: what it keeps, what it lets by, when it takes over. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { runInNewContext } from 'node:vm'
import { beforeEach, describe, expect, test } from 'vitest'
import { builtConsoleFolder } from '../builders/console.ts'

const origin = 'https://jigikan.example'
const source = readFileSync(join(builtConsoleFolder, 'sw.js'), 'utf8')
const page = readFileSync(join(builtConsoleFolder, 'index.html'), 'utf8')
const lists = JSON.parse(/JIGIKAN_FILES=(\{.*?\});/.exec(source)?.[1] ?? '{}') as {
  readonly build: string
  readonly shell: readonly string[]
  readonly work: readonly string[]
  readonly files: readonly string[]
}

/** A browser's cache storage, as far as it is used. */
function storage() {
  const stores = new Map<string, Map<string, Response>>()
  const pathOf = (asked: string | { readonly url: string }) =>
    new URL(typeof asked === 'string' ? asked : asked.url, origin).pathname
  const open = async (name: string) => {
    const inside = stores.get(name) ?? new Map<string, Response>()
    stores.set(name, inside)
    return {
      match: async (asked: string) => inside.get(pathOf(asked))?.clone(),
      put: async (asked: string, answer: Response) => void inside.set(pathOf(asked), answer),
      keys: async () => [...inside.keys()].map((path) => ({ url: `${origin}${path}` })),
    }
  }
  return {
    stores,
    open,
    keys: async () => [...stores.keys()],
    delete: async (name: string) => stores.delete(name),
    match: async (asked: string) =>
      [...stores.values()].flatMap((inside) => inside.get(pathOf(asked)) ?? [])[0]?.clone(),
  }
}

function installed(served: (path: string) => string | undefined = (path) => (path === '/' ? page : path)) {
  const listeners = new Map<string, (event: object) => void>()
  const caches = storage()
  const asked: string[] = []
  let tookOver = 0
  runInNewContext(source, {
    self: {
      location: { origin },
      clients: { claim: async () => undefined },
      addEventListener: (kind: string, act: (event: object) => void) => listeners.set(kind, act),
      skipWaiting: async () => {
        tookOver += 1
      },
    },
    caches,
    URL,
    Request: class {
      readonly url: string
      constructor(path: string) {
        this.url = `${origin}${path}`
      }
    },
    fetch: async (request: string | { readonly url: string }) => {
      const path = new URL(typeof request === 'string' ? request : request.url, origin).pathname
      asked.push(path)
      const body = served(path)
      return new Response(body ?? '', { status: body === undefined ? 404 : 200 })
    },
  })
  const fire = async (kind: string, more: object = {}) => {
    const waits: Promise<unknown>[] = []
    listeners.get(kind)?.({ ...more, waitUntil: (work: Promise<unknown>) => waits.push(work) })
    await Promise.all(waits)
  }
  /** What the page gets from the worker; undefined when it lets the request by. */
  const get = async (path: string, mode = 'cors', method = 'GET') => {
    let answer: Promise<Response> | undefined
    const url = new URL(path, origin).href
    listeners.get('fetch')?.({
      request: { url, mode, method },
      respondWith: (given: Promise<Response>) => {
        answer = given
      },
    })
    return (await answer)?.text()
  }
  return { fire, get, asked, caches, takenOver: () => tookOver }
}

let worker: ReturnType<typeof installed>
beforeEach(async () => {
  worker = installed()
  await worker.fire('install')
  await worker.fire('activate')
  worker.asked.splice(0)
})

describe('the console on the device', () => {
  test('every page of it opens from what is kept, without asking anybody', async () => {
    for (const path of [
      '/',
      '/plaintes/01k9z',
      '/a-envoyer',
      '/paiements/jours/a.b.2026-12-03',
      '/signed-in?code=1',
    ])
      expect([path, await worker.get(path, 'navigate')]).toEqual([path, page])
    for (const path of lists.shell) expect(await worker.get(path)).toBe(path)
    expect(worker.asked).toEqual([])
  })

  test.each([
    '/api/me',
    '/api/complaints?view=open',
    '/private/complaints',
    '/sign-in/token',
    '/callbacks/t/sms',
    '/local/clock',
    '/registry/v1/entries',
    '/health',
    '/config.json',
    '/assets/phone-abcdefgh.js',
  ])('%s passes by it', async (path) => {
    expect(await worker.get(path)).toBeUndefined()
    expect([...(worker.caches.stores.get(`jigikan-${lists.build}`)?.keys() ?? [])]).not.toContain(path)
  })

  test.each(['/phone', '/phone.html', '/api/docs', '/sign-in/auth', '/local/payment-list.csv'])(
    'the page at %s is not the console’s',
    async (path) => expect(await worker.get(path, 'navigate')).toBeUndefined(),
  )

  test('nothing that is sent is looked at, and nothing of another origin', async () => {
    expect(await worker.get('/', 'navigate', 'POST')).toBeUndefined()
    expect(await worker.get(`https://elsewhere.example${lists.shell[0]}`)).toBeUndefined()
  })

  test('knows the files of the console, none of the demonstration phone or the reader of the API', () => {
    expect(lists.files.length).toBeGreaterThan(50)
    expect(
      lists.files.filter(
        (path) => /phone-[\w-]{8}\.(js|css)|api-docs/.test(path) && !/phone-pairs/.test(path),
      ),
    ).toEqual([])
    expect(lists.files).toEqual(
      expect.arrayContaining(['/manifest.webmanifest', '/icon-192.png', ...lists.work]),
    )
  })

  test('what was opened once opens again, and what work without a network needs is fetched in calm', async () => {
    const other = lists.files.find((path) => !lists.shell.includes(path) && !lists.work.includes(path)) ?? ''
    await worker.get(other)
    await worker.get(other)
    expect(worker.asked).toEqual([other])
    await worker.fire('message', { data: { work: 'fr' } })
    const fetched = worker.asked.splice(0)
    // In the language of the screen alone.
    expect(fetched.filter((path) => path.includes('.fr-')).length).toBeGreaterThan(3)
    expect(fetched.filter((path) => path.includes('.en-'))).toEqual([])
    for (const path of fetched) expect(await worker.get(path)).toBe(path)
    expect(worker.asked).toEqual([])
  })

  test('a page of another build is not taken for this one’s', async () => {
    const halfway = installed((path) =>
      path === '/' ? page.replaceAll(/console-[\w-]{8}/g, 'console-otherone') : path,
    )
    await expect(halfway.fire('install')).rejects.toThrow('another build')
  })

  test('a new build waits for the officer, then keeps what it still has of the one before', async () => {
    const next = installed()
    const old = await next.caches.open('jigikan-before')
    const shared = lists.work[0] ?? ''
    await old.put(shared, new Response('kept'))
    await old.put('/assets/gone-12345678.js', new Response('old'))
    await next.fire('install')
    expect(next.takenOver()).toBe(0)
    await next.fire('message', { data: 'take-over' })
    expect(next.takenOver()).toBe(1)
    await next.fire('activate')
    expect([...next.caches.stores.keys()]).toEqual([`jigikan-${lists.build}`])
    expect(await next.get(shared)).toBe('kept')
  })
})

test('a phone can put the console on its first screen', () => {
  const manifest = JSON.parse(readFileSync(join(builtConsoleFolder, 'manifest.webmanifest'), 'utf8'))
  expect(page).toContain('rel="manifest"')
  expect(manifest).toMatchObject({ lang: 'fr', start_url: '/', display: 'standalone' })
  for (const { src } of manifest.icons) expect(lists.files).toContain(src)
})
