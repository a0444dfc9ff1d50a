// What is cut out of a file, and that its pixels never change by it.
import fc from 'fast-check'
import sharp from 'sharp'
import { expect, test } from 'vitest'
import { partsOf, photo } from '../../../test/pictures.ts'
import { barePicture } from './bare-picture.ts'

const ALI = {
  IFD0: { Make: 'SecretMaker' },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '31/1 33/1 12/1' },
}
const source = async () => sharp(await photo(120, 80))
const pixels = async (file: Uint8Array) => (await sharp(file).raw().toBuffer()).toString('base64')
const after = (marker: number, text: string) => {
  const head = Buffer.from([0xff, marker, 0, 0])
  head.writeUInt16BE(text.length + 2, 2)
  return Buffer.concat([head, Buffer.from(text, 'latin1')])
}
const withSegments = (jpeg: Buffer, ...segments: Buffer[]) =>
  Buffer.concat([jpeg.subarray(0, 2), ...segments, jpeg.subarray(2)])
const traces = (file: Uint8Array) =>
  ['Secret', 'Exif', 'GPS', '<script>'].filter((trace) => Buffer.from(file).includes(trace))

test('a JPEG, a PNG and a WebP that carry nothing else are the very bytes that came', async () => {
  const jpeg = await photo(120, 80)
  const progressive = await (await source()).jpeg({ progressive: true }).toBuffer()
  const lossy = await (await source()).webp().toBuffer()
  const lossless = await (await source()).webp({ lossless: true }).toBuffer()
  for (const file of [jpeg, progressive, lossy, lossless]) expect(barePicture(file)).toBe(file)
})

test('all but the picture is cut out of a JPEG, and its pixels stay', async () => {
  const plain = await (await source()).withExif(ALI).jpeg({ progressive: true }).toBuffer()
  const thumbnail = after(0xe0, `JFIF\0\x01\x01\0\0\x01\0\x01\x01\x01Secret`)
  const loaded = Buffer.concat([
    withSegments(
      plain,
      thumbnail,
      after(0xed, 'Photoshop Secret'),
      after(0xfe, 'a Secret comment'),
    ),
    Buffer.from('<script>Secret</script>'),
  ])
  const bare = barePicture(loaded)
  expect(traces(loaded)).not.toEqual([])
  expect(bare && traces(bare)).toEqual([])
  expect(partsOf(Buffer.from(bare ?? [])).filter((name) => name !== 'JFIF')).toEqual([])
  expect(await pixels(bare!)).toBe(await pixels(plain))
  expect(barePicture(bare!)).toBe(bare)
})

test('texts and places are cut out of a PNG, and its pixels stay', async () => {
  const loaded = Buffer.concat([
    await (await source()).withExif(ALI).png({ palette: true }).toBuffer(),
    Buffer.from('<script>Secret'),
  ])
  const bare = barePicture(loaded)
  expect(traces(loaded)).not.toEqual([])
  expect(bare && traces(bare)).toEqual([])
  expect(await pixels(bare!)).toBe(await pixels(loaded))
})

test('a WebP with parts is not taken apart, a tail of a plain one goes', async () => {
  expect(barePicture(await (await source()).withExif(ALI).webp().toBuffer())).toBeUndefined()
  const plain = await (await source()).webp().toBuffer()
  expect(Buffer.from(barePicture(Buffer.concat([plain, Buffer.from('Secret')])) ?? [])).toEqual(
    plain,
  )
})

test('colours that Adobe turned stay right', async () => {
  const cmyk = await (await source()).toColourspace('cmyk').jpeg().toBuffer()
  expect(partsOf(cmyk)).toContain('Adob')
  expect(partsOf(Buffer.from(barePicture(cmyk) ?? []))).toContain('Adob')
})

test('whatever the bytes, there is an answer at once, never longer than what came', async () => {
  const files = [
    await photo(60, 40),
    await (await source()).png().toBuffer(),
    await (await source()).webp().toBuffer(),
  ]
  const change = fc.array(fc.record({ at: fc.nat(), byte: fc.nat(255) }), { maxLength: 8 })
  const answer = (file: Buffer, changes: { at: number; byte: number }[], cut: number) => {
    const hostile = Buffer.from(file.subarray(0, file.length - (cut % file.length)))
    for (const { at, byte } of changes) hostile[at % Math.min(hostile.length, 400)] = byte
    expect(barePicture(hostile)?.length ?? 0).toBeLessThanOrEqual(hostile.length)
  }
  fc.assert(
    fc.property(fc.constantFrom(...files), change, fc.oneof(fc.constant(0), fc.nat()), answer),
    { numRuns: 500 },
  )
})
