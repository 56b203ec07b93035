/**
 * The journey with ussd-menu-builder 1.2.0 as its README shows it, and at its best: a menu for each request, because one
 * keeps the caller's arguments in itself and mixes callers up; sessions in DynamoDB through `sessionConfig`, read once a
 * hop; what was chosen is set as it is chosen. The builder finds the screen by walking `text` from the start. It ends its
 * session when the complaint is written: a hop that comes again then hears that the call has expired.
 */
import express from 'express'
import type Menu from 'ussd-menu-builder'
import { abouts, categories, screens } from './other-screens.ts'
import { openStore, type Session } from './other-store.ts'
import { serve } from './serve.ts'

const store = openStore()
/** ussd-builder is a fork of it and has the same gestures. */
const library = process.env.BENCH_LIBRARY ?? 'ussd-menu-builder'
const UssdMenu: typeof Menu = (await import(library)).default

function menuFor(fail: (fault: unknown) => void): Menu {
  const menu = new UssdMenu()
  let session: Session = {}
  /** The builder does not wait for what a state does: a fault in it would be nobody's. */
  const doing = (work: () => Promise<void>) => () => {
    work().catch(fail)
  }
  menu.on('error', fail)
  menu.sessionConfig({
    start: async (sessionId) => {
      session = (await store.session(sessionId)) ?? {}
    },
    get: async (_sessionId, key) => session[key],
    set: (sessionId, key, value) => store.setInSession(sessionId, key, value),
    end: (sessionId) => store.endSession(sessionId),
  })

  menu.startState({
    run: doing(async () => {
      const household = await store.household(menu.args.phoneNumber)
      await store.putSession(menu.args.sessionId, {
        language: household?.language ?? 'fr',
        commune: household?.commune ?? '',
        programme: household?.programme ?? '',
      })
      menu.con(screens.top)
    }),
    next: { '1': 'payment', '3': 'list' },
  })
  const group = (name: 'payment' | 'list', of: Readonly<Record<string, string>>) => {
    const next = Object.fromEntries(Object.keys(of).map((digit) => [digit, `${name}.${digit}`]))
    menu.state(name, { run: () => menu.con(screens[name]), next })
    for (const [digit, category] of Object.entries(of)) {
      menu.state(`${name}.${digit}`, {
        run: doing(async () => {
          await menu.session.set('category', category)
          menu.con(screens.about)
        }),
        next: { '*^[1-8]$': 'recap' },
      })
    }
  }
  group('payment', categories[1])
  group('list', categories[3])
  menu.state('recap', {
    run: doing(async () => {
      const category: string | undefined = await menu.session.get('category')
      if (!category) return menu.end(screens.expired)
      await menu.session.set('about', abouts[Number(menu.val) - 1])
      menu.con(screens.recap(category, await menu.session.get('commune')))
    }),
    next: { '1': 'send' },
  })
  menu.state('send', {
    run: doing(async () => {
      const { category, about, language = 'fr', commune = '', programme = '' } = session
      if (!category || !about) return menu.end(screens.expired)
      const phone = menu.args.phoneNumber
      const household = { phone, language, commune, programme }
      menu.end(screens.filed(await store.fileComplaint({ phone, category, about, household })))
    }),
  })
  return menu
}

const app = express()
app.use(express.urlencoded({ extended: false }))
app.post('/ussd', (request, response) => {
  const unavailable = () => response.type('text/plain').send(`END ${screens.unavailable}`)
  menuFor(unavailable).run(request.body, (answer: string) => response.type('text/plain').send(answer))
})
await serve(app)
