/** At the end of a complaint's story: what was done on this device and has not reached the server. */
import { text } from '../store/language.ts'
import { jobs, sendingId } from '../store/outgoing.ts'
import { moment } from './dates.ts'
import { Icon } from './icon.tsx'
import { actOf, refusalIn, stateOf, wordsOf } from './job-words.ts'

export function WaitingActs({ complaintId }: { readonly complaintId: string }) {
  const mine = jobs.value.filter((job) => job.complaintId === complaintId && job.state !== 'done')
  return (
    <>
      {mine.map((job) => {
        const words = wordsOf(job)
        const why = refusalIn(job)
        return (
          <li key={job.id} class={why ? 'step step-waiting step-alarm' : 'step step-waiting'}>
            <span class="step-icon">
              <Icon name={why ? 'alert' : 'clock'} />
            </span>
            <div>
              <p>
                <strong>{actOf(job)}</strong>
              </p>
              <p class="step-when">
                {text('outbox.inStory', {
                  when: moment(new Date(job.madeAt).toISOString()),
                  state: stateOf(job, sendingId.value),
                })}
              </p>
              {why && <p class="field-error">{why}</p>}
              {words && <blockquote class="step-words">{words}</blockquote>}
              {why && (
                <a class="button-quiet" href="/a-envoyer">
                  {text('nav.outbox')}
                </a>
              )}
            </div>
          </li>
        )
      })}
    </>
  )
}
