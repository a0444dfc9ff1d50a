// The outlines of cars from the side, by shape of body, in a box of 240 × 106: shell and windows as
// SVG path data.
type Shape = { readonly shell: string; readonly glass: string }

const sedan: Shape = {
  shell: [
    'M14 79C12 66 15 58 28 55L60 48C77 32 92 26 116 26h16c22 0 37 8 51 22l28 5',
    'c11 2 15 8 15 19v7q0 6-6 6H201a21 21 0 0 0-42 0H83a21 21 0 0 0-42 0H21q-6 0-7-6Z',
  ].join(''),
  glass: 'M77 48C89 37 99 33 113 33h3v15ZM123 33h9c15 0 26 5 36 15h-45Z',
}
const hatchback: Shape = {
  shell: [
    'M18 79 16 57C16 46 23 40 34 34c13-7 28-9 50-9h28c24 0 40 9 55 23l36 6',
    'c14 2 21 8 21 20v5q0 6-6 6H201a21 21 0 0 0-42 0H83a21 21 0 0 0-42 0H24q-6 0-6-6Z',
  ].join(''),
  glass: 'M38 48c8-11 20-15 40-15h14v15ZM99 33h12c17 0 29 5 41 15H99Z',
}
const suv: Shape = {
  shell: [
    'M14 78V47c0-14 7-22 24-24 24-3 64-3 88-2 18 1 30 10 41 24l40 6',
    'c13 2 19 8 19 20v8q0 6-6 6h-18a22 22 0 0 0-44 0H84a22 22 0 0 0-44 0H21q-7 0-7-7Z',
  ].join(''),
  glass: 'M26 46c1-10 5-15 15-16 10-1 24-1 35-1v17ZM83 29h40c12 0 21 6 29 17H83Z',
}
const van: Shape = {
  shell: [
    'M14 78V33q0-14 14-14h116c20 0 34 14 47 29l22 8',
    'c10 4 13 10 13 19v4q0 6-6 6h-19a21 21 0 0 0-42 0H83a21 21 0 0 0-42 0H21q-7 0-7-7Z',
  ].join(''),
  glass: 'M24 48V32q0-6 6-6h38v22ZM75 26h42v22H75ZM124 26h20c12 0 22 9 32 22h-52Z',
}
const pickup: Shape = {
  shell: [
    'M12 78V52h82l8-22q3-9 13-9h25c13 0 22 10 32 26l36 5',
    'c13 2 18 9 18 20v7q0 6-6 6h-20a21 21 0 0 0-42 0H83a21 21 0 0 0-42 0H19q-7 0-7-7Z',
  ].join(''),
  glass: 'M108 48l6-15q2-5 7-5h17c9 0 16 8 24 20Z',
}
const SHAPES: Readonly<Record<string, Shape>> = {
  sedan,
  coupe: sedan,
  convertible: sedan,
  hatchback,
  wagon: hatchback,
  suv,
  crossover: suv,
  mpv: van,
  van,
  'mini-van': van,
  'micro-van': van,
  pickup,
  'double-cabin': pickup,
}

/** The shape for a body of the taxonomy; a sedan for one that is not known. */
export const carShape = (body = 'sedan'): Shape => SHAPES[body] ?? sedan
