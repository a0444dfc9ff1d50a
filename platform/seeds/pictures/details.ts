// Close-ups that belong to an ad: dashboard, engine bay, wheel, seats. 1600 × 1200.
import type { Detail } from './subjects.ts'
import { svg } from './svg.ts'
import type { Prng } from '../prng.ts'
import { wheel, wheelStyle } from './wheel.ts'

/** Needs paintDefs. */
export const detailView = (detail: Detail, chance: Prng): { svg: string; alt: string } => ({
  svg: { dashboard, engine, wheel: wheelCloseUp, seats }[detail](chance),
  alt: {
    dashboard: 'Dashboard and steering wheel',
    engine: 'Engine bay',
    wheel: 'Wheel and tyre',
    seats: 'Front seats',
  }[detail],
})

const box = (
  x: number,
  y: number,
  w: number,
  h: number,
  r: number,
  fill: string,
  rest = '',
): string => `<rect x="${x}" y="${y}" width="${w}" height="${h}" rx="${r}" fill="${fill}" ${rest}/>`

function dashboard(chance: Prng): string {
  const trim = chance.pick(['#2b2d31', '#3a3632', '#45403a', '#26292e'])
  const lower = chance.pick(['#c9b99d', '#8c8377', '#3c3f44', '#b8ae9e'])
  const outside = chance.pick([
    ['#bcd7ea', '#8fae8d'],
    ['#d9e4ea', '#a5a39c'],
    ['#f0cfa4', '#6f5c68'],
  ] as const)
  const wheelX = 1180 + chance.int(-10, 20)
  const vents = [200, 640, 800]
    .map(
      (x) =>
        box(x, 560, 130, 84, 16, '#101113') +
        [0, 1, 2, 3].map((i) => box(x + 10, 570 + i * 18, 110, 7, 3, '#4a4e53')).join(''),
    )
    .join('')
  const dials = [wheelX - 125, wheelX + 125]
    .map((x) => {
      const ticks = Array.from(
        { length: 13 },
        (_, i) =>
          svg`<path d="M 0 -76 V -90" stroke="#e8edf0" stroke-width="5"
            transform="rotate(${i * 20 - 120})"/>`,
      ).join('')
      return svg`<g transform="translate(${x} 520)">
        <circle r="104" fill="#0a0b0d" stroke="#a9b0b5" stroke-width="5"/>
        ${ticks}
        <path d="M 0 14 L -5 0 L 0 -78 L 5 0 Z" fill="#e2503a"
          transform="rotate(${chance.int(-115, 60)})"/><circle r="12" fill="#cfd5d9"/></g>`
    })
    .join('')
  return svg`${box(0, 0, 1600, 520, 0, outside[0])}${box(0, 330, 1600, 200, 0, outside[1])}
    <path d="M 520 330 L 760 330 L 1050 540 L 180 540 Z" fill="#6d6f72"/>
    <path d="M 0 0 H 1600 V 60 C 1100 26 500 26 0 60 Z" fill="#1b1d20"/>
    <path d="M 0 0 L 150 0 L 40 520 L 0 520 Z M 1600 0 L 1450 0 L 1560 520 L 1600 520 Z"
      fill="#24272b"/>
    ${box(670, 50, 260, 84, 26, '#1c1e21')}${box(684, 60, 232, 60, 18, '#4e5d68')}
    <path d="M 0 520 C 300 450 700 450 900 470 C 1000 400 1290 400 1390 470
      C 1500 480 1560 500 1600 520 L 1600 830 L 0 830 Z" fill="${trim}"/>
    <path d="M 0 524 C 300 454 700 454 900 474" stroke="#fff" stroke-opacity="0.18"
      stroke-width="6" fill="none"/>
    <path d="M 0 800 C 500 760 1100 760 1600 800 L 1600 1200 L 0 1200 Z" fill="${lower}"/>
    <path d="M 0 800 C 500 760 1100 760 1600 800 L 1600 850 C 1100 808 500 808 0 850 Z" fill="#000"
      opacity="0.22"/>
    ${box(90, 690, 440, 26, 13, 'url(#chrome)', 'opacity="0.7"')}${vents}
    ${box(wheelX - 250, 396, 500, 240, 120, '#131518')}${dials}
    ${box(510, 660, 350, 210, 18, '#0c0e10')}
    ${box(526, 676, 318, 178, 10, chance.pick(['#16324a', '#123c34', '#2a2140']))}
    <path d="M 526 800 L 640 740 L 720 780 L 844 700 V 854 H 526 Z" fill="#fff" opacity="0.14"/>
    ${[0, 1, 2]
      .map(
        (i) => svg`<circle cx="${575 + i * 110}" cy="930" r="36"
        fill="#1a1c1f" stroke="#a5acb1" stroke-width="6"/>
        <path d="M ${575 + i * 110} 926 v -24" stroke="#e8edf0" stroke-width="6"/>`,
      )
      .join('')}
    <path d="M 550 1010 H 810 L 860 1200 H 500 Z" fill="#1e2023"/>
    <path d="M 670 1160 L 680 1060" stroke="#8d949a" stroke-width="20"/>
    <circle cx="681" cy="1046" r="40" fill="#15171a" stroke="#9aa1a6" stroke-width="6"/>
    <g transform="translate(${wheelX} 760)">
    <circle r="270" fill="none" stroke="#0b0c0e" stroke-width="62"/>
    <circle r="270" fill="none" stroke="#2e3135" stroke-width="44"/>
    <path d="M -190 -192 A 270 270 0 0 1 190 -192" fill="none" stroke="#5b6066" stroke-width="8"/>
      <path d="M -262 -28 C -150 -40 -120 -60 -100 -80 L 100 -80 C 120 -60 150 -40 262 -28 L 258 46
        C 150 40 110 60 60 110 L 46 262 L -46 262 L -60 110 C -110 60 -150 40 -258 46 Z"
        fill="#1d2023"/><circle r="92" fill="#25282c"/>
      <ellipse rx="34" ry="24" fill="url(#chrome)"/>
      ${[-180, 180].map((x) => box(x - 42, -22, 84, 44, 12, '#3a3e43')).join('')}
    </g>`
}

function engine(chance: Prng): string {
  const bay = chance.pick(['#3d4247', '#4a4640', '#39424a'])
  const cover = chance.pick(['#1d1f22', '#26292d', '#2d2a2a'])
  const accent = chance.pick(['#b3242c', '#2458a8', '#aeb5ba', '#c08a2c'])
  const cap = (x: number, y: number, r: number, fill: string): string =>
    svg`<circle cx="${x + 4}" cy="${y + 8}" r="${r}" fill="#000" opacity="0.35"/>
      <circle cx="${x}" cy="${y}" r="${r}" fill="${fill}" stroke="#0d0e10" stroke-width="5"/>
      <path d="M ${x - r * 0.6} ${y} H ${x + r * 0.6}" stroke="#000" stroke-opacity="0.5"
        stroke-width="${r * 0.22}"/>`
  const hoses = Array.from({ length: 7 }, () => {
    const [x, y] = [chance.int(180, 1420), chance.int(330, 560)]
    const d = svg`M ${x} ${y} C ${x + chance.int(-200, 200)} ${y + 160} ${x + chance.int(-300, 300)}
      ${y + 200} ${chance.int(180, 1420)} ${chance.int(700, 1000)}`
    return svg`<path d="${d}" fill="none" stroke="#0c0d0f" stroke-width="34"/>
      <path d="${d}" fill="none" stroke="#33373b" stroke-width="20"/>
      <path d="${d}" fill="none" stroke="#6b7177" stroke-width="4" transform="translate(-4 -5)"/>`
  }).join('')
  const runners = Array.from(
    { length: 4 },
    (_, i) =>
      svg`<path d="M ${620 + i * 112} 690 C ${610 + i * 112} 770 ${600 + i * 112} 800
        ${612 + i * 112} 880" stroke="#7c848a" stroke-width="56" fill="none"/>
        <path d="M ${604 + i * 112} 690 C ${594 + i * 112} 770 ${584 + i * 112} 800
          ${596 + i * 112} 880" stroke="#b9c0c5" stroke-width="10" fill="none"/>`,
  ).join('')
  return svg`${box(0, 0, 1600, 1200, 0, bay)}
    <path d="M 0 0 H 1600 V 150 C 1200 250 400 250 0 150 Z" fill="#24272b"/>
    <path d="M 0 150 C 400 250 1200 250 1600 150 L 1600 196 C 1200 290 400 290 0 196 Z"
      fill="#565c62"/>
    <path d="M 0 150 L 150 260 L 110 1200 L 0 1200 Z M 1600 150 L 1450 260 L 1490 1200
      L 1600 1200 Z" fill="url(#paintFlat)"/>
    <path d="M 150 260 L 110 1200 M 1450 260 L 1490 1200" stroke="#000" stroke-opacity="0.5"
      stroke-width="10"/>
    ${hoses}${runners}
    ${box(520, 380, 560, 330, 34, '#000', 'opacity="0.4"')}${box(508, 364, 560, 330, 34, cover)}
    ${box(540, 396, 496, 60, 18, '#3b3f44')}
    ${[0, 1, 2, 3].map((i) => box(560 + i * 120, 486, 84, 160, 16, '#33373b')).join('')}
    ${box(640, 410, 300, 32, 10, accent)}${box(516, 368, 540, 12, 6, '#fff', 'opacity="0.16"')}
    ${box(1130, 330, 270, 210, 16, '#16181b')}${box(1130, 330, 270, 54, 16, '#2f3337')}
    ${cap(1180, 356, 22, '#c02a2a')}${cap(1350, 356, 22, '#23262a')}
    ${box(1160, 420, 210, 90, 8, '#e6e2d4')}${box(1176, 440, 178, 18, 4, accent)}
    ${box(190, 340, 260, 200, 40, '#202327')}
    <path d="M 450 440 C 490 440 500 500 520 520" stroke="#1a1c1f" stroke-width="70"
      fill="none"/>
    ${[0, 1, 2, 3, 4].map((i) => box(214 + i * 46, 360, 18, 160, 8, '#383c41')).join('')}
    ${box(220, 640, 200, 170, 26, '#d8dccf', 'opacity="0.92"')}
    ${box(220, 730, 200, 80, 26, chance.pick(['#d46a7e', '#58a46c', '#5b8fc7']), 'opacity="0.75"')}
    ${cap(320, 630, 44, '#17191c')}${cap(1260, 680, 52, '#202327')}${cap(790, 730, 46, '#c8962d')}
    <path d="M 120 900 H 1480 L 1500 1200 H 100 Z"
      fill="#1b1d20"/>
    ${Array.from({ length: 46 }, (_, i) => box(150 + i * 29, 960, 12, 240, 2, '#3e4348')).join('')}
      ${box(120, 890, 1360, 54, 20, 'url(#paintFlat)')}${cap(560, 918, 34, '#111315')}`
}

function wheelCloseUp(chance: Prng): string {
  const style = wheelStyle(chance)
  const ground = chance.pick(['#5d6063', '#8d8577', '#4f5457'])
  const [x, y, r] = [800 + chance.int(-80, 80), 690, 400]
  return svg`${box(0, 0, 1600, 1200, 0, 'url(#paintFlat)')}
    <path d="M 0 250 C 500 200 1100 205 1600 262 L 1600 280 C 1100 224 500 220 0 270 Z" fill="#fff"
      opacity="0.3"/><path d="M 0 700 H 1600 V 1000 H 0 Z" fill="#000" opacity="0.16"/>
    <path d="M 300 0 C 316 120 312 200 280 300" stroke="#000" stroke-opacity="0.4" stroke-width="9"
      fill="none"/>
    ${box(0, 930, 1600, 60, 0, '#17191c')}${box(0, 985, 1600, 215, 0, ground)}
      ${box(0, 985, 1600, 40, 0, '#000', 'opacity="0.35"')}
    <circle cx="${x}" cy="${y}" r="${r + 66}" fill="url(#paintFlat)" stroke="#000"
      stroke-opacity="0.25" stroke-width="6"/>
    <circle cx="${x}" cy="${y}" r="${r + 42}" fill="#07080a"/>
    <ellipse cx="${x}" cy="1092" rx="560" ry="46"
      fill="url(#contact)"/>
    ${wheel(x, y, r, style, chance.int(0, 71))}
    ${Array.from(
      { length: 5 },
      (_, i) => svg`<circle cx="${x + 62 * Math.cos((i * 2 * Math.PI) / 5)}"
        cy="${y + 62 * Math.sin((i * 2 * Math.PI) / 5)}"
        r="11" fill="#2b2f33" stroke="#868d93" stroke-width="4"/>`,
    ).join('')}`
}

function seats(chance: Prng): string {
  const cloth = chance.pick(['#c7b698', '#3a3d42', '#7d756b', '#5a2f2c', '#9aa0a5'])
  const stitch = chance.pick(['#fff', '#c0392b', '#e0c38a'])
  const seat = (x: number): string => svg`<g transform="translate(${x} 0)">
    ${box(-84, 150, 168, 150, 46, cloth)}${box(-62, 168, 124, 110, 34, '#000', 'opacity="0.12"')}
    ${box(-40, 296, 20, 60, 4, '#8f969b')}${box(20, 296, 20, 60, 4, '#8f969b')}
    <path d="M -190 820 C -230 600 -200 420 -150 350 C -80 326 80 326 150 350
      C 200 420 230 600 190 820 Z" fill="${cloth}"/>
    <path d="M -190 820 C -230 600 -200 420 -150 350 C -130 480 -140 660 -120 820 Z M 190 820
      C 230 600 200 420 150 350 C 130 480 140 660 120 820 Z" fill="#000" opacity="0.2"/>
    <path d="M -124 400 C -60 384 60 384 124 400 M -132 520 C -60 506 60 506 132 520 M -132 640
      C -60 628 60 628 132 640" stroke="${stitch}" stroke-opacity="0.5" stroke-width="4"
      stroke-dasharray="12 7" fill="none"/>
    <path d="M -60 360 C -20 500 -20 700 -60 810 L 60 810 C 20 700 20 500 60 360 Z" fill="#fff"
      opacity="0.07"/>
    <path d="M -230 1010 C -240 880 -200 800 -150 790 C -60 770 60 770 150 790
      C 200 800 240 880 230 1010 C 140 1050 -140 1050 -230 1010 Z" fill="${cloth}"/>
    <path d="M -150 800 C -60 850 60 850 150 800 C 180 880 170 960 150 1020
      C 60 1040 -60 1040 -150 1020 C -170 960 -180 880 -150 800 Z" fill="#fff" opacity="0.08"/>
    <path d="M -230 1000 C -140 1050 140 1050 230 1000 L 216 1080
      C 120 1116 -120 1116 -216 1080 Z" fill="#000" opacity="0.45"/></g>`
  return svg`${box(0, 0, 1600, 1200, 0, '#2b2d31')}
    <path d="M 0 0 H 1600 V 110 C 1100 70 500 70 0 110 Z" fill="#d3cec4"/>
    <path d="M 0 140 L 240 170 L 300 520 L 0 560 Z M 1600 140 L 1360 170 L 1300 520 L 1600 560 Z"
      fill="${chance.pick(['#b8d3e6', '#dfe6e4', '#f0d3ac'])}"/>
    <path d="M 320 190 H 1280 L 1240 560 H 360 Z" fill="#9db4c2" opacity="0.5"/>
    <path d="M 0 560 L 300 520 L 340 1200 L 0 1200 Z M 1600 560 L 1300 520 L 1260 1200
      L 1600 1200 Z" fill="#3a3d42"/>
    <path d="M 0 700 L 316 640 M 1600 700 L 1284 640" stroke="url(#chrome)" stroke-width="12"/>
    <path d="M 340 1020 H 1260 V 1200 H 320 Z" fill="#18191b"/>
   ${seat(500)}${seat(1100)}
    <path d="M 700 760 H 900 L 930 1200 H 670 Z"
      fill="#1c1e21"/>
    ${box(724, 790, 152, 120, 26, cloth)}${box(740, 940, 120, 70, 20, '#0f1113')}
      <path d="M 800 1120 V 1030" stroke="#8d949a" stroke-width="18"/>
      <circle cx="800" cy="1020" r="36" fill="#111315" stroke="#a5acb1" stroke-width="6"/>`
}
