/** SES on this machine: takes what the real client sends, and shows it. */
import express, { type Router } from 'express'
import * as z from 'zod'

const text = z.object({ Data: z.string() })
const email = z.object({
  FromEmailAddress: z.string().optional(),
  Destination: z.object({ ToAddresses: z.array(z.string()).min(1) }),
  Content: z.object({ Simple: z.object({ Subject: text, Body: z.object({ Text: text }) }) }),
})

export interface SentEmail {
  readonly to: readonly string[]
  readonly subject: string
  readonly text: string
}

const mostKept = 500

export function emailStandIn(): { readonly router: Router; sent(): readonly SentEmail[] } {
  const kept: SentEmail[] = []
  const router = express.Router()
  router.post(
    '/v2/email/outbound-emails',
    express.json({ type: () => true, limit: '1mb' }),
    (request, response) => {
      const read = email.safeParse(request.body)
      if (!read.success) {
        response.status(400).json({ message: 'BadRequestException' })
        return
      }
      const { Destination, Content } = read.data
      kept.unshift({
        to: Destination.ToAddresses,
        subject: Content.Simple.Subject.Data,
        text: Content.Simple.Body.Text.Data,
      })
      kept.length = Math.min(kept.length, mostKept)
      response.json({ MessageId: `local-${Date.now()}-${kept.length}` })
    },
  )
  return { router, sent: () => kept }
}
