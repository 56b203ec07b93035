/**
 * Every key, under the access pattern that it serves. Nothing else in the house writes a key by hand.
 *
 * | item            | pk                 | sk                     | read by                                        |
 * | --------------- | ------------------ | ---------------------- | ---------------------------------------------- |
 * | complaint       | C#<complaintId>    | C                      | one complaint; with its history in one query   |
 * | event           | C#<complaintId>    | E#<at>#<eventId>       | its history                                    |
 * | message (open)  | C#<complaintId>    | M#<at>#<messageId>     | its history; the sender                        |
 * | message (other) | N#<complaintId>    | M#<at>#<messageId>     | restricted complaints and plain replies        |
 * | reference entry | R#<reference>      | R                      | Suivi from any phone; SMS that name it         |
 * | contact         | K#<contactId>      | K                      | every hop; the sender                          |
 * | line session    | S#<sessionId>      | S                      | every hop                                      |
 * | once guard      | X#<deed>           | X                      | nobody: its existence is the answer            |
 * | inbound SMS     | I#<gatewayId>      | I                      | the conveyor                                   |
 * | gateway id      | G#<gatewayId>      | G                      | delivery reports                               |
 * | notice          | Z#<complaintId>    | Z#<eventId>            | the conveyor                                   |
 * | watch           | W#<complaintId>    | W                      | the deadline sweep, for what it may not read   |
 * | officer         | OFFICERS           | <officerId>            | sign-in, assigning, alerts                     |
 * | relay           | RELAY#<officerId>  | R                      | which personal code is his                     |
 * | personal code   | RN#<number>        | R                      | the line: whose it is                          |
 * | wrong tries     | RT#<day>#<of what> | R                      | the line: whether a code or a phone is locked  |
 * | journal entry   | AUDIT#<day>        | <at>#<entryId>         | the journal of administration, day by day      |
 * | house in force  | HOUSE              | NOW                    | whoever files or counts days; the line, rarely |
 * | house's draft   | HOUSE              | DRAFT                  | its page                                       |
 * | published rules | HOUSE              | R#<number>             | its page: what was published before            |
 * | zone            | ZONES              | <code>                 | its page; a complaint's page                   |
 * | presence        | PRESENCE           | <officerId>            | whoever looks at a queue or a complaint        |
 * | e-mail alert    | A#<messageId>      | A                      | the e-mail sender                              |
 * | payment answer  | P#<payday>#<househ>| P#<at>#<answerId>      | what a household said of a payday              |
 * | payment answer  | P#<contactId>      | P#<at>#<answerId>      | (no payday known) nobody: kept                 |
 * | alike           | J#<paydayId>       | C#<complaintId>        | incidents: complaints of a payday              |
 * | incident        | J#<paydayId>       | I#<likeness>           | its page; the conveyor                         |
 * | incident event  | J#<paydayId>       | E#<likeness>#<at>#<id> | its history                                    |
 * | household's own | HC#<householdId>   | C#<complaintId>        | a third complaint in half a year               |
 * | call-back list  | CB#<paydayId>      | L#<at>#<listId>        | whom to call of those who did not answer       |
 * | money answer    | MA#<paydayId>      | M#<answerId>           | figures                                        |
 * | number shown    | CB#<paydayId>      | P#<at>#<revealId>      | nobody: kept                                   |
 * | figures         | FIG#<scope>        | <day or month>#…       | the dashboard: see domain/figures-shelves.ts   |
 * | export entry    | EXPORTS#<month>    | <at>#<exportId>        | the journal of lists that were taken out       |
 * | privacy entry   | PRIVACY#<month>    | <at>#<entryId>         | the journal of accesses and erasures           |
 * | feed entry      | FEED#<bucket>      | <sequence>             | consumers: a page of it is one query           |
 * | feed head       | FEED               | HEAD                   | whoever adds to the feed                       |
 * | feed day        | FEED               | D#<day>                | replay, counts and files of a day              |
 * | consumer        | CONSUMERS          | C#<consumerId>         | its door; the console                          |
 * | its progress    | CONSUMERS          | P#<consumerId>         | push; the console                              |
 * | its counts      | J#<consumerId>     | <day>                  | the console                                    |
 * | receipt         | V#<complaintId>    | <consumer>#<sequence>  | the complaint's page                           |
 * | household event | H#<householdId>    | E#<at>#<eventId>       | its history; the feed                          |
 * | list item       | LIST#<kind>        | <id>                   | sessions and sites, by those who file          |
 * | quarantine      | Q#<quarantineId>   | Q                      | staff                                          |
 * | household       | H#<householdId>    | H                      | registry, seeds                                |
 * | payday          | Y#<paydayId>       | Y                      | its page; the reminders; the line              |
 * | payday event    | Y#<paydayId>       | E#<at>#<eventId>       | its history                                    |
 * | due line        | L#<paydayId>       | L#<householdId>        | reminders, confirmations, reconciliation       |
 * | reminder round  | ROUNDS             | <roundId>              | the console; the clock that tends them         |
 * | reminder batch  | RB#<roundId>       | H#<group>#<number>     | its sender; how a round goes                   |
 * | its people      | RB#<roundId>       | P#<group>#<number>     | its sender; who was told                       |
 * | their outcomes  | RB#<roundId>       | O#<group>#<number>     | its sender; who was told                       |
 * | coverage        | YT#<paydayId>      | <at>#<roundId>#<group> | who was told of a payday                       |
 * | payday totals   | Y#<paydayId>       | T                      | its page; lists of paydays                     |
 * | turn            | T#<householdId>    | <programme>#<round>    | imports: where a household is paid this round  |
 * | disclosure      | DISCLOSURES        | <commune>              | whoever plans; reminders                       |
 * | disclosure past | DISCLOSURE#<comm.> | <setAt>                | its history                                    |
 * | file            | F#<importId>       | F                      | its page; the import                           |
 * | bad rows        | F#<importId>       | B#<row>                | its page; the file that goes back              |
 * | event's digest  | HISTORY#<day>      | O#<eventId>            | the day's root; an export of the history       |
 * | sealed digest   | HISTORY#<day>      | S#<digest>             | the day's root                                 |
 * | day's root      | ROOTS              | <day>                  | the next root; the console; an export          |
 * | addition        | C#<complaintId>    | D#<at>#<additionId>    | (restricted table) its desk                    |
 */
export interface Key {
  readonly pk: string
  readonly sk: string
}

export const complaintKey = (complaintId: string): Key => ({ pk: `C#${complaintId}`, sk: 'C' })
export const eventKey = (complaintId: string, at: string, eventId: string): Key => ({
  pk: `C#${complaintId}`,
  sk: `E#${at}#${eventId}`,
})
export const additionKey = (complaintId: string, at: string, additionId: string): Key => ({
  pk: `C#${complaintId}`,
  sk: `D#${at}#${additionId}`,
})
export const messageKey = (
  home: { readonly kind: 'complaint' | 'elsewhere'; readonly id: string },
  at: string,
  messageId: string,
): Key => ({ pk: `${home.kind === 'complaint' ? 'C' : 'N'}#${home.id}`, sk: `M#${at}#${messageId}` })
export const elsewhereKey = (id: string): string => `N#${id}`
export const referenceKey = (reference: string): Key => ({ pk: `R#${reference}`, sk: 'R' })
export const contactKey = (contactId: string): Key => ({ pk: `K#${contactId}`, sk: 'K' })
export const sessionKey = (sessionId: string): Key => ({ pk: `S#${sessionId}`, sk: 'S' })
export const onceKey = (deed: string): Key => ({ pk: `X#${deed}`, sk: 'X' })
export const inboundKey = (gatewayId: string): Key => ({ pk: `I#${gatewayId}`, sk: 'I' })
export const gatewayIdKey = (gatewayId: string): Key => ({ pk: `G#${gatewayId}`, sk: 'G' })
export const noticeKey = (complaintId: string, eventId: string): Key => ({
  pk: `Z#${complaintId}`,
  sk: `Z#${eventId}`,
})
export const watchKey = (complaintId: string): Key => ({ pk: `W#${complaintId}`, sk: 'W' })
export const officersPk = 'OFFICERS'
export const officerKey = (officerId: string): Key => ({ pk: officersPk, sk: officerId })
export const relayOfKey = (officerId: string): Key => ({ pk: `RELAY#${officerId}`, sk: 'R' })
export const relayNumberKey = (number: string): Key => ({ pk: `RN#${number}`, sk: 'R' })
export const relayTriesKey = (day: string, of: 'number' | 'phone', which: string): Key => ({
  pk: `RT#${day}#${of}#${which}`,
  sk: 'R',
})
export const auditPk = (day: string): string => `AUDIT#${day}`
export const auditKey = (at: string, entryId: string): Key => ({
  pk: auditPk(at.slice(0, 10)),
  sk: `${at}#${entryId}`,
})
export const housePk = 'HOUSE'
export const houseKey = (which: 'NOW' | 'DRAFT'): Key => ({ pk: housePk, sk: which })
export const publishedRulesPrefix = 'R#'
export const publishedRulesKey = (number: number): Key => ({
  pk: housePk,
  sk: `${publishedRulesPrefix}${String(number).padStart(6, '0')}`,
})
export const zonesPk = 'ZONES'
export const zoneKey = (code: string): Key => ({ pk: zonesPk, sk: code })
export const presencePk = 'PRESENCE'
export const presenceKey = (officerId: string): Key => ({ pk: presencePk, sk: officerId })
export const emailKey = (messageId: string): Key => ({ pk: `A#${messageId}`, sk: 'A' })
/** Of a household on a payday; of a phone, where no payday was known. */
export const paymentAnswersOf = (paydayId: string, householdId: string): string =>
  `P#${paydayId}#${householdId}`
export const paymentAnswerKey = (answer: {
  readonly answerId: string
  readonly at: string
  readonly paydayId?: string
  readonly householdId?: string
  readonly contactId?: string
}): Key => ({
  pk:
    answer.paydayId && answer.householdId
      ? paymentAnswersOf(answer.paydayId, answer.householdId)
      : `P#${answer.contactId ?? answer.householdId}`,
  sk: `P#${answer.at}#${answer.answerId}`,
})
/** Complaints of a payday that may be alike, its incidents, and what happened to them: apart from the payday's own list. */
export const alikePk = (paydayId: string): string => `J#${paydayId}`
export const alikeKey = (paydayId: string, complaintId: string): Key => ({
  pk: alikePk(paydayId),
  sk: `C#${complaintId}`,
})
export const incidentKey = (paydayId: string, likeness: string): Key => ({
  pk: alikePk(paydayId),
  sk: `I#${likeness}`,
})
export const incidentEventKey = (paydayId: string, likeness: string, at: string, eventId: string): Key => ({
  pk: alikePk(paydayId),
  sk: `E#${likeness}#${at}#${eventId}`,
})
/** What a household complained of in half a year: apart from the household, which the registry writes. */
export const complaintsOfHousehold = (householdId: string): string => `HC#${householdId}`
export const householdComplaintKey = (householdId: string, complaintId: string): Key => ({
  pk: complaintsOfHousehold(householdId),
  sk: `C#${complaintId}`,
})
export const callBacksPk = (paydayId: string): string => `CB#${paydayId}`
export const callBackKey = (paydayId: string, at: string, listId: string): Key => ({
  pk: callBacksPk(paydayId),
  sk: `L#${at}#${listId}`,
})
export const callBackRevealKey = (paydayId: string, at: string, revealId: string): Key => ({
  pk: callBacksPk(paydayId),
  sk: `P#${at}#${revealId}`,
})
/** Whether money was asked for: whose answer it is stands nowhere. */
export const moneyAnswerKey = (paydayId: string, answerId: string): Key => ({
  pk: `MA#${paydayId}`,
  sk: `M#${answerId}`,
})
export const waitingIncidents = (which: 'open' | 'closed'): string => `incident|${which}`
export const dueOf = (householdId: string): string => `due|${householdId}`
export const figuresKey = (scope: string, slot: string): Key => ({ pk: `FIG#${scope}`, sk: slot })
export const exportKey = (at: string, exportId: string): Key => ({
  pk: `EXPORTS#${at.slice(0, 7)}`,
  sk: `${at}#${exportId}`,
})
export const privacyEntryKey = (at: string, entryId: string): Key => ({
  pk: `PRIVACY#${at.slice(0, 7)}`,
  sk: `${at}#${entryId}`,
})
/** So many entries stand in one partition: none grows without end, and the sequence alone says where an entry is. */
export const feedBucketEntries = 100_000
export const feedKey = (sequence: number): Key => ({
  pk: `FEED#${String(Math.floor(sequence / feedBucketEntries)).padStart(6, '0')}`,
  sk: String(sequence).padStart(12, '0'),
})
export const feedHeadKey: Key = { pk: 'FEED', sk: 'HEAD' }
export const feedDayKey = (day: string): Key => ({ pk: 'FEED', sk: `D#${day}` })
export const consumersPk = 'CONSUMERS'
export const consumerKey = (consumerId: string): Key => ({ pk: consumersPk, sk: `C#${consumerId}` })
export const progressKey = (consumerId: string): Key => ({ pk: consumersPk, sk: `P#${consumerId}` })
export const comparedKey = (consumerId: string, day: string): Key => ({ pk: `J#${consumerId}`, sk: day })
export const receiptKey = (complaintId: string, consumerId: string, sequence: number): Key => ({
  pk: `V#${complaintId}`,
  sk: `${consumerId}#${String(sequence).padStart(12, '0')}`,
})
export const householdEventKey = (householdId: string, at: string, eventId: string): Key => ({
  pk: `H#${householdId}`,
  sk: `E#${at}#${eventId}`,
})
export const listItemKey = (kind: string, id: string): Key => ({ pk: `LIST#${kind}`, sk: id })
export const quarantineKey = (quarantineId: string): Key => ({ pk: `Q#${quarantineId}`, sk: 'Q' })
export const historyOf = (day: string): string => `HISTORY#${day}`
export const historyKey = (day: string, which: string): Key => ({ pk: historyOf(day), sk: which })
export const rootsPk = 'ROOTS'
export const rootKey = (day: string): Key => ({ pk: rootsPk, sk: day })
export const householdKey = (householdId: string): Key => ({ pk: `H#${householdId}`, sk: 'H' })

export const paydayKey = (paydayId: string): Key => ({ pk: `Y#${paydayId}`, sk: 'Y' })
export const paydayEventKey = (paydayId: string, at: string, eventId: string): Key => ({
  pk: `Y#${paydayId}`,
  sk: `E#${at}#${eventId}`,
})
/** Lists are long: they stand in a partition of their own, beside the payday's. */
export const dueLineKey = (paydayId: string, householdId: string): Key => ({
  pk: `L#${paydayId}`,
  sk: `L#${householdId}`,
})

export const roundsPk = 'ROUNDS'
export const roundKey = (roundId: string): Key => ({ pk: roundsPk, sk: roundId })
export const batchesPk = (roundId: string): string => `RB#${roundId}`
/** `H`: the batch itself; `P`: its people; `O`: what became of them. Numbers sort as text. */
export const batchKey = (
  what: 'H' | 'P' | 'O',
  { roundId, group, number }: { readonly roundId: string; readonly group: string; readonly number: number },
): Key => ({ pk: batchesPk(roundId), sk: `${what}#${group}#${String(number).padStart(6, '0')}` })
export const coveragePk = (paydayId: string): string => `YT#${paydayId}`
/** Of all the lines of a payday together, beside it. */
export const paydayTotalsKey = (paydayId: string): Key => ({ pk: `Y#${paydayId}`, sk: 'T' })
export const waitingPaydays = (month: string): string => `payday|${month}`
/** A household is paid once a round: here it says on which payday. */
export const turnKey = (householdId: string, programme: string, round: string): Key => ({
  pk: `T#${householdId}`,
  sk: `${programme}#${round}`,
})
export const disclosuresPk = 'DISCLOSURES'
export const disclosureKey = (commune: string): Key => ({ pk: disclosuresPk, sk: commune })
export const disclosurePastKey = (commune: string, at: string): Key => ({
  pk: `DISCLOSURE#${commune}`,
  sk: at,
})
export const fileKey = (importId: string): Key => ({ pk: `F#${importId}`, sk: 'F' })
export const badRowsKey = (importId: string, fromRow: number): Key => ({
  pk: `F#${importId}`,
  sk: `B#${String(fromRow).padStart(8, '0')}`,
})
export const waitingFiles = 'file'

/** Partition of a queue index: `commune:71025000|open`. */
export const queueOf = (whose: string, which: 'open' | 'closed'): string => `${whose}|${which}`
/** Where a complaint is and who looks over it: `ML0602.local|open`, `none.above|open` where the place was not said. */
export const placeQueueOf = (code: string | undefined, reach: 'local' | 'above', which: 'open' | 'closed') =>
  queueOf(`${code ?? 'none'}.${reach}`, which)
export const nation = 'nation'
/** In place of an officer, for what nobody of a unit has. */
export const nobodyOf = (unit: string): string => `nobody@${unit}`
/** Calls that were cut off, of a region: few at a time, and for all who look over the place. */
export const waitingInterrupted = (region: string | undefined): string => `interrupted|${region ?? 'none'}`

/** Unsent messages are spread over this many partitions of the waiting index, so that a large sending does not heat one. */
export const waitingShards = 4
export const waitingMessages = (shard: number): string => `message|${shard}`
export const shardOf = (id: string): number => {
  let sum = 0
  for (const character of id) sum = (sum + (character.codePointAt(0) ?? 0)) % waitingShards
  return sum
}
export const waitingQuarantine = 'quarantine'
export const waitingReports = 'report'
export const waitingWatches = 'watch'
/** What callers added to restricted complaints, newest last: the desk marks those complaints unread. */
export const additionsQueue = 'additions'
