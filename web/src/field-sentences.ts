/** What is wrong with a field, in words of the console: the contract's codes and those of the rules. */
import type { FieldProblem } from '../../shared/contracts/field-problems.ts'
import type { TextKey } from '../../shared/i18n/console-texts.ts'

const fieldSentences: Readonly<Record<FieldProblem, TextKey>> = {
  needed: 'error.needed',
  'needed-without-consent': 'error.needed',
  'needed-to-call-back': 'error.needPhone',
  'too-long': 'error.tooLong',
  'too-many': 'error.tooLong',
  'too-large': 'error.malformed',
  'too-short': 'error.tooShort',
  'too-few': 'error.needed',
  'too-small': 'error.malformed',
  unknown: 'error.notKnown',
  malformed: 'error.malformed',
  'not-a-mobile-number': 'error.badPhone',
  'another-officer': 'error.anotherOfficer',
  'may-not-handle': 'error.officerMayNot',
  'other-unit': 'error.officerMayNot',
  'has-it-already': 'error.unitHasIt',
  'no-number': 'error.noNumber',
  'no-words-here': 'error.noWords',
  entered: 'error.entered',
  'names-the-person': 'error.namesPerson',
  'amount-with-place': 'error.amountWithPlace',
  'asks-for-a-code': 'error.asksForCode',
  'sensitive-words': 'error.sensitiveWords',
}
const isFieldProblem = (said: string): said is FieldProblem => said in fieldSentences
/** Several problems of one field come joined by commas: the first is told. */
export function fieldSentenceOf(said: string, field?: string): TextKey {
  const [first = ''] = said.split(',')
  if (first === 'may-not-handle' && field === 'unit') return 'error.unitMayNot'
  return isFieldProblem(first) ? fieldSentences[first] : 'error.field'
}
