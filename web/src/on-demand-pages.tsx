/**
 * Every page but the queue: its code and its texts are fetched together when it is asked for.
 *
 * To add one: the page in pages/<page>.tsx, its texts as a pack (shared/i18n/console-packs.ts), a line here, its route in
 * app.tsx and its way in parts/ways.ts. What it imports alone stays out of the first page by itself; keep its own file
 * under 20 kB (test/web/budget.test.ts), and fetch large libraries with `import()` where they are used.
 */
import { onDemand } from './on-demand.tsx'

export const ComplaintPage = onDemand(['complaint', 'person'], () =>
  import('./pages/complaint.tsx').then((page) => page.ComplaintPage),
)
export const FilePage = onDemand(['file', 'person'], () =>
  import('./pages/file.tsx').then((page) => page.FilePage),
)
export const PrivateDeskPage = onDemand(['private'], () =>
  import('./pages/private-desk.tsx').then((page) => page.PrivateDeskPage),
)
export const RestrictedPage = onDemand(['private', 'complaint', 'person'], () =>
  import('./pages/restricted.tsx').then((page) => page.RestrictedPage),
)
export const PrivateCasePage = onDemand(['private', 'complaint', 'person'], () =>
  import('./pages/private-case.tsx').then((page) => page.PrivateCasePage),
)
export const OperationsPage = onDemand(['operations'], () =>
  import('./pages/operations.tsx').then((page) => page.OperationsPage),
)
