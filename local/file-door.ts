/**
 * The file store on this machine: an S3 that answers behind our own address, so that a browser may send to it as to any
 * other page of ours, and a word on the queue for each file that came, as the cloud's own rule puts it there.
 */
import { request } from 'node:http'
import { SendMessageCommand, type SQSClient } from '@aws-sdk/client-sqs'
import { Router } from 'express'

export const filesBucket = 'jigikan-files'
export const filesPath = '/local/files'

export interface FileDoorOptions {
  /** Where the S3 stand-in answers. */
  readonly endpoint: string
  readonly client: SQSClient
  readonly queueUrl: string
  readonly log: (line: string) => void
}

const incoming = new RegExp(`^/${filesBucket}/(incoming/[^?]+)`)

export function fileDoor({ endpoint, client, queueUrl, log }: FileDoorOptions): Router {
  const router = Router()
  router.use((asked, response) => {
    const to = new URL(asked.url, endpoint)
    const fail = (): void => {
      if (!response.headersSent) response.status(502)
      response.end()
    }
    const forwarded = request(
      to,
      { method: asked.method, headers: { ...asked.headers, host: to.host } },
      async (answer) => {
        const key = incoming.exec(asked.url)?.[1]
        const isKept = asked.method === 'PUT' && answer.statusCode === 200
        try {
          if (isKept && key) {
            const MessageBody = JSON.stringify({ key: decodeURIComponent(key) })
            await client.send(new SendMessageCommand({ QueueUrl: queueUrl, MessageBody }))
          }
        } catch {
          log('file store: nobody was told of a file that came; send it again')
        }
        response.writeHead(answer.statusCode ?? 502, answer.headers)
        answer.pipe(response).on('error', fail)
      },
    )
    forwarded.on('error', fail)
    asked.pipe(forwarded)
  })
  return router
}
