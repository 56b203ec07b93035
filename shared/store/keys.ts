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
 * | e-mail alert    | A#<messageId>      | A                      | the e-mail sender                              |
 * | payment answer  | P#<contactId>      | P#<at>                 | reconciliation                                 |
 * | counter         | COUNT#<scope>      | <day>#<what>           | figures                                        |
 * | feed entry      | FEED#<day>         | <eventId>              | the registry feed                              |
 * | quarantine      | Q#<quarantineId>   | Q                      | staff                                          |
 * | household       | H#<householdId>    | H                      | registry, seeds                                |
 * | payday          | Y#<paydayId>       | Y                      | its page; the reminders; the line              |
 * | payday event    | Y#<paydayId>       | E#<at>#<eventId>       | its history                                    |
 * | due line        | L#<paydayId>       | L#<householdId>        | reminders, confirmations, reconciliation       |
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
export const emailKey = (messageId: string): Key => ({ pk: `A#${messageId}`, sk: 'A' })
export const paymentAnswerKey = (contactId: string, at: string): Key => ({
  pk: `P#${contactId}`,
  sk: `P#${at}`,
})
export const counterKey = (scope: string, day: string, what: string): Key => ({
  pk: `COUNT#${scope}`,
  sk: `${day}#${what}`,
})
export const feedKey = (day: string, eventId: string): Key => ({ pk: `FEED#${day}`, sk: eventId })
export const quarantineKey = (quarantineId: string): Key => ({ pk: `Q#${quarantineId}`, sk: 'Q' })
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

/** Partition of a queue index: `commune:71025000|open`. */
export const queueOf = (whose: string, which: 'open' | 'closed'): string => `${whose}|${which}`
export const noRegion = 'none'

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
