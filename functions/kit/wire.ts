/** What most functions are wired with. Nothing is opened until it is asked for, and then once a container. */
import { openTables, type Tables } from '../../shared/store/tables.ts'

export interface TableVariables {
  readonly JIGIKAN_MAIN_TABLE: string
  readonly JIGIKAN_RESTRICTED_TABLE?: string
  readonly JIGIKAN_DYNAMODB_ENDPOINT?: string
}

export function tablesFrom(settings: TableVariables): Tables {
  const tables = openTables({
    main: settings.JIGIKAN_MAIN_TABLE,
    restricted: settings.JIGIKAN_RESTRICTED_TABLE ?? '',
    ...(settings.JIGIKAN_DYNAMODB_ENDPOINT
      ? { endpoint: settings.JIGIKAN_DYNAMODB_ENDPOINT, region: 'eu-west-1' }
      : {}),
  })
  // The SDK copies all that goes in and out for a logger that throws it away: nobody here is to log it, so nobody copies it.
  tables.client.middlewareStack.remove('loggerMiddleware')
  return tables
}

/** Made at the first call, kept for the life of the container. A first call that fails is tried again at the next. */
export function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined
  return () => {
    made ??= { value: make() }
    return made.value
  }
}
