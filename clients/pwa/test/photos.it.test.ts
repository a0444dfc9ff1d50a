// Proves in a real browser what becomes of odd photos: see-through ones, cut ones, ones under
// another name.
import { readFile } from 'node:fs/promises'
import { stripTypeScriptTypes } from 'node:module'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser } from './browser.ts'
import { listen } from './built-web.ts'
import type { PhotoStore } from '../src/islands/sell/photos/photo-store.ts'

const PHOTOS = new URL('../src/islands/sell/photos/', import.meta.url)
const PAGE = `<!doctype html><script type="module">
  import { preparePhoto } from '/prepare-photo.ts'
  import { openPhotoStore } from '/photo-store.ts'
  Object.assign(window, { preparePhoto, openPhotoStore })
</script>`

let stack: AsyncDisposableStack
let page: Page

beforeAll(async () => {
  stack = new AsyncDisposableStack()
  // The modules of the wizard as they are, without their types.
  const site = stack.use(
    await listen((request, response) => {
      const name = /^\/([a-z-]+\.ts)$/.exec(request.url ?? '')?.[1]
      if (!name) return void response.setHeader('content-type', 'text/html').end(PAGE)
      void readFile(new URL(name, PHOTOS), 'utf8').then((source) =>
        response
          .setHeader('content-type', 'text/javascript')
          .end(stripTypeScriptTypes(source, { mode: 'strip' })),
      )
    }),
  )
  page = await stack.use(await openBrowser()).newPage()
  await page.goto(site.url)
})

afterAll(() => stack?.disposeAsync())

type Odd = {
  readonly type?: string
  readonly paint?: 'see-through' | 'checks'
  /** Bytes taken from the end; a fraction is that part of the file. */
  readonly cut?: number
  /** The declared type of the file; its own by default. */
  readonly declared?: string
}

/** Draws a picture of 320 × 240, spoils it, prepares it as the wizard does, and looks at it. */
const prepared = (odd: Odd) =>
  page.evaluate(async ({ type = 'image/jpeg', paint = 'checks', cut = 0, declared = type }) => {
    const canvas = new OffscreenCanvas(320, 240)
    const context = canvas.getContext('2d')!
    if (paint === 'checks')
      for (let x = 0; x < 320; x += 8)
        for (let y = 0; y < 240; y += 8) {
          context.fillStyle = `hsl(${(x * y) % 360} 80% ${20 + ((x * 7 + y * 3) % 60)}%)`
          context.fillRect(x, y, 8, 8)
        }
    const whole = await canvas.convertToBlob({ type, quality: 0.9 })
    const end = cut < 1 ? Math.ceil(whole.size * (1 - cut)) : whole.size - cut
    const file = new Blob([whole.slice(0, end)], { type: declared })
    const { preparePhoto } = window as unknown as {
      readonly preparePhoto: (file: Blob) => Promise<{ blob: Blob }>
    }
    try {
      const photo = await preparePhoto(file)
      const bitmap = await createImageBitmap(photo.blob)
      const seen = new OffscreenCanvas(bitmap.width, bitmap.height).getContext('2d')!
      seen.drawImage(bitmap, 0, 0)
      const [red, green, blue] = seen.getImageData(300, 230, 1, 1).data
      return { type: photo.blob.type, width: bitmap.width, pixel: [red, green, blue] }
    } catch (error) {
      return { refused: (error as Error).name }
    }
  }, odd)

test.for(['image/png', 'image/webp'])('a see-through %s stands on white ground', async (type) => {
  expect(await prepared({ type, paint: 'see-through' })).toEqual({
    type: 'image/jpeg',
    width: 320,
    pixel: [255, 255, 255],
  })
})

test.for(['image/jpg', 'image/pjpeg', 'IMAGE/JPEG', ''])(
  'a JPEG declared as "%s" is a JPEG',
  async (declared) => {
    expect(await prepared({ declared })).toEqual(await prepared({}))
  },
)

test.for([1, 2])('a JPEG that lacks %s bytes of its end marker is taken', async (cut) => {
  expect(await prepared({ cut })).toEqual(await prepared({}))
})

test.for([0.1, 0.5, 0.9])('a JPEG that lacks %s of itself is refused', async (cut) => {
  expect(await prepared({ cut })).toMatchObject({ refused: expect.any(String) as string })
})

test('a cut PNG and a file that is no picture are refused', async () => {
  expect(await prepared({ type: 'image/png', cut: 0.3 })).toHaveProperty('refused')
  expect(await prepared({ cut: 0.999_99 })).toHaveProperty('refused')
})

type Stores = { readonly openPhotoStore: (name: string) => Promise<PhotoStore> }

test('a stored photo is there after a reload, and gone once the store is cleared', async () => {
  await page.evaluate(async () => {
    const store = await (window as unknown as Stores).openPhotoStore('photos')
    await store.put('p1', new Blob(['first']))
    await store.put('p2', new Blob(['second']))
    await store.remove('p1')
  })
  await page.reload()
  const [ids, text, left] = await page.evaluate(async () => {
    const store = await (window as unknown as Stores).openPhotoStore('photos')
    const seen = [[...(await store.ids())], await (await store.get('p2'))?.text()] as const
    await store.clear()
    return [...seen, (await store.ids()).size] as const
  })
  expect([ids, text, left]).toEqual([['p2'], 'second', 0])
})

test('a database that opens and then refuses Blobs loses no photo of the page', async () => {
  const text = await page.evaluate(async () => {
    const { openPhotoStore } = window as unknown as Stores
    const refused = () => {
      throw new DOMException('Blobs are not supported here', 'DataCloneError')
    }
    const whole = Object.getOwnPropertyDescriptor(IDBObjectStore.prototype, 'put')!
    Object.defineProperty(IDBObjectStore.prototype, 'put', { ...whole, value: refused })
    try {
      const store = await openPhotoStore('photos')
      await store.put('p1', new Blob(['first']))
      return await (await store.get('p1'))?.text()
    } finally {
      Object.defineProperty(IDBObjectStore.prototype, 'put', whole)
    }
  })
  expect(text).toBe('first')
})
