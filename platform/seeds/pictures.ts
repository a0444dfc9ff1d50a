// Draws the pool of placeholder car pictures: 1600 × 1200 JPEG, the same bytes for the same index,
// seed and sharp version.
import sharp from 'sharp'
import { detailView } from './pictures/details.ts'
import { endView } from './pictures/ends.ts'
import { paintDefs } from './pictures/paint.ts'
import { GROUND, HEIGHT, SCENES, WIDTH, surroundings } from './pictures/scene.ts'
import { sideView } from './pictures/side.ts'
import { PAINTS, pictureSubject, type Subject } from './pictures/subjects.ts'
import { svg } from './pictures/svg.ts'
import { prng, type Prng } from './prng.ts'

export type DrawnPicture = { readonly jpeg: Buffer; readonly alt: string }

/** Journeys ask for the same few again and again; a large market asks once for each. */
const MOST_REMEMBERED = 32
const remembered = new Map<string, Promise<DrawnPicture>>()

/**
 * `index` 0 and up chooses what is shown (see pictureSubject), `seed` the surroundings. About 0.3
 * CPU-seconds the first time; JPEG of roughly 190–250 KB.
 */
export function drawPicture(index: number, seed: number): Promise<DrawnPicture> {
  const key = `${seed} ${index}`
  const picture = remembered.get(key) ?? draw(index, seed)
  if (remembered.size < MOST_REMEMBERED) remembered.set(key, picture)
  return picture
}

async function draw(index: number, seed: number): Promise<DrawnPicture> {
  const { svg, alt } = pictureSvg(index, seed)
  const pixels = await sharp(Buffer.from(svg)).removeAlpha().raw().toBuffer()
  addGrain(pixels, prng(seed, 'grain', index))
  const jpeg = await sharp(pixels, { raw: { width: WIDTH, height: HEIGHT, channels: 3 } })
    .jpeg({ quality: 81 })
    .toBuffer()
  return { jpeg, alt }
}

/** The drawing before it is rendered. */
export function pictureSvg(index: number, seed: number): { svg: string; alt: string } {
  const subject = pictureSubject(index)
  const chance = prng(seed, 'picture', index)
  const { defs, inner, alt } =
    'detail' in subject ? detail(subject.detail, chance) : car(subject, index, chance)
  return {
    alt,
    svg: svg`<svg xmlns="http://www.w3.org/2000/svg" width="${WIDTH}" height="${HEIGHT}"
      viewBox="0 0 ${WIDTH} ${HEIGHT}"><defs>${defs}</defs>${inner}</svg>`,
  }
}

type Drawing = { defs: string; inner: string; alt: string }
type CarSubject = Extract<Subject, { view: string }>

const VIEW_WORDS = {
  side: 'seen from the left',
  otherSide: 'seen from the right',
  front: 'seen from the front',
  rear: 'seen from the rear',
}

function car(subject: CarSubject, index: number, chance: Prng): Drawing {
  // Views of one car share a scene, as if its owner had walked around it; neighbouring paints stand
  // elsewhere.
  const scene = SCENES[(Math.floor(index / 5) + (index % 5)) % SCENES.length]!
  const around = surroundings(scene, chance)
  const flat = subject.view === 'side' || subject.view === 'otherSide'
  const view = flat
    ? sideView(subject.kind, chance)
    : endView(subject.kind, subject.view === 'rear' ? 'rear' : 'front', chance)
  const scale =
    (view.width / view.units) * (flat ? 0.86 + chance.next() * 0.2 : 0.88 + chance.next() * 0.3)
  const left = flat ? WIDTH / 2 - 500 * scale : WIDTH / 2
  const x = left + chance.int(-1, 1) * chance.int(20, flat ? 80 : 240)
  const y = GROUND + chance.int(-10, 110)
  // The surroundings are seen through a lens of their own, fixed at the line the car stands on.
  const lens = 1 + chance.next() * 0.45
  const half = WIDTH / 2 / lens
  const aim = chance.int(Math.round(half), Math.round(WIDTH - half))
  const camera = `translate(${WIDTH / 2} ${GROUND}) scale(${lens}) translate(${-aim} ${-GROUND})`
  const turned =
    subject.view === 'otherSide'
      ? `translate(${WIDTH - x} ${y}) scale(${-scale} ${scale})`
      : `translate(${x} ${y}) scale(${scale})`
  const mirrored =
    subject.view === 'otherSide'
      ? `translate(${WIDTH - x} ${y}) scale(${-scale} ${-scale})`
      : `translate(${x} ${y}) scale(${scale} ${-scale})`
  const reflection =
    around.mirror > 0
      ? `<g transform="${mirrored}" opacity="${around.mirror}">${withOwnClips(view.svg)}</g>`
      : ''
  const colour = subject.paint[0]!.toUpperCase() + subject.paint.slice(1)
  const kind = subject.kind === 'suv' ? 'SUV' : subject.kind
  return {
    defs: paintDefs(subject.paint) + around.defs,
    inner: svg`<g transform="${camera}">${around.back}</g>${reflection}
      <g transform="${turned}">${view.svg}</g>${around.front}${vignette}`,
    alt: `${colour} ${kind} ${VIEW_WORDS[subject.view]}`,
  }
}

/** The second drawing of a car in one picture: its clip paths need ids of their own. */
const withOwnClips = (car: string): string =>
  car.replaceAll(/id="(\w+Clip)"/g, 'id="$1M"').replaceAll(/url\(#(\w+Clip)\)/g, 'url(#$1M)')

function detail(kind: Parameters<typeof detailView>[0], chance: Prng): Drawing {
  const close = detailView(kind, chance)
  // Nobody holds the camera twice the same: a closer or farther, slightly turned frame over the
  // same kind of thing.
  const zoom = 1.12 + chance.next() * 0.55
  const [dx, dy] = [
    (chance.next() - 0.5) * WIDTH * (zoom - 1) * 0.8,
    (chance.next() - 0.5) * HEIGHT * (zoom - 1) * 0.8,
  ]
  const flip = kind !== 'dashboard' && chance.chance(0.5) ? -zoom : zoom
  const frame = svg`translate(${WIDTH / 2 + dx} ${HEIGHT / 2 + dy})
    rotate(${(chance.next() - 0.5) * 7})
    scale(${flip} ${zoom})
    translate(${-WIDTH / 2} ${-HEIGHT / 2})`
  return {
    defs: paintDefs(chance.pick(PAINTS)),
    inner: `<g transform="${frame}">${close.svg}</g>${vignette}`,
    alt: close.alt,
  }
}

const vignette = svg`<radialGradient id="vignette" cx="0.5" cy="0.5" r="0.75">
  <stop offset="0.6" stop-color="#000" stop-opacity="0"/>
  <stop offset="1" stop-color="#000" stop-opacity="0.28"/>
  </radialGradient>
  <rect width="${WIDTH}" height="${HEIGHT}" fill="url(#vignette)"/>`

/** Film grain, so that flat areas weigh and compress like a photo's. */
function addGrain(rgb: Buffer, chance: Prng): void {
  const grain = Int8Array.from({ length: 65_537 }, () => (chance.next() + chance.next() - 1) * 10)
  const clamped = new Uint8ClampedArray(rgb.buffer, rgb.byteOffset, rgb.length)
  // The prime length of the table prevents its repetition from lining up between rows.
  for (let at = 0, g = 0; at < clamped.length; at += 3, g = g === 65_536 ? 0 : g + 1) {
    for (let channel = at; channel < at + 3; channel++)
      clamped[channel] = clamped[channel]! + grain[g]!
  }
}
