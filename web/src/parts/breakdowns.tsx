/** Figures broken down: by category, channel, sex and language, each as bars with their table. */
import type { Dashboard } from '../../../shared/contracts/dashboard-api.ts'
import type { Flow } from '../../../shared/domain/figures-shape.ts'
import { text, textIfAny } from '../store/language.ts'
import { Bars } from './bars.tsx'
import { ChartCard } from './chart-card.tsx'
import type { Column } from './figure-table.tsx'
import { cellLength, cellSaid, daysSaid, percent, whole } from './figures-said.ts'

export const flowColumns = (first: string): readonly Column[] => [
  { label: first },
  { label: text('dashboard.received'), isNumber: true },
  { label: text('dashboard.resolved'), isNumber: true },
  { label: text('dashboard.inTime'), isNumber: true },
  { label: text('dashboard.late'), isNumber: true },
]
export const flowCells = ({ received, resolved, inTimeShare, becameLate }: Flow): readonly string[] => [
  whole(received),
  whole(resolved),
  percent(inTimeShare),
  whole(becameLate),
]

export const categoryName = (category: string): string => textIfAny(`category.${category}`) ?? category

export function Categories({
  categories,
  region,
  programme,
}: Pick<Dashboard, 'categories'> & { readonly region?: string; readonly programme?: string }) {
  const queue = (category: string): string =>
    `/?${new URLSearchParams({ category, ...(region ? { region } : {}), ...(programme ? { programme } : {}) })}`
  const most = [...categories].sort((a, b) => b.received - a.received)
  return (
    <ChartCard
      id="categories"
      title={text('dashboard.categories')}
      words={text('dashboard.categoriesWords')}
      columns={flowColumns(text('dashboard.category'))}
      rows={most.map((each) => ({
        key: each.category,
        cells: [categoryName(each.category), ...flowCells(each)],
      }))}
    >
      <Bars
        bars={most.map(({ category, received, inTimeShare }) => ({
          key: category,
          label: <a href={queue(category)}>{categoryName(category)}</a>,
          length: received,
          said: whole(received),
          ...(inTimeShare === undefined
            ? {}
            : { also: `${text('dashboard.inTime')} ${percent(inTimeShare)}` }),
        }))}
      />
    </ChartCard>
  )
}

export function Channels({ channels }: Pick<Dashboard, 'channels'>) {
  return (
    <ChartCard
      id="channels"
      title={text('dashboard.channels')}
      columns={[{ label: text('dashboard.channel') }, { label: text('dashboard.received'), isNumber: true }]}
      rows={channels.map(({ channel, received }) => ({
        key: channel,
        cells: [text(`channel.${channel}`), whole(received)],
      }))}
    >
      <Bars
        bars={channels.map(({ channel, received }) => ({
          key: channel,
          label: text(`channel.${channel}`),
          length: received,
          said: whole(received),
        }))}
      />
    </ChartCard>
  )
}

export function Sexes({ sexes }: Pick<Dashboard, 'sexes'>) {
  return (
    <ChartCard
      id="sexes"
      title={text('dashboard.sexes')}
      words={text('dashboard.sexesWords')}
      columns={[
        { label: text('dashboard.sex') },
        { label: text('dashboard.received'), isNumber: true },
        { label: text('dashboard.resolved'), isNumber: true },
        { label: text('dashboard.median'), isNumber: true },
      ]}
      rows={sexes.map(({ sex, received, resolved, medianDays }) => ({
        key: sex,
        cells: [text(`dashboard.sex.${sex}`), cellSaid(received), cellSaid(resolved), daysSaid(medianDays)],
      }))}
    >
      <Bars
        bars={sexes.map(({ sex, received, medianDays }) => ({
          key: sex,
          label: text(`dashboard.sex.${sex}`),
          length: cellLength(received),
          said: cellSaid(received),
          ...(medianDays === undefined
            ? {}
            : { also: `${text('dashboard.median')} ${daysSaid(medianDays)}` }),
        }))}
      />
    </ChartCard>
  )
}

export function Languages({ languages }: Pick<Dashboard, 'languages'>) {
  return (
    <ChartCard
      id="languages"
      title={text('dashboard.languages')}
      columns={[{ label: text('dashboard.language') }, { label: text('dashboard.received'), isNumber: true }]}
      rows={languages.map(({ language, received }) => ({
        key: language,
        cells: [text(`language.${language}`), cellSaid(received)],
      }))}
    >
      <Bars
        bars={languages.map(({ language, received }) => ({
          key: language,
          label: text(`language.${language}`),
          length: cellLength(received),
          said: cellSaid(received),
        }))}
      />
    </ChartCard>
  )
}
