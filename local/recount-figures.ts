/**
 * Counts the figures anew from the history: `JIGIKAN_MAIN_TABLE=<table> AWS_REGION=<region> node local/recount-figures.ts`
 * with an operator's own credentials; on one machine with `JIGIKAN_DYNAMODB_ENDPOINT` too. `--dry` only says what differs;
 * `--exact` takes away what the history no longer holds.
 */
import { parseArgs } from 'node:util'
import { recountFigures } from '../shared/actions/recount-figures.ts'
import { createEventHistory, createFigureShelves } from '../shared/store/figures.ts'
import { openTables } from '../shared/store/tables.ts'
import { tableNames } from './tables.ts'

const { values } = parseArgs({
  options: { dry: { type: 'boolean', default: false }, exact: { type: 'boolean', default: false } },
})
const { JIGIKAN_MAIN_TABLE: main = tableNames.main, JIGIKAN_DYNAMODB_ENDPOINT: endpoint } = process.env
const tables = openTables({ main, restricted: '', ...(endpoint ? { endpoint, region: 'eu-west-1' } : {}) })
const { events, shelves, mended } = await recountFigures(
  {
    world: { now: () => new Date() },
    history: createEventHistory(tables),
    shelves: createFigureShelves(tables),
  },
  values,
)
console.log(`${events} events, ${shelves} shelves, ${mended} ${values.dry ? 'differ' : 'put right'}`)
