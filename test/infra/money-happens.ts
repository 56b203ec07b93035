/** The day after a payday: people say on the phone and by SMS what came, five got nothing, staff look at it and call back. */
import type { CallBackList, IncidentDetail } from '../../shared/contracts/confirmations-api.ts'
import { dayOf } from '../../shared/domain/working-days.ts'
import type { Jigikan } from '../builders/jigikan.ts'
import { paidHomes } from '../builders/paid-homes.ts'

/** So many that some are asked whether money was taken, however chance falls. */
const many = 150

export async function moneyHappens(jigikan: Jigikan): Promise<void> {
  const { paid } = await paidHomes(jigikan)
  const at = jigikan.clock.now().toISOString()
  const said = { answer: 'all', at, firstAt: at, channel: 'sms' } as const
  const { payday } = await paid(many, { paydayId: 'many', siteId: '71025000.many' }, () => ({ said }))
  const few = await paid(8, { paydayId: 'few', siteId: '71025000.few' })
  const [first, second, third, ...others] = few.listed
  await first?.phone.dial('1', '1', '1')
  await second?.phone.sms('1')
  await third?.phone.sms('3')
  await third?.phone.sms('2')
  for (const { phone } of others.slice(0, 4)) await phone.dial('1', '1', '3', '3', '1')
  await jigikan.settled()
  // Put right: the complaint that stands gets one more word.
  await others[0]?.phone.dial('1', '1', '1')
  await jigikan.settled()

  const ccl = await jigikan.officer('boubacar-maiga')
  const path = `/api/paydays/${few.payday.paydayId}`
  await ccl.get(`${path}/reconciliation`)
  await ccl.get(`${path}/disagreements`)
  await ccl.get(`${path}/reconciliation/export`)
  const { body } = await ccl.post<CallBackList>(`${path}/call-backs`, { marginPercent: 5 })
  const household = `${path}/households/${body.households[0]?.householdId}`
  await ccl.post(`${household}/phone`, { reason: 'Rappel' })
  await ccl.post(`${household}/answers`, { answer: 'nothing', why: 'other' })
  await ccl.get(`${household}/answers`)
  await ccl.get('/api/incidents')
  const incident = `/api/incidents/${few.payday.paydayId}.nothing`
  const read = await ccl.get<IncidentDetail>(incident)
  await ccl.post(
    `${incident}/commands`,
    { type: 'answer', text: 'Le caissier repasse.' },
    {
      'if-match': read.etag ?? '',
    },
  )
  await ccl.get(`/api/paydays/${payday.paydayId}/reconciliation`)
  // On three afternoons, those whose turn it is are asked whether money was taken.
  for (const day of [1, 2, 3]) {
    await jigikan.clock.advanceTo(new Date(`${dayOf(new Date(Date.parse(at) + day * 86_400_000))}T15:05:00Z`))
    await jigikan.scheduler.fire('money-question')
  }
  await jigikan.settled()
}
