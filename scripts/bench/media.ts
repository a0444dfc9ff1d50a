// Usage: node scripts/bench/media.ts [--rounds 9] Figure 7: photo derivatives, ours against a bare
// sharp cascade with the same files: CPU, peak memory, metadata left.
import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs, promisify } from 'node:util'
import { deserialize, serialize } from 'node:v8'
import sharp from 'sharp'
import { picturesOf } from '../../services/media-iq/src/domain/derivatives.ts'
import { developPicture } from '../../services/media-iq/src/outbound/decoder/derivative-cascade.ts'
import { commitOf, figureOf, report, roundsOf } from './measure.ts'

type Files = ReadonlyMap<string, Uint8Array>
type Measured = { cpuMsPerPhoto: number; peakRssMb: number; digest: string; metadataLeft: number }

const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '9' },
    side: { type: 'string' },
    photos: { type: 'string' },
  },
})

/**
 * What the service does for one photo: its hash, the bytes to the decoder process and the files
 * back (as its channel writes and reads them), the cascade.
 */
const FILES = picturesOf({ purpose: 'listing-photo' })

async function ours(original: Uint8Array): Promise<Files> {
  createHash('sha256').update(original).digest()
  const received = deserialize(serialize({ bytes: original })) as { bytes: Uint8Array }
  const { files } = deserialize(
    serialize(await developPicture({ bytes: received.bytes, failOn: 'error' }, FILES, 50_000_000)),
  ) as Awaited<ReturnType<typeof developPicture>>
  return new Map(files.map(({ name, bytes }) => [name, bytes]))
}

/**
 * The least code that makes the same files: one decode, each size from the one above, no
 * placeholder, no hash, no checks.
 */
async function peer(original: Uint8Array): Promise<Files> {
  const files = new Map<string, Uint8Array>()
  let picture = sharp(original).autoOrient()
  for (const [name, px] of [
    ['full', 1600],
    ['large', 1200],
    ['medium', 960],
    ['card', 640],
    ['thumb', 240],
  ] as const) {
    const { data, info } = await picture
      .resize(px, px, { fit: 'inside', withoutEnlargement: true })
      .raw()
      .toBuffer({ resolveWithObject: true })
    const raw = { raw: { width: info.width, height: info.height, channels: 3 as const } }
    files.set(`${name}.webp`, await sharp(data, raw).webp({ quality: 76, effort: 2 }).toBuffer())
    if (name !== 'large' && name !== 'medium')
      files.set(`${name}.jpg`, await sharp(data, raw).jpeg({ quality: 80 }).toBuffer())
    picture = sharp(data, raw)
  }
  return files
}

async function metadataIn(files: Files): Promise<number> {
  const found = await Promise.all([...files.values()].map(async (bytes) => sharp(bytes).metadata()))
  return found.filter(({ exif, icc, xmp, iptc }) => exif ?? icc ?? xmp ?? iptc).length
}

/** One side in a process of its own, as the decoder is. */
async function measureHere(side: string, folder: string): Promise<Measured> {
  sharp.concurrency(1)
  sharp.cache(false)
  const make = side === 'ours' ? ours : peer
  const photos = await Promise.all(
    (await readdir(folder)).toSorted().map((name) => readFile(join(folder, name))),
  )
  await make(photos[0]!)
  const digest = createHash('sha256')
  const made: Files[] = []
  const before = process.cpuUsage()
  for (const photo of photos) made.push(await make(photo))
  const { user, system } = process.cpuUsage(before)
  const peakRssMb = process.resourceUsage().maxRSS / 1024
  let metadataLeft = 0
  for (const files of made) {
    for (const [name, bytes] of files) digest.update(name).update(bytes)
    metadataLeft += await metadataIn(files)
  }
  return {
    cpuMsPerPhoto: (user + system) / 1_000 / photos.length,
    peakRssMb,
    digest: digest.digest('hex'),
    metadataLeft,
  }
}

async function measure(side: 'ours' | 'peer', folder: string): Promise<Measured> {
  const env = { ...process.env, MALLOC_ARENA_MAX: '2' }
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [fileURLToPath(import.meta.url), '--side', side, '--photos', folder],
    { env },
  )
  return JSON.parse(stdout) as Measured
}

/**
 * Two as a camera leaves them (12 megapixels) and four as a phone's browser sends them (1600 px),
 * each with a place in it.
 */
async function makePhotos(folder: string): Promise<void> {
  for (const [i, width] of [4_000, 1_600, 1_600, 4_000, 1_600, 1_600].entries()) {
    const noise = { type: 'gaussian', mean: 128, sigma: 25 } as const
    const photo = sharp({
      create: { width, height: width * 0.75, channels: 3, background: '#68727c', noise },
    }).blur(1.2)
    const exif = {
      IFD0: { Make: 'bench' },
      IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '31/1 33/1 0/1' },
    }
    await writeFile(
      join(folder, `${i}.jpg`),
      await photo.withExif(exif).jpeg({ quality: 85 }).toBuffer(),
    )
  }
}

async function compare(rounds: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'pk-auto-photos-'))
  try {
    await makePhotos(folder)
    const measured: { ours: Measured; peer: Measured }[] = []
    for (let round = 0; round < rounds; round += 1) {
      // Whoever comes second finds a warmer machine: the sides take turns.
      const first = round % 2 === 0 ? await measure('ours', folder) : undefined
      const other = await measure('peer', folder)
      measured.push({ ours: first ?? (await measure('ours', folder)), peer: other })
    }
    for (const round of measured)
      if (round.ours.digest !== round.peer.digest)
        throw new Error('the two sides made different files: faster but wrong scores nothing')
    const commit = commitOf()
    report(
      figureOf(
        '7 photo derivatives, CPU ms per photo (target ≤ 1.15)',
        measured.map((m) => ({ ours: m.ours.cpuMsPerPhoto, peer: m.peer.cpuMsPerPhoto })),
        commit,
      ),
    )
    report(
      figureOf(
        '7 photo derivatives, peak RSS MB (target ≤ 300)',
        measured.map((m) => ({ ours: m.ours.peakRssMb, peer: m.peer.peakRssMb, limit: 300 })),
        commit,
      ),
    )
    const left = Math.max(...measured.map((m) => m.ours.metadataLeft))
    if (left > 0) throw new Error(`${left} served files still carry metadata`)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

if (values.side !== undefined && values.photos !== undefined)
  console.log(JSON.stringify(await measureHere(values.side, values.photos)))
else await compare(roundsOf(values.rounds))
