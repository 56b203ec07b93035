/** Which DynamoDB engine this machine has: one that was named, the packaged one, one on the PATH, or what to install. */
import { accessSync, constants } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

export class DynamoDbMissing extends Error {
  override readonly name = 'DynamoDbMissing'
  constructor() {
    super(
      [
        `There is no DynamoDB engine for this machine (${process.platform}-${process.arch}).`,
        'On Linux (x64), `npm ci` installs one; run it again without `--omit=optional`.',
        'On macOS or Windows, do one of these:',
        '  - run DynamoDB Local: with Docker  docker run -p 8000:8000 amazon/dynamodb-local -jar DynamoDBLocal.jar -sharedDb',
        '    or with Java                     java -jar DynamoDBLocal.jar -sharedDb',
        '    then start with                  JIGIKAN_DYNAMODB_ENDPOINT=http://127.0.0.1:8000 npm start',
        '  - or put the program `dynoxide` on the PATH: https://github.com/nubo-db/dynoxide/releases',
      ].join('\n'),
    )
  }
}

export type FoundDynamoDb =
  | { readonly kind: 'given'; readonly endpoint: string }
  | { readonly kind: 'packaged' | 'on-path'; readonly program: string }

const isProgram = (path: string) => {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false
  }
}
const programName = process.platform === 'win32' ? 'dynoxide.exe' : 'dynoxide'

const packagedProgram = (): string | undefined => {
  try {
    const sheet = import.meta.resolve(`@dynoxide/${process.platform}-${process.arch}/package.json`)
    const program = fileURLToPath(new URL(programName, sheet))
    return isProgram(program) ? program : undefined
  } catch {
    return undefined
  }
}
const programOnPath = (path: string | undefined) =>
  (path ?? '')
    .split(delimiter)
    .filter(Boolean)
    .map((folder) => join(folder, programName))
    .find(isProgram)

/** Throws `DynamoDbMissing` when there is none. `packaged` is handed in only by a machine that pretends to be another. */
export const findDynamoDb = (env: NodeJS.ProcessEnv, packaged = packagedProgram): FoundDynamoDb => {
  if (env.JIGIKAN_DYNAMODB_ENDPOINT) return { kind: 'given', endpoint: env.JIGIKAN_DYNAMODB_ENDPOINT }
  const inPackage = packaged()
  if (inPackage) return { kind: 'packaged', program: inPackage }
  const onPath = programOnPath(env.PATH)
  if (onPath) return { kind: 'on-path', program: onPath }
  throw new DynamoDbMissing()
}
