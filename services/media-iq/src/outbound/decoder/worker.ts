// The decoder process: takes one picture at a time, holds no secret and no connection, and may die
// of a hostile file without harm.
import sharp from 'sharp'
import type { DecodeReply, DecodeRequest } from './protocol.ts'
import { developPicture } from './derivative-cascade.ts'
import { type Mended, mended } from './mended-picture.ts'
import { peakRssBytes } from './peak-memory.ts'
import { retainedOriginal } from './retained-original.ts'

const RSS_CHECK_MS = 20

// Pictures run in parallel in several processes, each on one thread; a cache would only hold
// pictures that never come back.
sharp.concurrency(1)
sharp.cache(false)
// Whatever the bytes claim to be, no other reader of libvips can be reached: no SVG, TIFF, GIF,
// HEIF, PDF.
sharp.block({ operation: ['VipsForeignLoad'] })
sharp.unblock({
  operation: ['VipsForeignLoadJpegBuffer', 'VipsForeignLoadPngBuffer', 'VipsForeignLoadWebpBuffer'],
})

const isPixelLimit = (error: unknown) =>
  error instanceof Error && error.message.includes('exceeds pixel limit')

async function answer(request: DecodeRequest): Promise<DecodeReply> {
  const { bytes, files, maxPixels, maxOriginalPx } = request
  try {
    const picture = mended(bytes)
    const developed = await developPicture(picture, files, maxPixels)
    const bare = await retainedOriginal(picture, maxOriginalPx, maxPixels)
    const retained = bare ?? (picture.bytes === bytes ? undefined : asMended(picture))
    return {
      kind: 'developed',
      developed,
      ...(retained && { retained }),
      peakRssBytes: peakRssBytes(),
    }
  } catch (error) {
    return {
      kind: 'refused',
      refusal: isPixelLimit(error) ? 'MEDIA_TOO_MANY_PIXELS' : 'MEDIA_UNREADABLE',
      peakRssBytes: peakRssBytes(),
    }
  }
}

// Only a JPEG is retained as it was mended: a PNG that was turned is coded anew.
const asMended = ({ bytes }: Mended) => ({ bytes, contentType: 'image/jpeg' })

async function handle(request: DecodeRequest): Promise<void> {
  // Decoding runs on other threads, so this one is free to see memory grow and to end the process
  // before the machine suffers.
  const guard = setInterval(() => {
    if (process.memoryUsage.rss() > request.maxRssBytes) process.exit(1)
  }, RSS_CHECK_MS)
  try {
    const reply = await answer(request)
    process.send?.(reply)
  } finally {
    clearInterval(guard)
  }
}

process.on('message', (request: DecodeRequest) => void handle(request))
// The service is gone, even by kill -9: nobody waits for this picture.
process.on('disconnect', () => process.exit(0))
