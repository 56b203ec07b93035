/** What reminders cost this month, of what they may cost. */
import type { ReminderBudgetView } from '../../../shared/contracts/reminders-api.ts'
import { speech, text } from '../store/language.ts'
import { money } from './amounts.ts'

const monthWords = (month: string): string =>
  new Intl.DateTimeFormat([...speech.value.locales], {
    month: 'long',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${month}-15T00:00:00Z`))

export function ReminderBudget({ budget }: { readonly budget: ReminderBudgetView }) {
  const { month, budget: most, spent, state } = budget
  const known = spent.find(({ currency }) => currency === most?.currency)
  const ofBudget = most && most.amount > 0 ? Math.min(100, (100 * (known?.amount ?? 0)) / most.amount) : 0
  const said =
    spent.length > 0 ? spent.map(money).join(' + ') : money({ currency: most?.currency ?? 'XOF', amount: 0 })
  return (
    <section class={`card budget budget-${state}`} aria-labelledby="budget-title">
      <h2 id="budget-title">{text('reminders.spent', { month: monthWords(month) })}</h2>
      <p class="budget-said">
        <strong>{said}</strong>{' '}
        {most && <span class="quiet">{text('reminders.ofBudget', { budget: money(most) })}</span>}
      </p>
      {most && (
        <svg
          class="funnel-bar"
          viewBox="0 0 100 6"
          preserveAspectRatio="none"
          aria-hidden="true"
          focusable="false"
        >
          <rect class="bar-ground" width="100" height="6" />
          <rect class="bar-fill" width={ofBudget} height="6" />
        </svg>
      )}
      <p class="hint">{text(`reminders.budget_${state}`)}</p>
    </section>
  )
}
