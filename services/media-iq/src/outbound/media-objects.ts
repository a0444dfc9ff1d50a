// The bytes of media in the object store: private originals, and the files that are served.
import { createHash } from 'node:crypto'
import { DomainError } from '@pk-auto/kernel/domain-error'
import { type Repeat, repeat } from '@pk-auto/lifecycle/repeat'
import type { Objects, SignedUpload } from '@pk-auto/objects/objects'
import { contentTypeOf, type DerivedFile, type FileName } from '../domain/derivatives.ts'
import type { MediaId } from '../domain/ids.ts'
import { MAGIC_BYTES } from '../domain/picture/magic-bytes.ts'
import type { RetainedOriginal, Media } from '../domain/media.ts'
import { fileKey, originalKey, privateKey, retainedKey, servedKey } from '../domain/object-keys.ts'
import { isPrivate } from '../domain/purpose.ts'
import type { Fingerprint } from '../domain/refusal.ts'
import type { UploadRequest } from '../domain/upload.ts'

const HOUR_MS = 3_600_000
const IMMUTABLE = 'public, max-age=31536000, immutable'
const NEVER = 'no-store'
// The largest file we make is below 2 MB; anything larger under a served key is none of ours.
const MAX_SERVED_BYTES = 8 * 1024 * 1024

async function unlessAbsent<T>(work: Promise<T>): Promise<T | undefined> {
  try {
    return await work
  } catch (error) {
    if (error instanceof DomainError && error.kind === 'not_found') return undefined
    throw error
  }
}

/** Makes the bucket when the store is there, now or later. */
export const ensureBucket = (service: string, objects: Objects): Repeat =>
  repeat({
    ...{ name: 'ensure-bucket', service, everyMs: HOUR_MS },
    run: () => objects.ensureBucket(),
  })

/** Every failure is a DomainError of the objects package; an absent object is `undefined`. */
export const mediaObjects = (objects: Objects, { urlMinutes }: { urlMinutes: number }) => ({
  signPut: (id: MediaId, { contentType, bytes, sha256 }: UploadRequest): Promise<SignedUpload> =>
    objects.presignPut(originalKey(id), { contentType, bytes, sha256, expiresS: urlMinutes * 60 }),

  size: async (id: MediaId): Promise<number | undefined> =>
    (await objects.stat(originalKey(id)))?.bytes,

  /** Streams the object once; holds no more than its beginning. */
  async fingerprint(id: MediaId): Promise<Fingerprint | undefined> {
    const stream = await unlessAbsent(objects.get(originalKey(id)))
    if (!stream) return undefined
    const hash = createHash('sha256')
    let head = Buffer.alloc(0)
    for await (const chunk of stream as AsyncIterable<Buffer>) {
      hash.update(chunk)
      if (head.length < MAGIC_BYTES) head = Buffer.concat([head, chunk.subarray(0, MAGIC_BYTES)])
    }
    return { sha256: hash.digest('hex'), head }
  },

  /** More bytes than were announced count as absent: somebody replaced the object. */
  readOriginal: async ({ id, bytes }: Media): Promise<Uint8Array | undefined> => {
    const found = await objects.stat(originalKey(id))
    return found?.bytes === bytes
      ? unlessAbsent(objects.getBytes(originalKey(id), { maxBytes: bytes }))
      : undefined
  },

  storeFiles: async (media: Media, files: readonly DerivedFile[]): Promise<void> => {
    await Promise.all(
      files.map(({ name, bytes }) =>
        objects.put(fileKey(media, name), bytes, {
          contentType: contentTypeOf(name),
          cacheControl: isPrivate(media) ? NEVER : IMMUTABLE,
        }),
      ),
    )
  },

  storeOriginal: (id: MediaId, { bytes, contentType }: RetainedOriginal): Promise<void> =>
    objects.put(retainedKey(id), bytes, { contentType, cacheControl: NEVER }),

  readFile: (id: MediaId, name: FileName): Promise<Uint8Array | undefined> =>
    unlessAbsent(objects.getBytes(servedKey(id, name), { maxBytes: MAX_SERVED_BYTES })),

  readPrivateFile: (id: MediaId, name: FileName): Promise<Uint8Array | undefined> =>
    unlessAbsent(objects.getBytes(privateKey(id, name), { maxBytes: MAX_SERVED_BYTES })),

  removeObjects: (keys: readonly string[]): Promise<void> => objects.remove(keys),
})
