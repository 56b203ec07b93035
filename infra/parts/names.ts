/** What things are called: one prefix a stage, so that several may stand in one account, and people can find them. */
import { Aws } from 'aws-cdk-lib'
import type { FunctionName } from '../../functions/triggers.ts'
import type { StageSheet } from '../stages.ts'

type Named = Pick<StageSheet, 'name'>

export const named = ({ name }: Named, what: string): string => `jigikan-${name}-${what}`
/** Functions and their roles share a name: a table's policy knows the role before it exists. */
export const functionNamed = (stage: Named, name: FunctionName): string => named(stage, name)
export const secretNamed = ({ name }: Named, what: string): string => `jigikan/${name}/${what}`
/** Buckets of the whole world share one list of names. */
export const filesBucketNamed = (stage: Named): string => `${named(stage, 'files')}-${Aws.ACCOUNT_ID}`
