/** What the page's address asks for: `?n=22370000001&dial=*384*1*2%23`, `?two`, `?lang=en`. */
export interface Asked {
  readonly number?: string
  readonly dial?: string
  readonly two: boolean
  readonly language?: 'fr' | 'en'
}

/** Digits with or without `+`, spaces, dashes or `00`; eight digits alone are taken for a number of Mali. */
export function readTypedNumber(typed: string): string | undefined {
  const digits = typed.replace(/[\s().-]/g, '').replace(/^(\+|00)/, '')
  if (/^\d{8}$/.test(digits)) return `+223${digits}`
  return /^[1-9]\d{8,14}$/.test(digits) ? `+${digits}` : undefined
}

/** An unescaped `#` ends an address, so a dial that lost its own gets it back. */
const withHash = (dial: string) => (dial.endsWith('#') ? dial : `${dial}#`)

export function readAddress(search: string): Asked {
  const query = new URLSearchParams(search)
  const number = readTypedNumber(query.get('n') ?? '')
  const dial = (query.get('dial') ?? '').replace(/[^\d*#]/g, '')
  const language = query.get('lang')
  return {
    ...(number === undefined ? {} : { number }),
    ...(dial === '' ? {} : { dial: withHash(dial) }),
    two: query.has('two'),
    ...(language === 'fr' || language === 'en' ? { language } : {}),
  }
}

/** `+223 70 00 00 01`, as it is read aloud. */
export function spokenNumber(number: string): string {
  const [, country = '', own = ''] = /^(\+223)(\d{8})$/.exec(number) ?? []
  return own === '' ? number : `${country} ${own.replace(/\d{2}(?=\d)/g, '$& ')}`
}

/** Whose network a number of Mali began on; unknown to us elsewhere. */
export function operatorOf(number: string): string {
  const own = number.startsWith('+223') ? number.slice(4) : ''
  if (/^(6|89|9[5-9])/.test(own)) return 'Moov'
  if (/^(7|8[2-5]|9[0-4])/.test(own)) return 'Orange'
  return own.startsWith('5') ? 'Telecel' : 'GSM'
}
