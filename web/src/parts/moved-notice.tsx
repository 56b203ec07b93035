/** A complaint that went to others under one's hands, or by one's own doing: it is said, not left as an error. */
import { text } from '../store/language.ts'
import { Icon } from './icon.tsx'
import { PageHead } from './page.tsx'

export function MovedNotice({ back, tabTitle }: { readonly back: string; readonly tabTitle?: string }) {
  const title = text('complaint.moved')
  return (
    <div class="page page-narrow">
      <PageHead title={title} tabTitle={tabTitle ?? title} />
      <p>{text('complaint.movedWords')}</p>
      <p class="actions">
        <a class="button button-main" href={back}>
          <Icon name="back" />
          {text('app.toQueue')}
        </a>
      </p>
    </div>
  )
}
