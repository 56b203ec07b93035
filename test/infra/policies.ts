/** Who may do what, read back from the synthesised templates: every statement of every role, with names that one can read. */
import type { StageName } from '../../infra/stages.ts'
import { type LaidOut, ofType, type Part, parts, type Resource, type Template } from './laid-out.ts'

export interface Statement {
  /** The role's name, or the path of a role that CDK named. */
  readonly who: string
  readonly effect: 'Allow' | 'Deny'
  readonly actions: readonly string[]
  readonly resources: readonly string[]
  readonly conditions: Readonly<Record<string, Readonly<Record<string, unknown>>>>
}

const many = (value: unknown): unknown[] =>
  value === undefined ? [] : Array.isArray(value) ? value : [value]

/** Writes an expression of CloudFormation as text: what another stack puts out is followed to what it is there. */
export function reader({ template }: LaidOut, stage: StageName) {
  const nameOf = (part: Part, id: string): string => {
    const { Properties: properties = {} } = template(stage, part).Resources[id] ?? {}
    const name =
      properties.TableName ??
      properties.QueueName ??
      properties.FunctionName ??
      properties.Name ??
      properties.RoleName
    return typeof name === 'string' ? name : id
  }
  const read = (part: Part, value: unknown): string => {
    if (typeof value !== 'object' || value === null) return String(value)
    const [[key, argument] = ['', undefined]] = Object.entries(value as Record<string, unknown>)
    switch (key) {
      case 'Ref':
        return String(argument).startsWith('AWS::') ? `<${argument}>` : `<${nameOf(part, String(argument))}>`
      case 'Fn::GetAtt': {
        const [id, attribute] = argument as [string, string]
        return `<${nameOf(part, id)}.${attribute}>`
      }
      case 'Fn::Join': {
        const [joint, pieces] = argument as [string, unknown[]]
        return pieces.map((piece) => read(part, piece)).join(joint)
      }
      case 'Fn::Sub':
        return String(argument).replace(/\$\{([^}]+)\}/g, '<$1>')
      case 'Fn::GetStackOutput': {
        const { StackName, OutputName } = argument as { StackName: string; OutputName: string }
        const producer = parts.find((each) => StackName === `jigikan-${stage}-${each}`)
        if (!producer) throw new Error(`no stack ${StackName}`)
        const output = template(stage, producer).Outputs?.[OutputName] as { Value: unknown } | undefined
        return read(producer, output?.Value)
      }
      default:
        return JSON.stringify(value)
    }
  }
  return read
}

const documentsOf = (resource: Resource): unknown[] => [
  ...many(resource.Properties?.PolicyDocument),
  ...many(resource.Properties?.Policies).map(
    (policy) => (policy as { PolicyDocument: unknown }).PolicyDocument,
  ),
]

/** Every statement that a role holds, in all stacks of a stage. */
export function roleStatements(laid: LaidOut, stage: StageName): Statement[] {
  const read = reader(laid, stage)
  return parts.flatMap((part) => {
    const template = laid.template(stage, part)
    const holders = [
      ...ofType(template, 'AWS::IAM::Policy'),
      ...ofType(template, 'AWS::IAM::ManagedPolicy'),
      ...ofType(template, 'AWS::IAM::Role'),
    ]
    return holders.flatMap(([id, resource]) => {
      const roles = resource.Type === 'AWS::IAM::Role' ? [{ Ref: id }] : many(resource.Properties.Roles)
      return documentsOf(resource).flatMap((document) =>
        statementsIn(document, (value) => read(part, value)).flatMap((statement) =>
          roles.map((role) => ({ ...statement, who: read(part, role).replace(/^<|>$/g, '') })),
        ),
      )
    })
  })
}

export function statementsIn(document: unknown, read: (value: unknown) => string): Statement[] {
  return many((document as { Statement?: unknown }).Statement).map((each) => {
    const statement = each as Record<string, unknown>
    return {
      who: JSON.stringify(statement.Principal ?? ''),
      effect: statement.Effect as Statement['effect'],
      actions: many(statement.Action).map(String),
      resources: many(statement.Resource).map(read),
      conditions: (statement.Condition ?? {}) as Statement['conditions'],
    }
  })
}

const matches = (pattern: string, text: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
    'i',
  ).test(text)

export const allows = (statement: Statement, action: string): boolean =>
  statement.effect === 'Allow' && statement.actions.some((pattern) => matches(pattern, action))
/** Whether a statement is about a thing, or something below it. */
export const concerns = (statement: Statement, resource: string): boolean =>
  statement.resources.some((pattern) => pattern.startsWith(resource) || matches(pattern, resource))

export const only = (template: Template, type: string): Resource => {
  const [[, resource] = ['', undefined], ...others] = ofType(template, type)
  if (!resource || others.length > 0) throw new Error(`not one ${type}`)
  return resource
}
