/**
 * Reads secrets from Secrets Manager, each once. Loaded only where the environment refers to one: on one machine it never
 * is. Whoever starts without a secret that it needs does not start; the platform tries again at the next call.
 */
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'

/** Says which variable, and how it went wrong by name: messages of foreign errors are not ours to repeat. */
export class SecretUnread extends Error {
  override readonly name = 'SecretUnread'
  constructor(variable: string, fault: unknown) {
    super(`${variable}: its secret could not be read (${fault instanceof Error ? fault.name : typeof fault})`)
  }
}

/** Values by variable, for references by variable: the ARN or the name of a secret. */
export async function readSecrets(
  references: Readonly<Record<string, string>>,
): Promise<Record<string, string>> {
  // A start has ten seconds, and a caller may be waiting for it.
  const client = new SecretsManagerClient({
    maxAttempts: 3,
    requestHandler: { requestTimeout: 2000, connectionTimeout: 1000, throwOnRequestTimeout: true },
  })
  const read = async ([variable, SecretId]: [string, string]): Promise<[string, string]> => {
    try {
      const { SecretString } = await client.send(new GetSecretValueCommand({ SecretId }))
      if (!SecretString) throw new TypeError('a secret without text')
      return [variable, SecretString]
    } catch (fault) {
      throw new SecretUnread(variable, fault)
    }
  }
  try {
    return Object.fromEntries(await Promise.all(Object.entries(references).map(read)))
  } finally {
    client.destroy()
  }
}
