/** `+223 76 12 34 12`: in pairs, as it is dialled and read aloud. */
export const inPairs = (phone: string): string =>
  phone.replace(/^(\+223)(\d{2})(\d{2})(\d{2})(\d{2})$/, '$1 $2 $3 $4 $5')
