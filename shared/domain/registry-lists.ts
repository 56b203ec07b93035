/** Lists of the registry that complaints point at: sessions of accompanying measures, sites of public works. */
import * as z from 'zod/mini'

const words = (max: number) => z.string().check(z.trim(), z.minLength(1), z.maxLength(max))

export const listItem = z.lazy(() =>
  z.object({
    id: z.string().check(z.regex(/^[\x21-\x7e]{1,64}$/)),
    name: words(120),
    /** Eight digits of the register of communes. */
    commune: z.string().check(z.regex(/^\d{8}$/)),
    village: z.exactOptional(words(80)),
    programme: words(40),
    /** A session's day, or the first of a site. */
    from: z.exactOptional(z.iso.date()),
    to: z.exactOptional(z.iso.date()),
    retired: z._default(z.boolean(), false),
  }),
)
export type ListItem = z.infer<typeof listItem>
