/**
 * How long each thing is kept, in days: the one place where a duration is set. They are Jigikan's defaults, TO BE SET BY THE
 * PROGRAMME in its file for the APDP; none is official. What each is for stands in `retention.ts`.
 */
export const keepDays = {
  /** A call on the line, with what was answered so far. */
  session: 1,
  /** A delivery report whose SMS is not known. */
  strayReport: 7,
  /** Word from the restricted desk to the conveyor: nothing but a reference. */
  notice: 30,
  /** That something was done, so that it is not done twice. A line of a paper register is remembered for good. */
  guard: 90,
  /** That an SMS came in and what was answered; its words stand on the complaint. */
  inbound: 90,
  /** What the gateway calls an SMS that we sent. */
  gatewayId: 90,
  /** An e-mail to an officer. */
  email: 90,
  /** What came through a door and could not be read: its size and why, not itself. */
  quarantine: 90,
  /** Files as they came, in their bucket; rows that were refused. */
  files: 60,
  /** That a file was taken in, by whom, with what success. */
  imports: 400,
  /** Who was told what of a payday, and what the network reported. */
  reminders: 400,
  /** How a registry's counts compared with ours. */
  compared: 400,
  /** That a household complained, to see its third complaint in half a year. */
  householdComplaint: 200,
  /** Words, names and numbers of an open complaint, from the day it ended. Its facts stay for the counts. */
  endedComplaint: 1825,
} as const
