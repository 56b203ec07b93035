/**
 * Lines as payment files write them: a line, the household's turn in the round and the payday's totals in one write, each
 * at what was read. So a file that breaks off anywhere, or two files at once, leave neither half a row nor a wrong count.
 */
import type { KnownLine, LineWrite, PaymentLines, RowOfFile } from '../actions/paydays-ports.ts'
import { type Household, household } from '../domain/household.ts'
import {
  addTotals,
  noTotals,
  type PaydayTotals,
  totalsBetween,
  totalsOfLine,
} from '../domain/payday-totals.ts'
import { lineKeyOf, linesAtOnce, type Turn } from '../domain/turn.ts'
import { getItems } from './batch-get.ts'
import { dueLineItem, readDueLine } from './due-lines.ts'
import type { Write } from './filing.ts'
import { type Item, readAs } from './items.ts'
import { dueLineKey, householdKey, turnKey } from './keys.ts'
import { totalsWrite } from './paydays.ts'
import { type Tables, writeTogether } from './tables.ts'

export const turnItem = (of: Turn, paydayId: string): Item => ({
  ...turnKey(of.householdId, of.programme, of.round),
  kind: 'turn',
  v: 1,
  paydayId,
})

const rowOf = (value: unknown): RowOfFile | undefined => value as RowOfFile | undefined

function knownLine(item: Item): KnownLine {
  const [listedBy, paidBy] = [rowOf(item.listedBy), rowOf(item.paidBy)]
  return { line: readDueLine(item), ...(listedBy ? { listedBy } : {}), ...(paidBy ? { paidBy } : {}) }
}

/** A new line, with the turn that it takes. */
function newLineWrites(tables: Tables, { payday, next, by, turnWas }: LineWrite): readonly Write[] {
  const { programme, round, paydayId } = payday
  return [
    {
      write: {
        Put: {
          TableName: tables.main,
          Item: { ...dueLineItem(next, payday), listedBy: by },
          ConditionExpression: 'attribute_not_exists(pk)',
        },
      },
    },
    {
      write: {
        Put: {
          TableName: tables.main,
          Item: turnItem({ householdId: next.householdId, programme, round }, paydayId),
          ConditionExpression: turnWas === undefined ? 'attribute_not_exists(pk)' : 'paydayId = :was',
          ...(turnWas === undefined ? {} : { ExpressionAttributeValues: { ':was': turnWas } }),
        },
      },
    },
  ]
}

/** Only what the file says, only if that is as it was read: what the household says of it stays its own. */
function changedLineWrite(tables: Tables, was: KnownLine['line'], { next, by, what }: LineWrite): Write {
  const [isAsRead, read] = was.paid
    ? ['paid.#at = :paidAt', { ':paidAt': was.paid.at }]
    : ['attribute_not_exists(paid)', {}]
  return {
    write: {
      Update: {
        TableName: tables.main,
        Key: { ...dueLineKey(next.paydayId, next.householdId) },
        UpdateExpression:
          what === 'listed' ? 'SET amountFcfa = :amount, listedBy = :by' : 'SET paid = :paid, paidBy = :by',
        ConditionExpression: `amountFcfa = :wasAmount AND ${isAsRead}`,
        ...(was.paid ? { ExpressionAttributeNames: { '#at': 'at' } } : {}),
        ExpressionAttributeValues: {
          ':by': by,
          ':wasAmount': was.amountFcfa,
          ...(what === 'listed' ? { ':amount': next.amountFcfa } : { ':paid': next.paid }),
          ...read,
        },
      },
    },
  }
}

export function createPaymentLines(tables: Tables): PaymentLines {
  return {
    async households(householdIds) {
      const items = await getItems(tables, householdIds.map(householdKey), { consistent: false })
      return new Map<string, Household>(
        items.map((item) => [String(item.householdId), readAs('household', household, item)]),
      )
    },

    async lines(of) {
      const items = await getItems(
        tables,
        of.map(({ paydayId, householdId }) => dueLineKey(paydayId, householdId)),
      )
      return new Map(items.map(knownLine).map((known) => [lineKeyOf(known.line), known]))
    },

    async turns(of) {
      const items = await getItems(
        tables,
        of.map(({ householdId, programme, round }) => turnKey(householdId, programme, round)),
      )
      return new Map(
        items.map(({ pk, sk, paydayId }) => [
          `${String(pk).slice(2)}|${String(sk).replace('#', '|')}`,
          String(paydayId),
        ]),
      )
    },

    async write(lines) {
      if (lines.length > linesAtOnce) throw new RangeError(`at most ${linesAtOnce} lines at once`)
      const totals = new Map<string, PaydayTotals>()
      for (const { payday, was, next } of lines) {
        const more = totalsBetween(totalsOfLine(was), totalsOfLine(next))
        totals.set(payday.paydayId, addTotals(totals.get(payday.paydayId) ?? noTotals, more))
      }
      await writeTogether(tables, [
        ...lines.flatMap((each) =>
          each.was ? [changedLineWrite(tables, each.was, each)] : newLineWrites(tables, each),
        ),
        ...[...totals]
          .map(([paydayId, more]) => totalsWrite(tables, paydayId, more))
          .filter((write) => write !== undefined),
      ])
    },
  }
}
