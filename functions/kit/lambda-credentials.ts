/**
 * Takes the place of the SDK's chain of credential sources in what is deployed: Lambda gives credentials in the environment
 * and nowhere else, and the chain (profiles, SSO, instance metadata…) is a fifth of a bundle that a caller waits for.
 */
import { fromEnv } from '@aws-sdk/credential-provider-env'

/** The name under which the SDK's clients look for it. */
export const defaultProvider = fromEnv
