/**
 * Every page but the queue: its code and its texts are fetched together when it is asked for.
 *
 * To add one: the page in pages/<page>.tsx, its texts as a pack (shared/i18n/console-packs.ts), a line here, its route in
 * app.tsx and its way in parts/ways.ts. What it imports alone stays out of the first page by itself; keep its own file
 * under 20 kB (test/web/budget.test.ts), and fetch large libraries with `import()` where they are used.
 */
import { onDemand } from './on-demand.tsx'

export const ComplaintPage = onDemand(['complaint', 'person', 'outbox'], () =>
  import('./pages/complaint.tsx').then((page) => page.ComplaintPage),
)
export const FilePage = onDemand(['file', 'person'], () =>
  import('./pages/file.tsx').then((page) => page.FilePage),
)
export const RegisterPage = onDemand(['register', 'file', 'person'], () =>
  import('./pages/register.tsx').then((page) => page.RegisterPage),
)
export const OutboxPage = onDemand(['outbox', 'complaint'], () =>
  import('./pages/outbox.tsx').then((page) => page.OutboxPage),
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
export const OfficersPage = onDemand(['admin'], () =>
  import('./pages/officers.tsx').then((page) => page.OfficersPage),
)
export const AuditPage = onDemand(['admin'], () => import('./pages/audit.tsx').then((page) => page.AuditPage))
export const HousePage = onDemand(['admin', 'house'], () =>
  import('./pages/house.tsx').then((page) => page.HousePage),
)
export const RulesPage = onDemand(['admin', 'house'], () =>
  import('./pages/rules.tsx').then((page) => page.RulesPage),
)
export const WordingPage = onDemand(['admin', 'wording'], () =>
  import('./pages/wording.tsx').then((page) => page.WordingPage),
)
export const RootsPage = onDemand(['roots'], () => import('./pages/roots.tsx').then((page) => page.RootsPage))
export const ConsumersPage = onDemand(['consumers'], () =>
  import('./pages/consumers.tsx').then((page) => page.ConsumersPage),
)
export const DashboardPage = onDemand(['dashboard'], () =>
  import('./pages/dashboard.tsx').then((page) => page.DashboardPage),
)
export const QuarterPage = onDemand(['report', 'dashboard'], () =>
  import('./pages/quarter.tsx').then((page) => page.QuarterPage),
)
export const TakeOutPage = onDemand(['export'], () =>
  import('./pages/take-out.tsx').then((page) => page.TakeOutPage),
)
export const PaydaysPage = onDemand(['payments', 'paydays'], () =>
  import('./pages/paydays.tsx').then((page) => page.PaydaysPage),
)
export const PlanPage = onDemand(['payments', 'paydays'], () =>
  import('./pages/plan.tsx').then((page) => page.PlanPage),
)
export const DisclosurePage = onDemand(['payments', 'paydays'], () =>
  import('./pages/disclosure.tsx').then((page) => page.DisclosurePage),
)
export const PaydayPage = onDemand(['payments', 'payday'], () =>
  import('./pages/payday.tsx').then((page) => page.PaydayPage),
)
export const RemindersPage = onDemand(['payments', 'reminders'], () =>
  import('./pages/reminders.tsx').then((page) => page.RemindersPage),
)
export const RoundPage = onDemand(['payments', 'reminders'], () =>
  import('./pages/round.tsx').then((page) => page.RoundPage),
)
export const IncidentsPage = onDemand(['payments', 'incidents'], () =>
  import('./pages/incidents.tsx').then((page) => page.IncidentsPage),
)
export const IncidentPage = onDemand(['payments', 'incidents', 'complaint'], () =>
  import('./pages/incident.tsx').then((page) => page.IncidentPage),
)
export const ImportsPage = onDemand(['payments', 'imports'], () =>
  import('./pages/imports.tsx').then((page) => page.ImportsPage),
)
export const ImportPage = onDemand(['payments', 'imports'], () =>
  import('./pages/import.tsx').then((page) => page.ImportPage),
)
