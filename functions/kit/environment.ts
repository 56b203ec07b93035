/** The one place that reads `process.env`. */
import * as z from 'zod/mini'
import { type SettingsOf, settingsOf } from '../settings.ts'
import type { FunctionName } from '../triggers.ts'

export class BadSettings extends Error {
  constructor(name: FunctionName, variables: readonly string[]) {
    super(`${name} cannot start: ${variables.join(', ')} missing or wrong in its environment`)
    this.name = 'BadSettings'
  }
}

/** The settings of a function, proved. Throws BadSettings with the names of the variables, never their values. */
export function readSettings<Name extends FunctionName>(name: Name): SettingsOf<Name> {
  const read = z.safeParse(settingsOf[name], process.env)
  if (read.success) return read.data as SettingsOf<Name>
  throw new BadSettings(name, [...new Set(read.error.issues.map((issue) => String(issue.path[0])))])
}
