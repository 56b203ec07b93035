/** An entry as JSON Schema, drawn from the shape that makes it: what a registry's engineers give to their validator. */
import * as z from 'zod/mini'
import { entry } from '../domain/registry.ts'

export function entrySchemaDocument(): Record<string, unknown> {
  const schema = z.toJSONSchema(entry, {
    target: 'draft-2020-12',
    unrepresentable: 'any',
    // We promise to send nothing else today; whoever reads must not break on what is added tomorrow.
    override: ({ jsonSchema }) => {
      delete jsonSchema.additionalProperties
    },
  })
  return {
    ...schema,
    $id: 'urn:jigikan:registry:entry:1',
    title: 'An entry of Jigikan’s feed, version 1',
    description:
      'Fields may be added to version 1; none changes its meaning or goes. Pass over what you do not know.',
  }
}
