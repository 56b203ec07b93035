/** The SMS of the phone in hand: what came, what was sent, and a box to write to the line. */
import { useSignal } from '@preact/signals'
import { smsParts } from '../../../shared/i18n/gsm7.ts'
import type { Handset } from './handset.ts'
import type { SentMessage } from './inbox.ts'
import { clockTime, serverAway, shortDay, words } from './page.ts'
import { type InboxMessage, PhoneRefusal } from './phone-api.ts'

export const answerBoxId = 'sms-answer'

const size = (text: string) => {
  const { units, roomUnits, parts } = smsParts(text)
  return words.value.smsCount(units, roomUnits, parts)
}

function Received({ handset, message }: { handset: Handset; message: InboxMessage }) {
  const say = words.value
  const fresh = handset.inbox.isUnread(message)
  return (
    <li class={fresh ? 'sms fresh' : 'sms'}>
      <p class="sms-head">
        {fresh && <span class="dot" role="img" aria-label={say.unread} />}
        <strong>{message.from}</strong>
        <time dateTime={message.at}>
          {shortDay(message.at)} {clockTime(message.at)}
        </time>
      </p>
      <p class="sms-text">{message.text}</p>
      <p class="sms-foot">
        <span>{size(message.text)}</span>
        <button
          type="button"
          class="link"
          aria-label={say.readOnPhone}
          disabled={handset.inSession.value}
          onClick={() => handset.read(message)}
        >
          {say.read}
        </button>
      </p>
    </li>
  )
}

function Sent({ message }: { message: SentMessage }) {
  return (
    <li class="sms mine">
      <p class="sms-head">
        <strong>{words.value.sentByPhone}</strong>
        <time dateTime={message.at}>
          {shortDay(message.at)} {clockTime(message.at)}
        </time>
      </p>
      <p class="sms-text">{message.text}</p>
      <p class="sms-foot">
        <span>{size(message.text)}</span>
      </p>
    </li>
  )
}

function AnswerBox({ handset }: { handset: Handset }) {
  const say = words.value
  const text = useSignal('')
  const told = useSignal('')
  const parts = smsParts(text.value)
  const send = async () => {
    const typed = text.value.trim()
    if (typed === '') return
    try {
      const taken = await handset.inbox.send(handset.line.smsNumber, typed)
      text.value = ''
      told.value = taken ? say.smsSent : say.smsUnheard
    } catch (fault) {
      if (fault instanceof PhoneRefusal) told.value = fault.message
      else serverAway.value = true
    }
  }
  return (
    <form
      class="answer-box"
      onSubmit={(event) => {
        event.preventDefault()
        void send()
      }}
    >
      <label for={answerBoxId}>{say.smsTo(handset.line.smsNumber)}</label>
      <textarea
        id={answerBoxId}
        rows={2}
        value={text.value}
        aria-describedby="sms-size"
        onInput={(event) => {
          text.value = event.currentTarget.value
          told.value = ''
        }}
      />
      <div class="beside">
        <small id="sms-size">
          {size(text.value)}
          {parts.encoding === 'UCS-2' && <em>{say.smsUcs2}</em>}
        </small>
        <button type="submit" class="plain">
          {say.smsSend}
        </button>
      </div>
      <p class="told" role="status">
        {told.value}
      </p>
    </form>
  )
}

export function Messages({ handset, of }: { handset: Handset; of: string }) {
  const say = words.value
  const { messages, sent, unread } = handset.inbox
  const both = [
    ...messages.value.map((message) => ({ at: message.at, id: message.gatewayId, received: message })),
    ...sent.value.map((message) => ({ at: message.at, id: message.id, mine: message })),
  ].sort((a, b) => b.at.localeCompare(a.at))
  return (
    <section class="card messages" aria-labelledby="messages-title">
      <h2 id="messages-title">
        {say.messages}
        {of !== '' && <small>{of}</small>}
        {unread.value.length > 0 && <span class="badge">{unread.value.length}</span>}
      </h2>
      {both.length === 0 ? (
        <p class="quiet">{say.noMessages}</p>
      ) : (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a list that scrolls must be reachable without a mouse
        <ul class="sms-list" tabIndex={0} aria-labelledby="messages-title">
          {both.map((one) =>
            'received' in one ? (
              <Received key={one.id} handset={handset} message={one.received} />
            ) : (
              <Sent key={one.id} message={one.mine} />
            ),
          )}
        </ul>
      )}
      <AnswerBox handset={handset} />
    </section>
  )
}
