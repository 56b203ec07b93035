/** Tells somebody who never saw USSD what to do, one sentence at a time, with an arrow to the code. */
import type { Handset } from './handset.ts'
import { LongArrow } from './icons.tsx'
import { words } from './page.ts'

/** Which of the four steps is next; 5 when all is done. */
function stepOf(handset: Handset): number {
  const stage = handset.stage.value
  switch (stage.at) {
    case 'idle':
      if (handset.entry.value !== '') return 2
      return handset.inbox.unread.value.length > 0 ? 4 : 1
    case 'calling':
      return 2
    case 'asked':
      return 3
    case 'over':
    case 'reading':
      return 4
    case 'cut':
    case 'unknown-code':
      return 1
  }
}

export function hintOf(handset: Handset): string {
  const say = words.value
  const stage = handset.stage.value
  const { code } = handset.line
  const typed = handset.entry.value !== ''
  switch (stage.at) {
    case 'idle':
      if (typed) return say.step2
      return handset.inbox.unread.value.length > 0 ? say.hintMessage : say.startHere(code)
    case 'calling':
      return say.hintCalling
    case 'asked':
      if (stage.waiting) return say.hintCalling
      return typed ? say.hintSend : say.hintAnswer
    case 'over':
      return say.hintOver
    case 'cut':
      return say.hintCut(code)
    case 'unknown-code':
      return say.startHere(code)
    case 'reading':
      return say.hintReading
  }
}

export function Coach({ handset }: { handset: Handset }) {
  const say = words.value
  const { code } = handset.line
  const now = stepOf(handset)
  const steps = [say.step1(code), say.step2, say.step3, say.step4]
  return (
    <div class="coach">
      <p class="headline">{say.headline}</p>
      <p class="lead">{say.lead}</p>
      <ol class="steps" aria-label={say.steps}>
        {steps.map((step, place) => (
          <li
            key={step}
            class={place + 1 === now ? 'now' : place + 1 < now ? 'done' : ''}
            aria-current={place + 1 === now ? 'step' : undefined}
          >
            {step}
            {place === 0 && now === 1 && <LongArrow />}
          </li>
        ))}
      </ol>
      <p class="quiet keyboard-help">{say.keyboardHelp}</p>
    </div>
  )
}
