/**
 * The one place that reads `process.env`. A variable that says `secret:<ARN or name>` stands for the value of that secret,
 * which is read once, while the container starts; where none says so, importing this file does nothing.
 */
import * as z from 'zod/mini'
import { type SettingsOf, settingsOf } from '../settings.ts'
import type { FunctionName } from '../triggers.ts'

export class BadSettings extends Error {
  constructor(name: FunctionName, variables: readonly string[]) {
    super(`${name} cannot start: ${variables.join(', ')} missing or wrong in its environment`)
    this.name = 'BadSettings'
  }
}

/** What follows a `#` is not read: it is there to be changed, so that every container starts anew and reads again. */
const reference = /^secret:([^#]+)(?:#.*)?$/

const referred = Object.fromEntries(
  Object.entries(process.env).flatMap(([variable, value]) => {
    const id = variable.startsWith('JIGIKAN_') ? reference.exec(value ?? '')?.[1] : undefined
    return id ? [[variable, id] as const] : []
  }),
)
const secrets =
  Object.keys(referred).length === 0 ? {} : await (await import('./secrets.ts')).readSecrets(referred)

/** The settings of a function, proved. Throws BadSettings with the names of the variables, never their values. */
export function readSettings<Name extends FunctionName>(name: Name): SettingsOf<Name> {
  const read = z.safeParse(settingsOf[name], { ...process.env, ...secrets })
  if (read.success) return read.data as SettingsOf<Name>
  throw new BadSettings(name, [...new Set(read.error.issues.map((issue) => String(issue.path[0])))])
}
