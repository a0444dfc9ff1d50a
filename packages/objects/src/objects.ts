// The object store of one service: signed uploads straight from the visitor, and the service's own
// reads and writes. The only user of the minio client.
import type { Readable } from 'node:stream'
import { errors } from './errors.ts'
import { withSpan } from '@pk-auto/telemetry/tracer'
import type { Client } from 'minio'
import { openClient } from './open-client.ts'
import { escapedForS3, presign } from './presign.ts'
import { readAtMost } from './read-at-most.ts'
import { isAbsent, storeError } from './store-error.ts'
import { within } from './within.ts'

export type ObjectsSettings = {
  /** As the service reaches the store. */
  endpoint: string
  /** As visitors reach it, when that differs: uploads are signed for this address. */
  publicEndpoint?: string
  accessKey: string
  secretKey: string
  bucket: string
  service: string
  /** Default us-east-1, which self-hosted stores expect. */
  region?: string
}

export type SignedUpload = {
  readonly method: 'PUT'
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
}
export type ObjectStat = {
  readonly bytes: number
  readonly contentType: string
  readonly etag: string
  readonly lastModified: Date
}
export type Listed = { readonly key: string; readonly bytes: number; readonly lastModified: Date }

export type UploadTerms = {
  contentType: string
  /** Exact size of the body. */
  bytes: number
  /** Hex SHA-256 of the body. */
  sha256: string
  /** Seconds until the address expires, at most 604,800. */
  expiresS: number
}

export type Objects = {
  /**
   * An address that takes exactly this body until it expires; sending it again changes nothing. The
   * uploader must send `headers` as they are. Measured on versitygw 1.8.0: other bytes, size or
   * type, missing headers and a late upload are refused by the store and leave nothing behind.
   * Whether the bytes are the picture they claim to be is for the owner to check when the upload is
   * completed.
   */
  presignPut(key: string, terms: UploadTerms): Promise<SignedUpload>
  /** Undefined when there is no such object. */
  stat(key: string): Promise<ObjectStat | undefined>
  /** @throws OBJECT_NOT_FOUND (not_found) */
  get(key: string): Promise<Readable>
  /**
   * @throws OBJECT_NOT_FOUND (not_found) · OBJECT_TOO_LARGE (invalid), before more than `maxBytes`
   * are held
   */
  getBytes(key: string, limit: { maxBytes: number }): Promise<Buffer>
  /** Replaces what is there. */
  put(
    key: string,
    bytes: Uint8Array,
    as: { contentType: string; cacheControl: string },
  ): Promise<void>
  /** Idempotent: keys that are absent count as removed. */
  remove(keys: readonly string[]): Promise<void>
  /** Keys under `prefix`, in order, all pages. */
  list(prefix: string): AsyncIterable<Listed>
  /** Idempotent. */
  ensureBucket(): Promise<void>
  /** True when the store answers and the bucket is there. Never throws. */
  ping(): Promise<boolean>
}

const LIMIT_MS = 30_000
const REMOVED_AT_ONCE = 1_000

/** Connects on first use. Failures are DomainErrors: see storeError. */
export function openObjects(settings: ObjectsSettings): Objects & AsyncDisposable {
  const {
    accessKey,
    secretKey,
    bucket,
    service,
    endpoint,
    publicEndpoint = endpoint,
    region = 'us-east-1',
  } = settings
  const { client, close } = openClient({ endpoint, accessKey, secretKey, region })

  const step = <T>(name: string, work: (client: Client) => Promise<T>, key?: string): Promise<T> =>
    withSpan(service, 'objects', { subject: name, attributes: { 'objects.bucket': bucket } }, () =>
      within(LIMIT_MS, work(client)).catch((error: unknown) => {
        throw storeError(error, key)
      }),
    )
  const get = (key: string) => step('get', (store) => store.getObject(bucket, key), key)

  return {
    async presignPut(key, { contentType, bytes, sha256, expiresS }) {
      const headers = {
        'content-type': contentType,
        'x-amz-checksum-sha256': Buffer.from(sha256, 'hex').toString('base64'),
      }
      const path = [bucket, ...key.split('/')].map(escapedForS3).join('/')
      const url = new URL(`${publicEndpoint.replace(/\/$/, '')}/${path}`)
      const signed = { ...headers, 'content-length': String(bytes) }
      // Content-Length is signed and not returned: an uploader's HTTP client sets it from the
      // body, and a browser lets no script do it.
      return {
        method: 'PUT',
        url: presign(
          { method: 'PUT', url, headers: signed, expiresS, at: new Date() },
          { accessKey, secretKey, region },
        ),
        headers,
      }
    },
    stat: (key) =>
      step('stat', async (store) => {
        const found = await store.statObject(bucket, key).catch((error: unknown) => {
          if (isAbsent(error)) return undefined
          throw error
        })
        const contentType = String(found?.metaData['content-type'] ?? 'application/octet-stream')
        return (
          found && {
            bytes: found.size,
            contentType,
            etag: found.etag,
            lastModified: found.lastModified,
          }
        )
      }),
    get,
    async getBytes(key, { maxBytes }) {
      const stream = await get(key)
      return within(LIMIT_MS, readAtMost(stream, maxBytes)).catch((error: unknown) => {
        stream.destroy()
        throw storeError(error, key)
      })
    },
    async put(key, bytes, { contentType, cacheControl }) {
      const body = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
      await step(
        'put',
        (store) =>
          store.putObject(bucket, key, body, body.length, {
            'Content-Type': contentType,
            'Cache-Control': cacheControl,
          }),
        key,
      )
    },
    async remove(keys) {
      for (let from = 0; from < keys.length; from += REMOVED_AT_ONCE) {
        const answers = await step('remove', (store) =>
          store.removeObjects(bucket, keys.slice(from, from + REMOVED_AT_ONCE)),
        )
        const failed = answers.find((answer) => answer?.Error && answer.Error.Code !== 'NoSuchKey')
        if (failed)
          throw errors.OBJECTS_UNAVAILABLE({
            reason: failed.Error?.Code,
          })
      }
    },
    async *list(prefix) {
      try {
        for await (const item of client.listObjectsV2(bucket, prefix, true)) {
          if (item.name !== undefined)
            yield { key: item.name, bytes: item.size, lastModified: item.lastModified }
        }
      } catch (error) {
        throw storeError(error)
      }
    },
    async ensureBucket() {
      await step('ensure bucket', async (store) => {
        if (await store.bucketExists(bucket)) return
        await store.makeBucket(bucket, region).catch((error: unknown) => {
          if (
            !(error instanceof Error && 'code' in error && error.code === 'BucketAlreadyOwnedByYou')
          )
            throw error
        })
      })
    },
    ping: () => step('ping', (store) => store.bucketExists(bucket)).catch(() => false),
    [Symbol.asyncDispose]: async () => close(),
  }
}
