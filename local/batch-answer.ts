/** What a batch handler answered, as Lambda reads it. */
import * as z from 'zod'

const answerSchema = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string().min(1) })).nullish(),
})

/** The identifiers that it reports as failed; `all` when the answer is not one that Lambda understands. */
export const failedItems = (answer: unknown): readonly string[] | 'all' => {
  if (answer === undefined || answer === null) return []
  const parsed = answerSchema.safeParse(answer)
  if (!parsed.success) return 'all'
  return (parsed.data.batchItemFailures ?? []).map(({ itemIdentifier }) => itemIdentifier)
}
