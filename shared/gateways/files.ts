/**
 * Files at rest, in S3: where officers' browsers put them, where they are read from, where the bad rows wait to be fetched.
 * Addresses are signed for one file and a short while.
 */
import { GetObjectCommand, PutObjectCommand, S3Client } from '@aws-sdk/client-s3'
import { getSignedUrl } from '@aws-sdk/s3-request-presigner'
import type { Files } from '../actions/paydays-ports.ts'

const uploadSeconds = 3600
const downloadSeconds = 300
const csv = 'text/csv; charset=utf-8'

export interface FileSettings {
  readonly bucket: string
  readonly now: () => Date
  /** Only on one machine: the stand-in's address. */
  readonly endpoint?: string
}

const isGone = (error: unknown): boolean =>
  error instanceof Error && (error.name === 'NoSuchKey' || error.name === 'NotFound')

export function createFiles({ bucket, now, endpoint }: FileSettings): Files {
  const client = new S3Client({
    ...(endpoint
      ? {
          endpoint,
          forcePathStyle: true,
          region: 'eu-west-1',
          credentials: { accessKeyId: 'local', secretAccessKey: 'local' },
        }
      : {}),
    // A checksum that is made before the file is known would be the checksum of nothing.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 3,
  })
  const until = (seconds: number): Date => new Date(now().getTime() + seconds * 1000)

  return {
    async uploadTo(key, sizeBytes) {
      const url = await getSignedUrl(
        client,
        new PutObjectCommand({ Bucket: bucket, Key: key, ContentLength: sizeBytes, ContentType: 'text/csv' }),
        { expiresIn: uploadSeconds, signableHeaders: new Set(['host', 'content-length', 'content-type']) },
      )
      return { url, headers: { 'content-type': 'text/csv' }, expiresAt: until(uploadSeconds) }
    },

    async open(key) {
      try {
        const { Body, ContentLength = 0 } = await client.send(
          new GetObjectCommand({ Bucket: bucket, Key: key }),
        )
        if (!Body) return undefined
        return { sizeBytes: ContentLength, bytes: Body as unknown as AsyncIterable<Uint8Array> }
      } catch (error) {
        if (isGone(error)) return undefined
        throw error
      }
    },

    async put(key, text) {
      await client.send(new PutObjectCommand({ Bucket: bucket, Key: key, Body: text, ContentType: csv }))
    },

    async downloadOf(key, fileName) {
      const url = await getSignedUrl(
        client,
        new GetObjectCommand({
          Bucket: bucket,
          Key: key,
          ResponseContentType: csv,
          ResponseContentDisposition: `attachment; filename="${fileName.replace(/[^\w.-]+/g, '_')}"`,
        }),
        { expiresIn: downloadSeconds },
      )
      return { url, expiresAt: until(downloadSeconds) }
    },
  }
}
