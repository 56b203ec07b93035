/** The working calendar and the zones: what deadlines count by, and where nobody can go. */
import { AdminPage } from '../parts/admin-page.tsx'
import { DaysOff } from '../parts/days-off.tsx'
import { Zones } from '../parts/zones.tsx'
import { text } from '../store/language.ts'

export function HousePage() {
  return (
    <AdminPage title={text('calendar.title')} lead={text('calendar.lead')}>
      <Zones />
      <DaysOff />
    </AdminPage>
  )
}
