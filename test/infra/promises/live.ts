/** The live stage as it would stand, looked at in the ways that promises ask for. */
import { type LaidOut, ofType, type Part, type Template } from '../laid-out.ts'
import { allows, concerns, reader, roleStatements, type Statement } from '../policies.ts'

export interface Live {
  readonly laid: LaidOut
  live(part: Part): Template
  /** What every role of the stage may do. */
  readonly statements: readonly Statement[]
  read(part: Part, value: unknown): string
  /** Names of the roles that may do something to a thing. */
  whoMay(action: string, resource: string): string[]
  /** Logical id of the key behind an alias. */
  keyId(alias: string): string
}

export function liveOf(laid: LaidOut): Live {
  const live = (part: Part) => laid.template('live', part)
  const statements = roleStatements(laid, 'live')
  return {
    laid,
    live,
    statements,
    read: reader(laid, 'live'),
    whoMay: (action, resource) => [
      ...new Set(
        statements.filter((each) => allows(each, action) && concerns(each, resource)).map(({ who }) => who),
      ),
    ],
    keyId: (alias) =>
      String(
        ofType(live('data'), 'AWS::KMS::Alias').find(
          ([, { Properties }]) => Properties.AliasName === `alias/${alias}`,
        )?.[1].Properties.TargetKeyId['Fn::GetAtt'][0],
      ),
  }
}
