// Colours and gradients of the drawn cars: SVG definitions that every view shares.
import type { Paint } from './subjects.ts'

/** Light as on a shoulder under the sky, the paint itself, and the paint in shadow. */
const TONES: Record<Paint, [light: string, base: string, dark: string]> = {
  white: ['#ffffff', '#e6e9eb', '#a9b1b8'],
  silver: ['#f3f5f6', '#bcc3c8', '#747d84'],
  grey: ['#aab2b8', '#666f77', '#343a40'],
  black: ['#767d86', '#26292e', '#0a0b0d'],
  blue: ['#86b0e8', '#2557a6', '#10295a'],
  red: ['#f08a90', '#ac1e2b', '#560c15'],
  green: ['#86bd9d', '#2a6849', '#113021'],
  gold: ['#f0e7d2', '#c2ad82', '#766343'],
}

/**
 * Gradients by id: paint (a side), paintFlat (an end), paintLow, ends, glass, tyre, rim, chrome,
 * lamp, tail, plate, contact (the shadow).
 */
export function paintDefs(paint: Paint): string {
  const [light, base, dark] = TONES[paint]
  const shine: Stop[] = [
    [0, light],
    [0.2, base],
    [0.36, base],
    [0.44, light],
    [0.5, base],
    [0.72, base],
    [0.9, dark],
    [1, dark],
  ]
  return [
    linear('paint', DOWN, ...shine),
    linear('paintFlat', DOWN, [0, light], [0.35, base], [0.75, base], [1, dark]),
    linear('paintLow', DOWN, [0, base], [1, dark]),
    linear('ends', '', [0, '#000', 0.35], [0.1, '#000', 0], [0.9, '#000', 0], [1, '#000', 0.4]),
    linear('glass', slope(0.25), [0, '#5b6f80'], [0.4, '#2b3742'], [1, '#10161b']),
    radial('tyre', [0.7, '#101113'], [0.86, '#2b2d30'], [0.95, '#191a1c'], [1, '#0c0d0e']),
    linear('rim', slope(0.6), [0, '#f4f6f7'], [0.5, '#aeb5ba'], [1, '#6b7278']),
    linear('chrome', DOWN, [0, '#f7f9fa'], [0.5, '#9aa2a8'], [0.55, '#5c646a'], [1, '#cfd5d9']),
    linear('lamp', slope(1), [0, '#fdfefe'], [0.45, '#c6d3dc'], [0.55, '#8798a5'], [1, '#e4edf3']),
    linear('tail', DOWN, [0, '#f0504f'], [0.5, '#b3141d'], [1, '#6d0a12']),
    linear('plate', DOWN, [0, '#fbfbf7'], [1, '#d9d9d0']),
    radial('contact', [0, '#000', 0.75], [0.55, '#000', 0.5], [1, '#000', 0]),
  ].join('')
}

type Stop = [at: number, colour: string, opacity?: number]

const stops = (rows: readonly Stop[]): string =>
  rows
    .map(
      ([at, colour, opacity = 1]) =>
        `<stop offset="${at}" stop-color="${colour}" stop-opacity="${opacity}"/>`,
    )
    .join('')

/** From the upper left corner down, this share of the width to the right. */
const slope = (right: number): string => ` x1="0" y1="0" x2="${right}" y2="1"`
const DOWN = slope(0)

const linear = (id: string, direction: string, ...rows: Stop[]): string =>
  `<linearGradient id="${id}"${direction}>${stops(rows)}</linearGradient>`
const radial = (id: string, ...rows: Stop[]): string =>
  `<radialGradient id="${id}">${stops(rows)}</radialGradient>`
