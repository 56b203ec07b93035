/**
 * What people complain about: one row a category. Codes and labels are ours, grounded in published complaint mechanisms;
 * `publicSchema` is the code under which the registry knows it. Deadlines stand in deadlines.ts, owners in routing.ts.
 */
import type { Sensitivity } from './sensitivity.ts'

export type CategoryGroup =
  | 'payment'
  | 'card'
  | 'list'
  | 'money'
  | 'activities'
  | 'private'
  | 'danger'
  | 'question'
  | 'thanks'

export interface Category {
  readonly group: CategoryGroup
  readonly sensitivity: Sensitivity
  readonly publicSchema:
    | 'payment_complaint'
    | 'data_correction'
    | 'exclusion_error'
    | 'inclusion_error'
    | 'appeal'
    | 'misconduct'
    | 'service_quality'
    | 'information_request'
    | 'other'
}

export const categories = {
  '1.1': { group: 'payment', sensitivity: 'S1', publicSchema: 'payment_complaint' },
  '1.2': { group: 'payment', sensitivity: 'S0', publicSchema: 'payment_complaint' },
  '1.3': { group: 'payment', sensitivity: 'S1', publicSchema: 'payment_complaint' },
  '1.4': { group: 'payment', sensitivity: 'S1', publicSchema: 'payment_complaint' },
  '2.1': { group: 'card', sensitivity: 'S1', publicSchema: 'payment_complaint' },
  '2.2': { group: 'card', sensitivity: 'S1', publicSchema: 'payment_complaint' },
  '2.3': { group: 'card', sensitivity: 'S1', publicSchema: 'data_correction' },
  '2.4': { group: 'card', sensitivity: 'S0', publicSchema: 'payment_complaint' },
  '3.1': { group: 'list', sensitivity: 'S1', publicSchema: 'exclusion_error' },
  '3.2': { group: 'list', sensitivity: 'S2', publicSchema: 'inclusion_error' },
  '3.3': { group: 'list', sensitivity: 'S1', publicSchema: 'data_correction' },
  '3.4': { group: 'list', sensitivity: 'S1', publicSchema: 'data_correction' },
  '3.5': { group: 'list', sensitivity: 'S1', publicSchema: 'appeal' },
  '4.1': { group: 'money', sensitivity: 'S2', publicSchema: 'misconduct' },
  '4.2': { group: 'money', sensitivity: 'S2', publicSchema: 'misconduct' },
  '4.3': { group: 'money', sensitivity: 'S2', publicSchema: 'misconduct' },
  '4.4': { group: 'money', sensitivity: 'S2', publicSchema: 'misconduct' },
  '5.1': { group: 'activities', sensitivity: 'S0', publicSchema: 'service_quality' },
  '5.2': { group: 'activities', sensitivity: 'S1', publicSchema: 'service_quality' },
  '5.3': { group: 'activities', sensitivity: 'S1', publicSchema: 'payment_complaint' },
  '5.4': { group: 'activities', sensitivity: 'S2', publicSchema: 'misconduct' },
  '5.5': { group: 'activities', sensitivity: 'S1', publicSchema: 'service_quality' },
  '6': { group: 'private', sensitivity: 'S3', publicSchema: 'other' },
  '7.1': { group: 'danger', sensitivity: 'S2', publicSchema: 'other' },
  '7.2': { group: 'danger', sensitivity: 'S1', publicSchema: 'other' },
  '8': { group: 'question', sensitivity: 'S0', publicSchema: 'information_request' },
  '9': { group: 'thanks', sensitivity: 'S0', publicSchema: 'other' },
} as const satisfies Record<string, Category>

export type CategoryCode = keyof typeof categories
/** All that a person may file in the open or restricted way: everything but "in private". */
export type FiledCategory = Exclude<CategoryCode, '6'>

export const categoryCodes = Object.keys(categories) as CategoryCode[]
export const filedCategories = categoryCodes.filter((code): code is FiledCategory => code !== '6')
export const isCategory = (code: string): code is CategoryCode => Object.hasOwn(categories, code)

/** Details that make a category stricter than its row says. */
export interface RaisingDetails {
  /** 1.3: somebody kept a part. */
  readonly takenBySomebody?: boolean
  /** 5.2: somebody was made ill. */
  readonly madeIll?: boolean
}

export function sensitivityOfCategory(code: CategoryCode, details: RaisingDetails = {}): Sensitivity {
  if (code === '1.3' && details.takenBySomebody) return 'S2'
  if (code === '5.2' && details.madeIll) return 'S2'
  return categories[code].sensitivity
}
