// Surroundings of a drawn car: street, showroom, hills, evening. 1600 × 1200, the car stands at
// GROUND.
import type { Prng } from '../prng.ts'
import { svg } from './svg.ts'

export const SCENES = ['street', 'showroom', 'hills', 'evening'] as const
export type Scene = (typeof SCENES)[number]

export const WIDTH = 1600
export const HEIGHT = 1200
/** y of the line on which the tyres stand. */
export const GROUND = 930

/**
 * `back` is drawn before the car, `front` after it; `mirror` is how strongly the floor reflects the
 * car (0 to 1).
 */
export type Surroundings = { defs: string; back: string; front: string; mirror: number }

const gradient = (id: string, ...rows: [number, string][]): string => {
  const stops = rows.map(([at, colour]) => `<stop offset="${at}" stop-color="${colour}"/>`)
  return svg`<linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1">
    ${stops.join('')}
  </linearGradient>`
}
const rect = (x: number, y: number, w: number, h: number, fill: string, rest = ''): string =>
  `<rect x="${x}" y="${y}" width="${w}" height="${h}" fill="${fill}" ${rest}/>`

export const surroundings = (scene: Scene, chance: Prng): Surroundings =>
  ({ street, showroom, hills, evening })[scene](chance)

function street(chance: Prng): Surroundings {
  const horizon = 720 + chance.int(-20, 20)
  const sky = chance.pick([
    ['#8fbbe0', '#dcebf5'],
    ['#a9c6dc', '#eef3f5'],
    ['#c3d3dd', '#f3efe6'],
  ] as const)
  const houses: string[] = []
  for (let x = -40; x < WIDTH;) {
    const w = chance.int(170, 330)
    const h = chance.int(190, 430)
    houses.push(house(x, horizon - h, w, h, chance))
    x += w + (chance.chance(0.3) ? chance.int(20, 70) : 0)
  }
  const trees = Array.from({ length: chance.int(2, 5) }, () =>
    tree(chance.int(0, WIDTH), horizon + 26, chance.int(110, 190), chance),
  ).join('')
  return {
    defs:
      gradient('sky', [0, sky[0]], [1, sky[1]]) +
      gradient('road', [0, '#6d7073'], [0.35, '#5b5e61'], [1, '#3f4245']) +
      gradient('walk', [0, '#b9b3a8'], [1, '#9d978c']),
    back: svg`${rect(0, 0, WIDTH, horizon, 'url(#sky)')}${houses.join('')}
      ${rect(0, horizon, WIDTH, 70, 'url(#walk)')}${trees}
      ${rect(0, horizon + 64, WIDTH, 16, '#7f7a70')}
      <path d="M 0 ${horizon + 72} H ${WIDTH}" stroke="#e8c84a" stroke-width="10"
        stroke-dasharray="90 90" stroke-dashoffset="${chance.int(0, 180)}"/>
      ${rect(0, horizon + 80, WIDTH, HEIGHT - horizon - 80, 'url(#road)')}`,
    front: svg`<path d="M ${chance.int(-200, 100)} 1096 l 380 0 l 26 34 l -420 0 Z
      m 760 0 l 380 0 l 40 34 l -420 0 Z" fill="#e9e7df" opacity="0.75"/>`,
    mirror: 0,
  }
}

function house(x: number, y: number, w: number, h: number, chance: Prng): string {
  const wall = chance.pick([
    '#d8cdb9',
    '#c9b9a0',
    '#b8aba0',
    '#cfc9c0',
    '#a9a39b',
    '#c49a7c',
    '#dcd6c8',
  ])
  const [columns, rows] = [Math.floor(w / 62), Math.floor(h / 84)]
  const windows = Array.from({ length: columns * rows }, (_, i) => {
    const [wx, wy] = [
      x + 20 + (i % columns) * ((w - 24) / columns),
      y + 26 + Math.floor(i / columns) * 84,
    ]
    return (
      rect(wx, wy, 34, 46, chance.pick(['#5b6b76', '#6f808b', '#4c5962', '#87949b'])) +
      rect(wx - 3, wy + 46, 40, 5, '#fff', 'opacity="0.35"')
    )
  }).join('')
  const shop = chance.chance(0.6)
    ? rect(
        x + 8,
        y + h - 92,
        w - 16,
        24,
        chance.pick(['#2f6f5e', '#a23b32', '#2c5a8f', '#c7962d']),
      ) + rect(x + 14, y + h - 66, w - 28, 66, '#4a5056')
    : ''
  return svg`${rect(x, y, w, h, wall)}${rect(x, y, w, 12, '#fff', 'opacity="0.3"')}
    ${rect(x + w - 22, y, 22, h, '#000', 'opacity="0.1"')}${windows}${shop}`
}

function tree(x: number, y: number, size: number, chance: Prng): string {
  const leaf = chance.pick(['#4f7a45', '#5d8650', '#3f6a44'])
  const blobs = Array.from(
    { length: 6 },
    (_, i) =>
      svg`<circle cx="${x + chance.int(-size, size) * 0.45}" cy="${y - size * (1.1 + 0.16 * i)}"
        r="${size * (0.4 + chance.next() * 0.18)}" fill="${leaf}"
        opacity="${0.8 + chance.next() * 0.2}"/>`,
  )
  return svg`${rect(x - 8, y - size * 1.2, 16, size * 1.2, '#5c4936')}${blobs.join('')}
    <circle cx="${x - size * 0.2}" cy="${y - size * 1.8}" r="${size * 0.3}" fill="#fff"
      opacity="0.08"/>`
}

function showroom(chance: Prng): Surroundings {
  const horizon = 760
  const wall = chance.pick([
    ['#f1f2f2', '#c9cdd0'],
    ['#e9e4dc', '#beb6aa'],
    ['#4a5058', '#2b2f35'],
    ['#dfe7ea', '#aebac0'],
  ] as const)
  const accent = chance.pick(['#0f6b52', '#a8322c', '#1d4f8c', '#c08a2c'])
  const panels = Array.from({ length: 9 }, (_, i) =>
    rect(i * 200 - 20, 0, 4, horizon, '#000', 'opacity="0.07"'),
  ).join('')
  const lamps = Array.from({ length: 5 }, (_, i) => {
    const x = 160 + i * 320
    return svg`<ellipse cx="${x}" cy="60" rx="70" ry="14" fill="#fff"/>
      <path d="M ${x - 70} 62 L ${x - 240} ${horizon} L ${x + 240} ${horizon} L ${x + 70} 62 Z"
        fill="url(#beam)"/>`
  }).join('')
  const bannerX = chance.int(80, 1100)
  return {
    defs:
      gradient('wall', [0, wall[0]], [1, wall[1]]) +
      gradient('floor', [0, '#9aa0a5'], [0.25, '#c3c7ca'], [1, '#74797e']) +
      svg`<linearGradient id="beam" x1="0" y1="0" x2="0" y2="1">
        <stop offset="0" stop-color="#fff" stop-opacity="0.5"/>
        <stop offset="1" stop-color="#fff" stop-opacity="0"/></linearGradient>`,
    back: svg`${rect(0, 0, WIDTH, horizon, 'url(#wall)')}${panels}
      ${rect(bannerX, 150, 360, 250, accent, 'opacity="0.9"')}
      ${rect(bannerX + 30, 190, 200, 18, '#fff', 'opacity="0.8"')}
      ${rect(bannerX + 30, 228, 140, 12, '#fff', 'opacity="0.5"')}${lamps}
      ${rect(0, horizon - 22, WIDTH, 22, '#2d3135')}
      ${rect(0, horizon, WIDTH, HEIGHT - horizon, 'url(#floor)')}
      ${Array.from(
        { length: 11 },
        (_, i) => svg`<path d="M ${i * 160} ${horizon} L ${(i * 160 - 800) * 2.1 + 800} ${HEIGHT}"
          stroke="#fff" stroke-opacity="0.22" stroke-width="3"/>`,
      ).join('')}`,
    front: '',
    mirror: 0.28,
  }
}

function hills(chance: Prng): Surroundings {
  const tones = chance.pick([
    ['#9fb9c9', '#7c9a8f', '#5f8468', '#4d7148'],
    ['#b4bccb', '#9a978f', '#8a7f66', '#77684a'],
    ['#a3c1d6', '#7f9fb0', '#5f8180', '#567a55'],
  ] as const)
  const ridges = tones
    .slice(0, 3)
    .map((tone, i) => ridge(chance, 420 + i * 100, 130 - i * 26, tone))
    .join('')
  const clouds = Array.from({ length: chance.int(3, 6) }, () => {
    const [x, y, s] = [chance.int(0, WIDTH), chance.int(60, 300), chance.int(50, 110)]
    return svg`<g fill="#fff" opacity="0.75">
      <ellipse cx="${x}" cy="${y}" rx="${s * 1.9}" ry="${s * 0.4}"/>
      <ellipse cx="${x - s * 0.5}" cy="${y - s * 0.25}" rx="${s * 0.8}" ry="${s * 0.4}"/>
      <ellipse cx="${x + s * 0.5}" cy="${y - s * 0.3}" rx="${s}" ry="${s * 0.5}"/></g>`
  }).join('')
  const peaks = svg`<path d="M ${chance.int(100, 500)} 470 l 210 -240 l 90 96 l 120 -150
    l 260 300 Z" fill="#dfe7ee"/>`
  const tufts = Array.from({ length: 70 }, () => {
    const y = chance.int(790, 1190)
    return svg`<path d="M ${chance.int(0, WIDTH)} ${y} l -7 -20 l 9 12 l 4 -22 l 5 22 l 10 -12
      l -6 20 Z" fill="${tones[2]}" opacity="0.55"/>`
  }).join('')
  return {
    defs:
      gradient('sky', [0, '#6fa5d8'], [1, '#e3eff6']) +
      gradient('grass', [0, tones[3]], [1, '#39482c']) +
      gradient('track', [0, '#b59f7d'], [1, '#8d7756']),
    back: svg`${rect(0, 0, WIDTH, 800, 'url(#sky)')}${clouds}${peaks}${ridges}
      ${rect(0, 760, WIDTH, 440, 'url(#grass)')}${tufts}
      <path d="M 0 ${GROUND - 70} C 400 ${GROUND - 96} 1200 ${GROUND - 60} ${WIDTH} ${GROUND - 84}
        L ${WIDTH} ${GROUND + 100} C 1100 ${GROUND + 130} 500 ${GROUND + 86} 0 ${GROUND + 116} Z"
        fill="url(#track)"/>
      <path d="M 0 ${GROUND + 30} C 500 ${GROUND + 10} 1100 ${GROUND + 50} ${WIDTH} ${GROUND + 20}"
        stroke="#6f5c41" stroke-opacity="0.4" stroke-width="26" fill="none"/>`,
    front: '',
    mirror: 0,
  }
}

function ridge(chance: Prng, y: number, height: number, fill: string): string {
  const points = Array.from(
    { length: 10 },
    (_, i) => `${(i * WIDTH) / 9} ${y - chance.int(0, height)}`,
  )
  return svg`<path d="M 0 800 L ${points.join(' L ')} L ${WIDTH} 800 Z" fill="${fill}"
    stroke="${fill}" stroke-width="30" stroke-linejoin="round"/>`
}

function evening(chance: Prng): Surroundings {
  const horizon = 740
  const sky = chance.pick([
    ['#27335c', '#9a5a77', '#f2a35c'],
    ['#1d2a4a', '#5b5c86', '#f0b67e'],
    ['#3b2f57', '#b5566a', '#f7c46c'],
  ] as const)
  const sunX = chance.int(250, 1350)
  const towers: string[] = []
  for (let x = -20; x < WIDTH;) {
    const [w, h] = [chance.int(70, 170), chance.int(80, 330)]
    const lights = Array.from({ length: Math.floor((w * h) / 2600) }, () =>
      rect(
        x + chance.int(8, w - 16),
        horizon - chance.int(14, h - 12),
        8,
        11,
        chance.pick(['#ffd98a', '#ffc46b', '#fbe8b6']),
        'opacity="0.8"',
      ),
    )
    towers.push(
      rect(x, horizon - h, w, h, chance.pick(['#2a2742', '#332d4b', '#241f38'])),
      ...lights,
    )
    x += w + chance.int(0, 30)
  }
  const dome = chance.int(150, 1250)
  const mosque = svg`<g fill="#1f1a33"><circle cx="${dome}" cy="${horizon - 190}" r="76"/>
    <rect x="${dome - 96}" y="${horizon - 180}" width="192" height="190"/>
    <rect x="${dome - 150}" y="${horizon - 330}" width="22" height="340"/>
    <rect x="${dome + 128}" y="${horizon - 330}" width="22" height="340"/>
    <path d="M ${dome - 154} ${horizon - 328} l 15 -46 l 15 46 Z
      M ${dome + 124} ${horizon - 328} l 15 -46 l 15 46 Z"/></g>`
  return {
    defs:
      gradient('sky', [0, sky[0]], [0.6, sky[1]], [1, sky[2]]) +
      gradient('road', [0, '#5a4a55'], [0.3, '#3c3844'], [1, '#23222b']) +
      svg`<radialGradient id="sun"><stop offset="0" stop-color="#fff2cf"/>
        <stop offset="0.25" stop-color="#ffd58c" stop-opacity="0.8"/>
        <stop offset="1" stop-color="#ffb765" stop-opacity="0"/></radialGradient>`,
    back: svg`${rect(0, 0, WIDTH, horizon, 'url(#sky)')}
      <circle cx="${sunX}" cy="${horizon - 110}" r="330" fill="url(#sun)"/>${towers.join('')}
      ${mosque}${rect(0, horizon, WIDTH, HEIGHT - horizon, 'url(#road)')}
      <ellipse cx="${sunX}" cy="${horizon + 150}" rx="420" ry="150" fill="url(#sun)"
        opacity="0.25"/><path d="M 0 ${horizon + 30} H ${WIDTH}" stroke="#8b7683"
        stroke-width="8"/>`,
    front: rect(0, 0, WIDTH, HEIGHT, '#e08a4a', 'opacity="0.05"'),
    mirror: 0.12,
  }
}
