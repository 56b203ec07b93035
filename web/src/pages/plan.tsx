/** A new payday: where, for which programme and round, when, who pays how much, and how discreetly it is announced. */
import '../styles/file.css'
import { useEffect, useState } from 'preact/hooks'
import { useLocation } from 'preact-iso/router'
import { programmesAt } from '../../../shared/domain/programmes.ts'
import { useAsked } from '../parts/asked.ts'
import { CommuneFields } from '../parts/commune-fields.tsx'
import { ErrorSummary, errorOf } from '../parts/error-summary.tsx'
import { DayField, LineField, RadioField, SelectField } from '../parts/fields.tsx'
import { missingInPlan, planForm, planFrom, planId } from '../parts/payday-form.ts'
import { addressOfPayday, disclosures } from '../parts/payday-words.tsx'
import { PaymentFailure, PaymentsPage } from '../parts/payments-page.tsx'
import { useSending } from '../parts/sending.ts'
import { WindowFields } from '../parts/window-fields.tsx'
import { call } from '../payments-api.ts'
import type { Words } from '../store/draft-box.ts'
import { draftBox } from '../store/drafts.ts'
import { text } from '../store/language.ts'
import { me } from '../store/me.ts'
import { loadAtlas } from '../store/places.ts'

type Agencies = readonly { readonly agencyId: string; readonly name: string }[]

function PlanForm({ agencies }: { readonly agencies: Agencies }) {
  const { route } = useLocation()
  const box = draftBox('payday', () => true)
  const words: Words = box.fieldsOf(planForm)
  const sending = useSending(planId)
  const { errors, busy } = sending
  const { commune = '', cercle = '', region = '' } = words
  const policy = useAsked(commune || undefined, () => call('readDisclosure', { params: { commune } }))
  const most = policy.found?.disclosure
  const write = (changed: Words) => {
    for (const [field, value] of Object.entries(changed)) box.write(planForm, field, value)
  }
  const field = (name: string) => ({
    id: planId(name),
    value: words[name] ?? '',
    error: errorOf(errors, planId(name)),
    onValue: (value: string) => write({ [name]: value }),
  })
  const submit = () =>
    sending.send(missingInPlan(words), async () => {
      const body = planFrom(words)
      const { paydayId } = await call('planPayday', { body, idempotencyKey: box.keyFor(planForm, body) })
      box.forget(planForm)
      route(addressOfPayday(paydayId))
    })

  return (
    <form
      noValidate
      onSubmit={(event) => {
        event.preventDefault()
        submit()
      }}
    >
      <ErrorSummary errors={errors} />
      <section class="card form-group">
        <h2>{text('paydays.where')}</h2>
        <CommuneFields
          chosen={{ region, cercle, commune }}
          error={errorOf(errors, planId('commune'))}
          onChoose={(chosen) => write({ ...chosen, disclosure: '' })}
        />
        <div class="side-by-side">
          <LineField {...field('village')} label={text('paydays.village')} optional most={80} />
          <LineField {...field('point')} label={text('paydays.point')} optional most={80} />
        </div>
        <p class="hint">{text('paydays.siteHint')}</p>
      </section>
      <section class="card form-group">
        <h2>{text('paydays.what')}</h2>
        <div class="side-by-side">
          <SelectField
            {...field('programme')}
            label={text('queue.programme')}
            choices={programmesAt(commune ? { commune, cercle } : {}).map(({ programmeId, name }) => ({
              value: programmeId,
              label: name,
            }))}
          />
          <LineField
            {...field('round')}
            label={text('paydays.round')}
            hint={text('paydays.roundHint')}
            most={20}
          />
          <SelectField
            {...field('agency')}
            label={text('paydays.agency')}
            choices={agencies.map(({ agencyId, name }) => ({ value: agencyId, label: name }))}
          />
          <LineField
            {...field('amountFcfa')}
            label={text('paydays.amount')}
            hint={text('paydays.amountHint')}
            inputMode="numeric"
            most={14}
          />
        </div>
      </section>
      <section class="card form-group">
        <h2>{text('paydays.when')}</h2>
        <DayField {...field('day')} label={text('paydays.day')} />
        <WindowFields
          id={planId('window')}
          from={words.from ?? ''}
          to={words.to ?? ''}
          error={errorOf(errors, planId('window'))}
          onWindow={(from, to) => write({ from, to })}
        />
      </section>
      <section class="card form-group">
        <h2>{text('disclosure.title')}</h2>
        <p class="hint">
          {most
            ? text('paydays.communeIs', { disclosure: text(`disclosure.${most}`) })
            : text('paydays.communeFirst')}
        </p>
        {most && (
          <RadioField
            {...field('disclosure')}
            label={text('paydays.disclosureOf')}
            value={words.disclosure || most}
            choices={disclosures
              .slice(disclosures.indexOf(most))
              .map((value) => ({ value, label: text(`disclosure.${value}Help`) }))}
          />
        )}
      </section>
      <PaymentFailure failure={sending.failure} />
      <div class="actions form-end">
        <button type="submit" class="button button-main" disabled={busy}>
          {text('paydays.planButton')}
        </button>
        <a class="button" href="/paiements">
          {text('app.cancel')}
        </a>
      </div>
    </form>
  )
}

export function PlanPage() {
  const officer = me.value
  const [agencies, setAgencies] = useState<Agencies>([])
  useEffect(() => {
    loadAtlas()
    import('../../../shared/domain/units.ts').then(
      (units) => setAgencies(units.agencies),
      () => undefined,
    )
  }, [])
  if (!officer) return null
  return (
    <PaymentsPage title={text('paydays.plan')} back={{ to: '/paiements', label: text('payments.paydays') }}>
      <div class="payment-narrow">
        {officer.payments.includes('reminders') ? (
          <PlanForm key={officer.officerId} agencies={agencies} />
        ) : (
          <p>{text('payments.denied')}</p>
        )}
      </div>
    </PaymentsPage>
  )
}
