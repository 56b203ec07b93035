/** The handful of figures that a coordinator looks at first, each with what it was before. */
import type { Dashboard } from '../../../shared/contracts/dashboard-api.ts'
import type { Figures } from '../../../shared/domain/figures-shape.ts'
import { text } from '../store/language.ts'
import { daysSaid, percent, whole } from './figures-said.ts'

interface Key {
  readonly name: 'received' | 'resolved' | 'inTime' | 'median' | 'becameLate' | 'acknowledged' | 'satisfied'
  readonly of: (figures: Figures) => string
  readonly also?: (figures: Figures) => string
}

const satisfiedShare = ({ satisfied, unsatisfied }: Figures): number | undefined =>
  satisfied + unsatisfied === 0 ? undefined : satisfied / (satisfied + unsatisfied)

const keys: readonly Key[] = [
  { name: 'received', of: ({ received }) => whole(received) },
  { name: 'resolved', of: ({ resolved }) => whole(resolved) },
  { name: 'inTime', of: ({ inTimeShare }) => percent(inTimeShare) },
  { name: 'median', of: ({ medianDays }) => daysSaid(medianDays) },
  { name: 'becameLate', of: ({ becameLate }) => whole(becameLate) },
  { name: 'acknowledged', of: ({ acknowledgedShare }) => percent(acknowledgedShare) },
  {
    name: 'satisfied',
    of: (figures) => percent(satisfiedShare(figures)),
    also: ({ confirmed }) => text('dashboard.satisfiedOf', { answers: confirmed }),
  },
]

const others = ['escalated', 'reopened', 'contested', 'anonymous', 'assisted', 'interrupted'] as const

export function KeyFigures({ figures, comparison }: Pick<Dashboard, 'figures' | 'comparison'>) {
  const before = comparison?.figures
  return (
    <section aria-label={text('dashboard.key')}>
      <dl class="key-figures">
        {keys.map(({ name, of, also }) => (
          <div key={name} class={`key-figure key-${name}`}>
            <dt>{text(`dashboard.${name}`)}</dt>
            <dd class="key-number">{of(figures)}</dd>
            {also && <dd class="quiet">{also(figures)}</dd>}
            {before && (
              <dd class="quiet">
                {of(before) === of(figures)
                  ? text('dashboard.same')
                  : text('dashboard.before', { value: of(before) })}
              </dd>
            )}
          </div>
        ))}
      </dl>
      <dl class="small-figures">
        {others.map((name) => (
          <div key={name}>
            <dt>{text(`dashboard.${name}`)}</dt>
            <dd>{whole(figures[name])}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
