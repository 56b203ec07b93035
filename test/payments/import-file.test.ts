/** What becomes of payment files on a real engine, whatever breaks off, comes twice or does not fit. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { commandImport } from '../../shared/actions/start-import.ts'
import { badRowsKeyOf } from '../../shared/domain/import-file.ts'
import { siteIdOf } from '../../shared/domain/payday.ts'
import { paydayIdOf } from '../../shared/domain/payday-commands.ts'
import { startTestTables, type TestTables } from '../builders/engines.ts'
import {
  agencyDesk,
  householdId,
  households,
  keepHouseholds,
  listDefaults,
  listHeading,
  listRow,
  otherAgencyDesk,
  type PaymentsDesk,
  paymentsDesk,
  tablesOf,
  transfersUnit,
} from '../builders/payments.ts'

let engine: TestTables
let desk: PaymentsDesk
let round = 0
/** Each test has a round of its own: a household is paid once in each. */
const freshRound = () => {
  round += 1
  return { ...listDefaults, round: `R-${round}` }
}
const paydayOf = (defaults: { round?: string }, day = '2026-12-03', village = 'Bara') =>
  paydayIdOf({
    programme: 'jigisemejiri',
    round: defaults.round ?? '',
    site: { commune: '71025000', village },
    day,
  })
const many = 520

beforeAll(async () => {
  engine = await startTestTables()
  const tables = tablesOf(engine)
  desk = paymentsDesk(tables)
  await keepHouseholds(tables, households(40))
  await keepHouseholds(tables, [
    {
      ...(households(1)[0] as ReturnType<typeof households>[number]),
      householdId: 'ML-H-900001',
      status: 'suspended',
    },
  ])
})
afterAll(() => engine.stop())

const list = (from: number, to: number, more: Parameters<typeof listRow>[1] = {}): string =>
  Array.from({ length: to - from + 1 }, (_, index) => listRow(from + index, more)).join('')
const allLines = async (paydayId: string) => {
  const items = []
  for (let after: string | undefined; ; ) {
    const page = await desk.dueLines.lines(paydayId, { limit: 7, ...(after ? { after } : {}) })
    items.push(...page.items)
    if (!page.next) return items
    after = page.next
  }
}
const totalsOf = async (paydayId: string) => (await desk.paydays.totals([paydayId])).get(paydayId)

describe('a payment list', () => {
  test('plans the paydays it was asked to plan, and puts every household on its list with what it is due', async () => {
    const defaults = freshRound()
    const text = listHeading + list(1, 8) + list(9, 12, { village: 'Kokoïra', amount: '30 000,00 FCFA' })
    const file = await desk.take(await desk.send('payment-list', text, { defaults }))
    expect(file).toMatchObject({
      state: 'done',
      rows: 12,
      read: 12,
      taken: 12,
      unchanged: 0,
      bad: 0,
      planned: 2,
    })
    const [bara, kokoira] = [paydayOf(defaults), paydayOf(defaults, '2026-12-03', 'Kokoïra')]
    expect(await desk.paydays.read(bara)).toMatchObject({
      agency: 'sahel-cash',
      amountFcfa: 15_000,
      disclosure: 'cautious',
      siteId: siteIdOf({ commune: '71025000', village: 'Bara' }),
    })
    expect((await allLines(bara)).map((line) => line.householdId)).toEqual(
      Array.from({ length: 8 }, (_, index) => householdId(index + 1)),
    )
    expect(await totalsOf(bara)).toMatchObject({ lines: 8, dueFcfa: 120_000, reachable: 6 })
    expect(await totalsOf(kokoira)).toMatchObject({ lines: 4, dueFcfa: 120_000, reachable: 2 })
    const [due] = await desk.dueLines.ofHousehold(householdId(9))
    expect(due).toMatchObject({
      line: { amountFcfa: 30_000 },
      payday: { paydayId: kokoira, day: '2026-12-03' },
    })
  })

  test('is the same in Windows-1252 with commas, or in UTF-8 with a mark and tabs', async () => {
    const plain = 'Ménage;Montant;Date;Commune;Village\nML-H-000001;15 000;3 déc. 2026;Gounzourèye;Kokoïra\n'
    for (const content of [
      Buffer.from(plain.replaceAll(';', ','), 'latin1'),
      Buffer.from(`\uFEFF${plain.replaceAll(';', '\t').replaceAll('\n', '\r\n')}`),
    ]) {
      const defaults = freshRound()
      const file = await desk.take(await desk.send('payment-list', content, { defaults }))
      expect(file).toMatchObject({ state: 'done', taken: 1, bad: 0 })
      expect(await totalsOf(paydayOf(defaults, '2026-12-03', 'Kokoïra'))).toMatchObject({ lines: 1 })
    }
  })

  test('gives back what does not fit: the line, the column and why, and the row as it came, safe to open', async () => {
    const defaults = freshRound()
    const text =
      listHeading +
      listRow(1) +
      listRow(2, { amount: 'quinze mille' }) +
      listRow(3, { day: '31/02/2026' }) +
      listRow(999) +
      listRow(1) +
      'ML-H-900001;15000;03/12/2026;71025000;Bara\r\n' +
      '=cmd|x;15000;03/12/2026;71025000;"+1;2"\r\n'
    const importId = await desk.send('payment-list', text, { defaults })
    const file = await desk.take(importId)
    expect(file).toMatchObject({ state: 'done', read: 7, taken: 1, bad: 6 })
    const rows = await desk.imports.badRows(importId, 50)
    expect(rows.map(({ line, column }) => [line, column])).toEqual([
      [3, 'montant'],
      [4, 'date'],
      [5, 'ménage'],
      [6, 'ménage'],
      [7, 'ménage'],
      [8, 'ménage'],
    ])
    expect(rows[3]?.reason).toBe('Ce ménage est déjà à la ligne 2 de ce fichier.')
    const back = desk.kept.get(badRowsKeyOf(importId)) ?? ''
    expect(back.split('\r\n')[0]).toBe(
      '\uFEFFligne refusée;colonne refusée;motif;Ménage;Montant;Date;Commune;Village',
    )
    expect(back).toContain(';quinze mille;')
    expect(back).toContain(`;'=cmd|x;`)
    expect(back).toContain(`;"'+1;2"`)
    expect(back.split(/;|\r\n|"/).filter((cell) => /^[=+\-@]/.test(cell))).toEqual([])
  })

  test('takes the corrected file of bad rows as it is', async () => {
    const defaults = freshRound()
    const first = await desk.send('payment-list', listHeading + listRow(1, { amount: 'x' }), { defaults })
    await desk.take(first)
    const corrected = (desk.kept.get(badRowsKeyOf(first)) ?? '').replace(';x;', ';15000;')
    const file = await desk.take(await desk.send('payment-list', corrected, { defaults }))
    expect(file).toMatchObject({ state: 'done', taken: 1, bad: 0 })
  })

  test('that comes again changes nothing; of one with bad rows, only those are looked at anew', async () => {
    const defaults = freshRound()
    const paydayId = paydayOf(defaults)
    const text = listHeading + list(1, 5) + listRow(41)
    const first = await desk.take(await desk.send('payment-list', text, { defaults }))
    expect(first).toMatchObject({ taken: 5, bad: 1 })
    const events = (await desk.paydays.readWithHistory(paydayId))?.events
    await keepHouseholds(tablesOf(engine), households(41).slice(40))
    const again = await desk.take(await desk.send('payment-list', text, { defaults }))
    expect(again).toMatchObject({ sameAs: first.importId, taken: 1, unchanged: 5, bad: 0, planned: 0 })
    const third = await desk.take(await desk.send('payment-list', text, { defaults }))
    expect(third).toMatchObject({ sameAs: again.importId, taken: 0, unchanged: 6, bad: 0 })
    expect(await totalsOf(paydayId)).toMatchObject({ lines: 6, dueFcfa: 90_000 })
    expect((await desk.paydays.readWithHistory(paydayId))?.events).toEqual(events)
  })

  test('amends what a household is due, and refuses a second payday of the round', async () => {
    const defaults = freshRound()
    await desk.take(await desk.send('payment-list', listHeading + list(1, 2), { defaults }))
    const text = listHeading + listRow(1, { amount: '20000' }) + listRow(2, { village: 'Kokoïra' })
    const second = await desk.send('payment-list', text, { defaults })
    expect(await desk.take(second)).toMatchObject({ taken: 1, bad: 1 })
    expect(await totalsOf(paydayOf(defaults))).toMatchObject({ lines: 2, dueFcfa: 35_000 })
    expect((await desk.imports.badRows(second, 1))[0]?.reason).toBe(
      'Ce ménage est déjà attendu le 03/12/2026 pour cette tranche.',
    )
  })

  test('tried out, is proved whole and leaves nothing behind', async () => {
    const defaults = freshRound()
    const text = listHeading + list(1, 3) + listRow(999)
    const file = await desk.take(await desk.send('payment-list', text, { defaults, dryRun: true }))
    expect(file).toMatchObject({ state: 'done', taken: 3, bad: 1 })
    expect(await desk.paydays.read(paydayOf(defaults))).toBeUndefined()
    expect(await desk.take(await desk.send('payment-list', text, { defaults }))).toMatchObject({ taken: 3 })
  })

  test('plans nothing that it was not asked to plan, and nothing in the past', async () => {
    const defaults = { ...freshRound(), createPaydays: false }
    const first = await desk.send('payment-list', listHeading + listRow(1), { defaults })
    expect(await desk.take(first)).toMatchObject({ taken: 0, bad: 1 })
    const past = await desk.send('payment-list', listHeading + listRow(1, { day: '03/11/2026' }), {
      defaults: { ...defaults, createPaydays: true },
    })
    await desk.take(past)
    expect((await desk.imports.badRows(past, 1))[0]?.reason).toBe(
      'Ce jour est passé, et aucun paiement n’y était prévu.',
    )
  })

  test.each([
    ['', 'empty'],
    ['Ménage;Montant\r\n', 'empty'],
    ['\u0000\u0001PK', 'not-a-table'],
    ['Ménage;Montant;Date\r\nML-H-000001;1;03/12/2026\r\n', 'columns-missing'],
  ])('that is no list is not read at all: %j', async (text, problem) => {
    const file = await desk.take(await desk.send('payment-list', text, { defaults: freshRound() }))
    expect(file).toMatchObject({ state: 'unreadable', problem })
  })
})

describe('a file that breaks off', () => {
  /** Every household of the file is known, three in a hundred excepted. */
  const long = (defaults: { round?: string }) =>
    listHeading +
    Array.from({ length: many }, (_, index) =>
      listRow((index % 97) + 1, { village: `V${Math.floor(index / 97)}` }),
    ).join('') +
    (defaults.round ?? '')

  test('goes on behind the last part that was noted, and counts every row once', async () => {
    await keepHouseholds(tablesOf(engine), households(97).slice(41))
    const defaults = freshRound()
    // Each household stands on one list of the round: later rows are refused, and stay refused.
    const importId = await desk.send('payment-list', long(defaults), { defaults })
    const first = await desk.take(importId, { remainingMs: () => 0 })
    expect(first).toMatchObject({ state: 'running', read: 500 })
    expect(desk.queued.at(-1)).toBe(JSON.stringify({ key: `incoming/${importId}.csv` }))
    const last = await desk.take(importId)
    expect(last).toMatchObject({ state: 'done', read: many + 1, taken: 97, bad: many + 1 - 97 })
    expect(await totalsOf(paydayOf(defaults, '2026-12-03', 'V0'))).toMatchObject({
      lines: 97,
      dueFcfa: 97 * 15_000,
    })
  })

  test('in the middle of a part, after any of its writes, leaves no row twice and no count wrong', async () => {
    const text = listHeading + list(1, 90)
    for (const failAt of [1, 2, 3]) {
      const defaults = freshRound()
      const importId = await desk.send('payment-list', text, { defaults })
      let writes = 0
      const { takePaymentList } = await import('../../shared/actions/take-payment-list.ts')
      const breaking = takePaymentList({
        ...desk,
        lines: {
          ...desk.lines,
          async write(lines) {
            writes += 1
            await desk.lines.write(lines)
            if (writes === failAt) throw new Error('the power went')
          },
        },
      })
      await expect(desk.take(importId, { appliers: { 'payment-list': breaking } })).rejects.toThrow(
        'the power went',
      )
      expect(await desk.imports.read(importId)).toMatchObject({ state: 'running', read: 0, taken: 0 })
      expect(await desk.take(importId)).toMatchObject({
        state: 'done',
        taken: 90,
        unchanged: 0,
        bad: 0,
        planned: 1,
      })
      expect(await totalsOf(paydayOf(defaults))).toMatchObject({ lines: 90, dueFcfa: 90 * 15_000 })
    }
  })

  test('because an officer stopped it keeps what it took, takes no more, and goes on when he says so', async () => {
    const defaults = freshRound()
    const importId = await desk.send('payment-list', long(defaults), { defaults })
    await desk.take(importId, { remainingMs: () => 0 })
    expect((await commandImport(desk, transfersUnit, importId, 'cancel')).state).toBe('cancelled')
    expect(await desk.take(importId)).toMatchObject({ state: 'cancelled', read: 500 })
    expect(await desk.resume(importId)).toMatchObject({ state: 'running', read: 500 })
    expect(await desk.take(importId)).toMatchObject({ state: 'done', read: many + 1 })
  })

  test('stopped while a part is being taken in: the part is not noted, and its rows are known when it goes on', async () => {
    const defaults = freshRound()
    const importId = await desk.send('payment-list', listHeading + list(1, 10), { defaults })
    const { takePaymentList } = await import('../../shared/actions/take-payment-list.ts')
    const stopping = takePaymentList({
      ...desk,
      lines: {
        ...desk.lines,
        async write(lines) {
          await desk.lines.write(lines)
          await commandImport(desk, transfersUnit, importId, 'cancel')
        },
      },
    })
    expect(await desk.take(importId, { appliers: { 'payment-list': stopping } })).toMatchObject({
      state: 'cancelled',
      read: 0,
    })
    await desk.resume(importId)
    expect(await desk.take(importId)).toMatchObject({ state: 'done', taken: 10, unchanged: 0 })
    expect(await totalsOf(paydayOf(defaults))).toMatchObject({ lines: 10 })
  })

  test('two runs of one file at once, and two files of the same list: every row counts once', async () => {
    const defaults = freshRound()
    const text = listHeading + list(1, 60)
    const one = await desk.send('payment-list', text, { defaults })
    const two = await desk.send('payment-list', `${text}\r\n`, { defaults })
    await Promise.all([desk.take(one), desk.take(one), desk.take(two)])
    const [first, second] = [await desk.imports.read(one), await desk.imports.read(two)]
    expect([first?.state, second?.state]).toEqual(['done', 'done'])
    expect(await totalsOf(paydayOf(defaults))).toMatchObject({ lines: 60, dueFcfa: 60 * 15_000 })
    expect((first?.bad ?? 0) + (second?.bad ?? 0)).toBe(0)
  })
})

describe('an agency’s results', () => {
  const heading = 'Ménage;Résultat;Montant payé;Date\r\n'
  const listed = async (count: number) => {
    const defaults = freshRound()
    await desk.take(await desk.send('payment-list', listHeading + list(1, count), { defaults }))
    return { round: defaults.round, programme: 'jigisemejiri' }
  }
  /** The day after the payday. */
  const afterwards = async <T>(what: () => Promise<T>): Promise<T> => {
    const before = desk.world.at
    desk.world.at = new Date('2026-12-04T09:00:00Z')
    try {
      return await what()
    } finally {
      desk.world.at = before
    }
  }

  test('say on every line what was paid, and are counted', async () => {
    const defaults = await listed(5)
    const text = `${heading}${householdId(1)};payé;;\r\n${householdId(2)};partiel;5 000;\r\n${householdId(3)};absent;;\r\n${householdId(4)};;15000;04/12/2026\r\n`
    await afterwards(async () => {
      const file = await desk.take(await desk.send('payment-results', text, { defaults, who: agencyDesk }))
      expect(file).toMatchObject({ state: 'done', taken: 4, bad: 0 })
    })
    const lines = await allLines(paydayOf(defaults))
    expect(lines.map(({ paid }) => paid && [paid.result, paid.amountFcfa, paid.on])).toEqual([
      ['paid', 15_000, undefined],
      ['part', 5_000, undefined],
      ['not_paid', 0, undefined],
      ['paid', 15_000, '2026-12-04'],
      undefined,
    ])
    expect(await totalsOf(paydayOf(defaults))).toMatchObject({
      lines: 5,
      paid: 2,
      paidPart: 1,
      notPaid: 1,
      paidFcfa: 35_000,
    })
  })

  test('corrected later count once, and an old file sent again takes nothing back', async () => {
    const defaults = await listed(2)
    const old = `${heading}${householdId(1)};non payé;;\r\n`
    const fresh = `${heading}${householdId(1)};payé;;\r\n`
    await afterwards(async () => {
      for (const [text, counts] of [
        [old, { taken: 1 }],
        [fresh, { taken: 1 }],
        [old, { taken: 0, unchanged: 1 }],
      ] as const) {
        const file = await desk.take(await desk.send('payment-results', text, { defaults, who: agencyDesk }))
        expect(file).toMatchObject(counts)
      }
    })
    expect(await totalsOf(paydayOf(defaults))).toMatchObject({ paid: 1, notPaid: 0, paidFcfa: 15_000 })
  })

  test('are refused before the day, of another agency’s paydays, above what is due, and where words and figures differ', async () => {
    const defaults = await listed(4)
    const reasons = async (text: string, who = agencyDesk) => {
      const importId = await desk.send('payment-results', heading + text, { defaults, who })
      await desk.take(importId)
      return (await desk.imports.badRows(importId, 9)).map(({ reason }) => reason)
    }
    expect(await reasons(`${householdId(1)};payé;;\r\n`)).toEqual(['Le paiement n’a lieu que le 03/12/2026.'])
    await afterwards(async () => {
      expect(await reasons(`${householdId(1)};payé;;\r\n`, otherAgencyDesk)).toEqual([
        'Ce ménage est payé par une autre agence.',
      ])
      expect(
        await reasons(
          `${householdId(1)};payé;20000;\r\n${householdId(2)};payé;5000;\r\n${householdId(3)};partiel;;\r\n${householdId(39)};payé;;\r\n`,
        ),
      ).toEqual([
        'Plus que le montant dû (15000 FCFA).',
        'Le résultat et le montant ne disent pas la même chose (dû : 15000 FCFA).',
        'Payé en partie : écrivez combien.',
        'Ce ménage n’est sur aucune liste de cette tranche.',
      ])
    })
    expect(await totalsOf(paydayOf(defaults))).toMatchObject({ paid: 0, paidPart: 0, notPaid: 0 })
  })

  test('leave alone what the household itself has said', async () => {
    const defaults = await listed(1)
    const { UpdateCommand } = await import('@aws-sdk/lib-dynamodb')
    const { dueLineKey } = await import('../../shared/store/keys.ts')
    const said = {
      answer: 'nothing',
      at: '2026-12-04T08:00:00.000Z',
      firstAt: '2026-12-04T08:00:00.000Z',
      channel: 'ussd',
    }
    const tables = tablesOf(engine)
    await tables.client.send(
      new UpdateCommand({
        TableName: tables.main,
        Key: { ...dueLineKey(paydayOf(defaults), householdId(1)) },
        UpdateExpression: 'SET said = :said',
        ExpressionAttributeValues: { ':said': said },
      }),
    )
    await afterwards(() =>
      desk
        .send('payment-results', `${heading}${householdId(1)};payé;;\r\n`, { defaults, who: agencyDesk })
        .then((id) => desk.take(id)),
    )
    expect(await desk.dueLines.line(paydayOf(defaults), householdId(1))).toMatchObject({
      said,
      paid: { result: 'paid' },
    })
  })
})
