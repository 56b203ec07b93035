/** A phone number as somebody typed it: Malian unless it says otherwise, `76 12 34 12`, `+223…`, `00223…`. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/mobile'
import { type PhoneNumber, readGatewayNumber } from '../../shared/domain/phone-number.ts'

/** Undefined for what no mobile phone can have. */
export function readTypedNumber(typed: string): PhoneNumber | undefined {
  const number = parsePhoneNumberFromString(typed.replace(/^\s*00/, '+'), 'ML')
  return number?.isValid() ? readGatewayNumber(number.number) : undefined
}
