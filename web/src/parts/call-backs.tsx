/**
 * Whom to call of those who did not answer: drawn at random, with the precision that the calls will give; the number is shown
 * for the call, and what was said is written down.
 */
import { useState } from 'preact/hooks'
import { asFailure, type Failure } from '../failure.ts'
import { type Answer, call } from '../payments-api.ts'
import { counted, text } from '../store/language.ts'
import { number, percent } from './amounts.ts'
import { useAsked } from './asked.ts'
import { moment } from './dates.ts'
import { SelectField } from './fields.tsx'
import { HouseholdSaid } from './household-said.tsx'
import { Notice } from './notice.tsx'
import { PaymentFailure, Waiting } from './payments-page.tsx'
import { inPairs } from './phone-pairs.ts'
import { RecordAnswer } from './record-answer.tsx'
import { Reference, spoken } from './reference.tsx'
import { useSending } from './sending.ts'

type List = Answer<'drawCallBacks'>
type Household = List['households'][number]
type Recorded = Answer<'recordHouseholdAnswer'>

const margins = [5, 7, 10, 15] as const

function Draw({
  paydayId,
  again,
  onDrawn,
}: {
  readonly paydayId: string
  readonly again: boolean
  readonly onDrawn: (list: List) => void
}) {
  const [margin, setMargin] = useState('10')
  const { busy, failure, send } = useSending(() => undefined)
  const draw = () =>
    send([], async () =>
      onDrawn(await call('drawCallBacks', { params: { paydayId }, body: { marginPercent: Number(margin) } })),
    )
  return (
    <div class="draw">
      <SelectField
        id="draw-margin"
        label={text('callBack.margin')}
        hint={text('callBack.marginHint')}
        value={margin}
        choices={margins.map((value) => ({
          value: String(value),
          label: text('callBack.points', { points: value }),
        }))}
        onValue={(value) => setMargin(value || '10')}
      />
      <button type="button" class={again ? 'button' : 'button button-main'} disabled={busy} onClick={draw}>
        {text(again ? 'callBack.drawAgain' : 'callBack.draw')}
      </button>
      <PaymentFailure failure={failure} />
    </div>
  )
}

interface HouseholdLineProps {
  readonly paydayId: string
  readonly household: Household
  readonly onRecord: () => void
}

function HouseholdLine({ paydayId, household, onRecord }: HouseholdLineProps) {
  const { householdId, hasNumber, said } = household
  const [phone, setPhone] = useState<string>()
  const [failure, setFailure] = useState<Failure>()
  const reveal = async () => {
    setFailure(undefined)
    try {
      const body = { reason: text('callBack.reason') }
      setPhone((await call('revealHouseholdPhone', { params: { paydayId, householdId }, body })).phone)
    } catch (fault) {
      setFailure(asFailure(fault))
    }
  }
  return (
    <li class="call-line">
      <span class="strong reference">{householdId}</span>
      <span class="call-said">
        {said ? (
          <HouseholdSaid said={said} />
        ) : (
          !hasNumber && <span class="quiet">{text('callBack.noNumber')}</span>
        )}
      </span>
      <span class="call-acts">
        {phone ? (
          <a class="phone-shown" href={`tel:${phone}`}>
            {inPairs(phone)}
          </a>
        ) : (
          hasNumber &&
          !said && (
            <button
              type="button"
              class="button"
              aria-label={text('callBack.revealOf', { household: householdId })}
              onClick={reveal}
            >
              {text('callBack.reveal')}
            </button>
          )
        )}
        <button
          type="button"
          class={said ? 'button-quiet' : 'button'}
          aria-label={text(said ? 'callBack.correctOf' : 'callBack.recordOf', { household: householdId })}
          onClick={onRecord}
        >
          {text(said ? 'callBack.correct' : 'callBack.record')}
        </button>
      </span>
      <PaymentFailure failure={failure} />
    </li>
  )
}

function Done({ recorded }: { readonly recorded: Recorded }) {
  const { reference, complaintId } = recorded
  return (
    <Notice tone="good">
      <p>{text('callBack.done')}</p>
      {reference && (
        <p>
          {text('callBack.opened')}{' '}
          {complaintId ? (
            <a href={`/plaintes/${complaintId}`}>
              <Reference reference={reference} />
            </a>
          ) : (
            <strong>{spoken(reference)}</strong>
          )}
        </p>
      )}
    </Notice>
  )
}

export function CallBacks({
  paydayId,
  onAnswer,
}: {
  readonly paydayId: string
  readonly onAnswer: () => void
}) {
  const { found, failure, load, take } = useAsked(paydayId, () =>
    call('readCallBacks', { params: { paydayId } }),
  )
  const [recording, setRecording] = useState<string>()
  const [recorded, setRecorded] = useState<Recorded>()
  if (!found) return failure ? <PaymentFailure failure={failure} onRetry={load} /> : <Waiting />
  const { list } = found
  return (
    <>
      <p class="hint">{text('callBack.help')}</p>
      {recorded && <Done recorded={recorded} />}
      {list && (
        <>
          <p>
            {counted('callBack.drawn', list.size, {
              population: number(list.population),
              margin: percent(list.marginPercent),
            })}{' '}
            <span class="quiet">
              {text('callBack.by', { name: list.by.name, at: moment(list.madeAt), seed: list.seed })}
            </span>
          </p>
          <p class="strong">
            {text('callBack.reached', { reached: number(list.reached), size: number(list.size) })}
            {list.marginSoFarPercent !== undefined &&
              list.reached > 0 &&
              ` · ${text('callBack.soFar', { margin: percent(list.marginSoFarPercent) })}`}
          </p>
          <ul class="plain-list lines">
            {list.households.map((household) => (
              <HouseholdLine
                key={household.householdId}
                paydayId={paydayId}
                household={household}
                onRecord={() => setRecording(household.householdId)}
              />
            ))}
          </ul>
        </>
      )}
      <Draw paydayId={paydayId} again={list !== undefined} onDrawn={(drawn) => take({ list: drawn })} />
      {recording && (
        <RecordAnswer
          paydayId={paydayId}
          householdId={recording}
          onClose={() => setRecording(undefined)}
          onDone={(done) => {
            setRecording(undefined)
            setRecorded(done)
            load()
            onAnswer()
          }}
        />
      )}
    </>
  )
}
