/** The stand-in from behind: the people with their phones, and the ways in which the gateway may fail. */
import type { PhoneNumber } from '../../shared/domain/phone-number.ts'
import type { Faults } from './faults.ts'
import type { Fate, Inbox, ReceivedSms } from './inbox.ts'
import type { Dialling, UssdSession } from './ussd-sessions.ts'

export interface StandInApi {
  /** SMS that reached a phone, oldest first. */
  inbox(number: PhoneNumber): readonly ReceivedSms[]
  /** Numbers with an inbox. */
  allNumbers(): readonly PhoneNumber[]
  /** Told of each SMS that reaches a phone; returns the way to stop. */
  watch: Inbox['watch']
  /** A person writes to the short code. Resolves after the first try to tell the application. */
  sendSms(sms: {
    from: PhoneNumber
    to?: string
    text: string
  }): Promise<{ gatewayId: string; acknowledged: boolean }>
  /** A person wants no more SMS: the application is told, and sending to them is refused from now on. */
  optOut(number: PhoneNumber): Promise<{ acknowledged: boolean }>
  optIn(number: PhoneNumber): void
  /** What happens to SMS for a number from now on: `Success` unless said otherwise. */
  setFate(number: PhoneNumber, fate: Fate): void
  /** Dials, and resolves with the first screen on the phone. */
  dial(dialling: Dialling): Promise<UssdSession>
  readonly faults: Faults
  /** Tries all callbacks that are owed now, not waiting for their time. */
  deliverOwed(): Promise<void>
  owedCount(): number
  /** Ends all timers. */
  stop(): void
}
