/** What the agencies say they paid beside what the households say they received. Not there when there was no payday. */
import type { Payments } from '../../../shared/contracts/dashboard-api.ts'
import { counted, text } from '../store/language.ts'
import { Bars } from './bars.tsx'
import { ChartCard } from './chart-card.tsx'
import { regionName } from './equity.tsx'
import { percent, whole } from './figures-said.ts'

const answers = ['all', 'part', 'nothing', 'noAnswer'] as const
const countOf = (said: NonNullable<Payments['all']>, answer: (typeof answers)[number]): number =>
  answer === 'all' ? said.confirmed : said[answer]

export function PaymentsSaid({ paydays, all, regions, complete }: Payments) {
  if (!all || all.due.households === 0) return null
  const due = all.due.households
  const shareOf = (count: number) => ({ also: `${percent(count / due)}` })
  const rowOf = (key: string, name: string, its: NonNullable<Payments['all']>) => ({
    key,
    cells: [
      name,
      whole(its.due.households),
      whole(its.agencyPaid.households),
      ...answers.map((answer) => whole(countOf(its, answer))),
    ],
  })
  return (
    <ChartCard
      id="payments"
      title={text('dashboard.payments')}
      words={counted('dashboard.paymentsWords', paydays)}
      isWide
      columns={[
        { label: text('dashboard.region') },
        { label: text('dashboard.due'), isNumber: true },
        { label: text('dashboard.agencyPaid'), isNumber: true },
        ...answers.map((answer) => ({ label: text(`dashboard.said.${answer}`), isNumber: true })),
      ]}
      rows={[
        ...regions.map((its) => rowOf(its.region, regionName(its.region), its)),
        ...(regions.length > 1 ? [rowOf('all', text('dashboard.all'), all)] : []),
      ]}
    >
      <Bars
        most={due}
        bars={[
          { key: 'due', label: text('dashboard.due'), length: due, said: whole(due) },
          {
            key: 'agency',
            label: text('dashboard.agencyPaid'),
            length: all.agencyPaid.households,
            said: whole(all.agencyPaid.households),
            ...shareOf(all.agencyPaid.households),
          },
          ...answers.map((answer) => ({
            key: answer,
            label: text(`dashboard.said.${answer}`),
            length: countOf(all, answer),
            said: whole(countOf(all, answer)),
            ...shareOf(countOf(all, answer)),
            ...(answer === 'noAnswer' ? { tone: 'quiet' as const } : {}),
            ...(answer === 'nothing' || answer === 'part' ? { tone: 'late' as const } : {}),
          })),
        ]}
      />
      {!complete && <p class="hint">{text('dashboard.paymentsIncomplete')}</p>}
    </ChartCard>
  )
}
