/** Which page is shown: the door to whoever is not signed in, the queue at once, every other page when it is asked for. */
import { useEffect, useState } from 'preact/hooks'
import { ErrorBoundary } from 'preact-iso/lazy'
import { LocationProvider, Route, Router, useLocation } from 'preact-iso/router'
import { BrokenPage } from './on-demand.tsx'
import {
  AuditPage,
  ComplaintPage,
  ConsumersPage,
  DashboardPage,
  DisclosurePage,
  FilePage,
  HousePage,
  ImportPage,
  ImportsPage,
  IncidentPage,
  IncidentsPage,
  OfficersPage,
  OperationsPage,
  OutboxPage,
  PaydayPage,
  PaydaysPage,
  PlanPage,
  PrivateCasePage,
  PrivateDeskPage,
  QuarterPage,
  RegisterPage,
  RemindersPage,
  RestrictedPage,
  RootsPage,
  RoundPage,
  RulesPage,
  TakeOutPage,
  WordingPage,
} from './on-demand-pages.tsx'
import { QueuePage } from './pages/queue.tsx'
import { Doorway, SignInPage } from './pages/sign-in.tsx'
import { SignedInPage } from './pages/signed-in.tsx'
import { Frame } from './parts/frame.tsx'
import { FailureNotice } from './parts/notice.tsx'
import { PageHead } from './parts/page.tsx'
import { SessionEnded } from './parts/session-ended.tsx'
import { session, signOut } from './session.ts'
import { text } from './store/language.ts'
import { loadMe, me, meFailure } from './store/me.ts'

function LostPage() {
  return (
    <div class="page">
      <PageHead title={text('app.lostPage')} />
      <p>{text('app.lostPageWords')}</p>
      <p>
        <a class="button" href="/">
          {text('app.toQueue')}
        </a>
      </p>
    </div>
  )
}

/** Signed in with the provider, unknown to us. */
function StrangerPage() {
  return (
    <Doorway>
      <PageHead title={text('signIn.stranger')} />
      <p>{text('signIn.strangerWords')}</p>
      <button type="button" class="button" onClick={() => signOut()}>
        {text('account.signOut')}
      </button>
    </Doorway>
  )
}

function Pages() {
  const [broken, setBroken] = useState(false)
  const [loading, setLoading] = useState(false)
  const failure = meFailure.value
  return (
    <Frame>
      {loading && <div class="loading-bar" role="progressbar" aria-label={text('app.loading')} />}
      {failure && !me.value && <FailureNotice failure={failure} onRetry={loadMe} />}
      {broken ? (
        <BrokenPage />
      ) : (
        <ErrorBoundary onError={() => setBroken(true)}>
          <Router onLoadStart={() => setLoading(true)} onLoadEnd={() => setLoading(false)}>
            <Route path="/" component={QueuePage} />
            <Route path="/plaintes/:complaintId" component={ComplaintPage} />
            <Route path="/nouvelle-plainte" component={FilePage} />
            <Route path="/registre-papier" component={RegisterPage} />
            <Route path="/a-envoyer" component={OutboxPage} />
            <Route path="/espace-reserve" component={PrivateDeskPage} />
            <Route path="/espace-reserve/plaintes/:complaintId" component={RestrictedPage} />
            <Route path="/espace-reserve/personnes/:complaintId" component={PrivateCasePage} />
            <Route path="/paiements" component={PaydaysPage} />
            <Route path="/paiements/nouveau" component={PlanPage} />
            <Route path="/paiements/discretion" component={DisclosurePage} />
            <Route path="/paiements/jours/:paydayId" component={PaydayPage} />
            <Route path="/paiements/rappels" component={RemindersPage} />
            <Route path="/paiements/rappels/:roundId" component={RoundPage} />
            <Route path="/paiements/incidents" component={IncidentsPage} />
            <Route path="/incidents/:incidentId" component={IncidentPage} />
            <Route path="/paiements/fichiers" component={ImportsPage} />
            <Route path="/paiements/fichiers/:importId" component={ImportPage} />
            <Route path="/registres" component={ConsumersPage} />
            <Route path="/operations" component={OperationsPage} />
            <Route path="/administration" component={OfficersPage} />
            <Route path="/administration/journal" component={AuditPage} />
            <Route path="/administration/calendrier" component={HousePage} />
            <Route path="/administration/delais" component={RulesPage} />
            <Route path="/administration/textes" component={WordingPage} />
            <Route path="/empreintes" component={RootsPage} />
            <Route path="/tableau" component={DashboardPage} />
            <Route path="/rapport" component={QuarterPage} />
            <Route path="/exporter" component={TakeOutPage} />
            <Route default component={LostPage} />
          </Router>
        </ErrorBoundary>
      )}
    </Frame>
  )
}

const calmMs = 1_000
const strangers: readonly string[] = ['signed-out', 'not-allowed', 'not-found']

function Door() {
  const { path, route } = useLocation()
  const signedIn = session.value !== 'out'
  useEffect(() => {
    if (!signedIn) return
    loadMe()
    // The first request of a network that is back; what is shown follows by what it says.
    addEventListener('online', loadMe)
    return () => removeEventListener('online', loadMe)
  }, [signedIn])
  const officerId = me.value?.officerId
  // What an earlier visit left unsent goes in calm.
  useEffect(() => {
    if (!officerId) return
    const timer = setTimeout(() => {
      import('./store/outgoing.ts').then(({ beginSending }) => beginSending()).catch(() => undefined)
    }, calmMs)
    return () => clearTimeout(timer)
  }, [officerId])
  if (path === '/signed-in') return <SignedInPage leave={(to) => route(to, true)} />
  if (!signedIn) return <SignInPage />
  if (!me.value && meFailure.value && strangers.includes(meFailure.value.code)) return <StrangerPage />
  return (
    <>
      <Pages />
      <SessionEnded />
    </>
  )
}

export function App() {
  return (
    <LocationProvider>
      <Door />
    </LocationProvider>
  )
}
