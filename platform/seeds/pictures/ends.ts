// Draws a car from the front or the rear, standing on y = 0, symmetrical around x = 0, 1000 units
// wide.
import type { Kind } from './subjects.ts'
import { svg } from './svg.ts'
import type { Prng } from '../prng.ts'

type EndShape = {
  roof: number
  roofHalf: number
  /** Lower edge of the windscreen, and upper edge of nose or tail below it. */
  belt: number
  nose: number
  clearance: number
  clad: boolean
  width: number
}

const ENDS: Record<Kind, EndShape> = {
  sedan: {
    roof: -815,
    roofHalf: 300,
    belt: -545,
    nose: -480,
    clearance: 96,
    clad: false,
    width: 800,
  },
  hatchback: {
    roof: -885,
    roofHalf: 330,
    belt: -575,
    nose: -500,
    clearance: 104,
    clad: false,
    width: 770,
  },
  suv: {
    roof: -930,
    roofHalf: 352,
    belt: -615,
    nose: -540,
    clearance: 140,
    clad: true,
    width: 820,
  },
  van: {
    roof: -1190,
    roofHalf: 400,
    belt: -640,
    nose: -610,
    clearance: 120,
    clad: false,
    width: 660,
  },
  pickup: {
    roof: -950,
    roofHalf: 345,
    belt: -625,
    nose: -560,
    clearance: 170,
    clad: true,
    width: 830,
  },
}

/** SVG of the car's front or rear, and the width it should have in the picture. Needs paintDefs. */
export function endView(
  kind: Kind,
  end: 'front' | 'rear',
  chance: Prng,
): { svg: string; width: number; units: number } {
  const shape = ENDS[kind]
  const { clearance, belt, nose } = shape
  const low = -clearance
  const tyre = svg`<rect x="372" y="${-clearance - 110}" width="98" height="${clearance + 110}"
    rx="22" fill="#0e0f11"/><path d="M 384 -14 H 458 M 384 -40 H 458 M 384 -66 H 458"
    stroke="#26282b" stroke-width="6"/>`
  const cabin = svg`M 0 ${shape.roof}
    C ${shape.roofHalf * 0.6} ${shape.roof} ${shape.roofHalf * 0.86} ${shape.roof + 8}
    ${shape.roofHalf} ${shape.roof + 46}
    C ${shape.roofHalf + 44} ${shape.roof + 110} 428 ${belt - 80} 452 ${belt + 24}
    L 0 ${belt + 30} Z`
  const body = svg`M 0 ${belt} L 430 ${belt + 6}
    C 474 ${belt + 26} 492 ${nose + 80} 497 ${nose + 190}
    C 500 ${low - 130} 494 ${low - 50} 470 ${low - 16} C 440 ${low + 2} 380 ${low} 300 ${low + 6}
    L 0 ${low + 8} Z`
  const glass = glassOf(shape, end)
  const face = end === 'front' ? front(kind, shape, chance) : rear(kind, shape)
  const mirror = svg`<path d="M 440 ${belt - 40} C 470 ${belt - 74} 540 ${belt - 70}
    548 ${belt - 34} C 548 ${belt - 4} 500 ${belt - 2} 452 ${belt - 14} Z"
    fill="url(#paintFlat)" stroke="#000" stroke-opacity="0.3" stroke-width="2"/>`
  const cabinHalf = svg`${tyre}
    <path d="${cabin}" fill="url(#paintFlat)"/>
    <path d="${glass}" fill="url(#glass)" stroke="#0d0f11" stroke-width="10"
      stroke-linejoin="round"/>`
  const bodyHalf = svg`${mirror}
    <path d="${body}" fill="url(#paintFlat)"/>
    <path d="M 0 ${nose + 190} L 497 ${nose + 190} C 500 ${low - 130} 494 ${low - 50} 470
      ${low - 16} L 0 ${low + 8} Z" fill="#000" opacity="0.12"/>
    <path d="M 452 ${nose + 40} C 476 ${nose + 140} 480 ${low - 120} 470 ${low - 20}
      L 500 ${low - 60} L 500 ${nose + 140} Z" fill="#000" opacity="0.22"/>
    ${
      shape.clad
        ? svg`<path d="M 0 ${low - 84} L 330 ${low - 84} C 400 ${low - 84} 420 ${low - 160}
      498 ${low - 170} L 494 ${low - 50} C 480 ${low} 380 ${low} 0 ${low + 8} Z"
      fill="#1a1c1f"/>`
        : svg`<path d="M 0 ${low - 34} L 400 ${low - 34} L 440 ${low - 8}
        L 0 ${low + 8} Z" fill="#15171a"/>`
    }
    ${face.half}`
  return {
    width: shape.width,
    units: 1000,
    svg: svg`
    <ellipse cx="0" cy="-4" rx="600" ry="44" fill="url(#contact)"/>
    <ellipse cx="0" cy="-10" rx="500" ry="24" fill="url(#contact)"/>
    <rect x="-400" y="${low - 60}" width="800" height="${clearance + 20}" fill="#060708"
      opacity="0.85"/>
    <g>${cabinHalf}</g><g transform="scale(-1 1)">${cabinHalf}</g>
    <clipPath id="screenClip"><path d="${glass}"/>
    <path d="${glass}" transform="scale(-1 1)"/></clipPath>
    <g clip-path="url(#screenClip)">
      <path d="M -230 ${belt + 20} L -222 ${belt - 130} C -216 ${belt - 170} -130 ${belt - 170}
        -124 ${belt - 130} L -112 ${belt + 20} Z M 230 ${belt + 20} L 222 ${belt - 130}
        C 216 ${belt - 170} 130 ${belt - 170} 124 ${belt - 130} L 112 ${belt + 20} Z"
        fill="#05070a" opacity="0.5"/>
      <path d="M -420 ${belt + 30} L -120 ${shape.roof - 20} L 60 ${shape.roof - 20}
        L -240 ${belt + 30} Z M -60 ${belt + 30} L 240 ${shape.roof - 20} L 280 ${shape.roof - 20}
        L -20 ${belt + 30} Z" fill="#e6f0f7" opacity="0.15"/>
      </g>
    <g>${bodyHalf}</g><g transform="scale(-1 1)">${bodyHalf}</g>
    <path d="M -300 ${nose + 6} C -120 ${nose - 14} 120 ${nose - 14} 300 ${nose + 6}
      C 140 ${nose + 34} -140 ${nose + 34} -300 ${nose + 6} Z" fill="#fff" opacity="0.14"/>
    ${face.whole}`,
  }
}

function glassOf(shape: EndShape, end: 'front' | 'rear'): string {
  const half = shape.roofHalf - 26
  const sill = end === 'front' ? shape.belt - 6 : shape.belt - 34
  return svg`M 0 ${shape.roof + 48}
    C ${half * 0.6} ${shape.roof + 48} ${half * 0.86} ${shape.roof + 54} ${half} ${shape.roof + 78}
    C ${half + 30} ${shape.roof + 130} 392 ${shape.belt - 84} 410 ${sill}
    C 260 ${sill + 16} 120 ${sill + 18} 0 ${sill + 18}`
}

type Face = { half: string; whole: string }

const plate = (y: number): string =>
  svg`<rect x="-124" y="${y}" width="248" height="66" rx="7" fill="url(#plate)" stroke="#70706a"
    stroke-width="3"/><rect x="-112" y="${y + 10}" width="30" height="46" fill="#1f7a4c"
    opacity="0.85"/><path d="M -62 ${y + 34} H 92" stroke="#3c3f41" stroke-width="14"
    stroke-dasharray="22 11"/>`

function front(kind: Kind, shape: EndShape, chance: Prng): Face {
  const low = -shape.clearance
  const at = shape.nose + 62
  const slats = Array.from(
    { length: kind === 'suv' || kind === 'pickup' ? chance.int(4, 6) : chance.int(2, 3) },
    (_, i) =>
      svg`<path d="M 0 ${at + 22 + i * 20} L ${250 - i * 8} ${at + 18 + i * 20}" stroke="#596067"
        stroke-width="6"/>`,
  ).join('')
  const big = kind === 'suv' || kind === 'pickup'
  const grille = big
    ? svg`<path d="M 0 ${at - 4} L 268 ${at - 4} L 236 ${at + 140} L 0 ${at + 148} Z" fill="#0f1113"
      stroke="url(#chrome)" stroke-width="9"/>${slats}`
    : svg`<path d="M 0 ${at + 8} L 262 ${at} L 240 ${at + 66} L 0 ${at + 74} Z" fill="#0f1113"
      stroke="url(#chrome)" stroke-width="5"/>${slats}`
  const mouth = low - 76
  return {
    half: svg`<path d="M 0 ${shape.nose + 26} C 180 ${shape.nose + 26} 300 ${shape.nose + 34} 420
      ${shape.nose + 66}" stroke="#000" stroke-opacity="0.35" stroke-width="5" fill="none"/>
      <path d="M 210 ${shape.belt + 12} C 230 ${shape.nose - 6} 250 ${shape.nose + 10} 268
        ${shape.nose + 40}" stroke="#000" stroke-opacity="0.15" stroke-width="7" fill="none"/>
      ${grille}
      <path d="M 482 ${at + 4} C 430 ${at - 26} 350 ${at - 18} 282 ${at + 6} L 262 ${at + 58}
        C 340 ${at + 84} 430 ${at + 78} 494 ${at + 50} Z" fill="#15181b"/>
      <path d="M 476 ${at + 8} C 430 ${at - 18} 352 ${at - 10} 290 ${at + 12} L 274 ${at + 54}
        C 340 ${at + 74} 430 ${at + 68} 486 ${at + 44} Z" fill="url(#lamp)"/>
      <circle cx="340" cy="${at + 30}" r="27" fill="#f6fbff" stroke="#6d7b86" stroke-width="5"/>
      <circle cx="412" cy="${at + 28}" r="22" fill="#e2ecf3" stroke="#6d7b86" stroke-width="4"/>
      <path d="M 0 ${mouth - 70} L 250 ${mouth - 70} L 288 ${mouth + 12} L 0 ${mouth + 22} Z"
        fill="#0d0f11"/><path d="M 0 ${mouth - 40} H 258 M 0 ${mouth - 14} H 270" stroke="#3b4147"
        stroke-width="5"/>
      <path d="M 340 ${mouth - 66} L 452 ${mouth - 84} L 446 ${mouth - 6} L 356 ${mouth + 6} Z"
        fill="#101214"/><circle cx="398" cy="${mouth - 38}" r="24" fill="url(#lamp)"
        stroke="#565e65" stroke-width="4"/>`,
    whole: svg`<ellipse cx="0" cy="${at + 36}" rx="40" ry="28" fill="url(#chrome)" stroke="#5d656b"
        stroke-width="3"/>${plate(mouth - 96)}`,
  }
}

function rear(kind: Kind, shape: EndShape): Face {
  const low = -shape.clearance
  const at = shape.nose + 40
  const tall = kind === 'van' || kind === 'pickup'
  const lamp = tall
    ? svg`<path d="M 432 ${at - 10} L 486 ${at + 14} L 492 ${at + 190} L 436 ${at + 190} Z"
      fill="url(#tail)" stroke="#40060a" stroke-width="4"/>
      <path d="M 438 ${at + 120} L 490 ${at + 120} L 492 ${at + 156} L 438 ${at + 156} Z"
        fill="#f2ece6" opacity="0.85"/>`
    : svg`<path d="M 488 ${at + 26} C 440 ${at - 10} 350 ${at - 6} 262 ${at + 6} L 270 ${at + 64}
        C 350 ${at + 78} 430 ${at + 90} 496 ${at + 106} Z" fill="url(#tail)" stroke="#40060a"
        stroke-width="4"/><path d="M 300 ${at + 30} C 360 ${at + 26} 430 ${at + 40} 486 ${at + 62}"
        stroke="#ff8d86" stroke-width="9" fill="none" opacity="0.8"/>
      <path d="M 274 ${at + 44} L 330 ${at + 48} L 332 ${at + 68} L 276 ${at + 62} Z"
        fill="#f2ece6" opacity="0.85"/>`
  const lid = tall ? low - 110 : low - 150
  return {
    half: svg`${lamp}
      <path d="M 0 ${lid} L 330 ${lid} C 400 ${lid - 6} 416 ${lid - 60} 420 ${shape.belt + 20}"
        stroke="#000" stroke-opacity="0.38" stroke-width="5" fill="none"/>
      <path d="M 0 ${low - 92} L 480 ${low - 92}" stroke="#000" stroke-opacity="0.2"
        stroke-width="4"/>
      <path d="M 398 ${low - 70} L 462 ${low - 76} L 460 ${low - 52} L 398 ${low - 48} Z"
        fill="#8f1118"/>
      <ellipse cx="300" cy="${low + 2}" rx="34" ry="17" fill="url(#chrome)"/>
      <ellipse cx="300" cy="${low + 2}" rx="25" ry="11" fill="#0a0b0c"/>`,
    whole: svg`<rect x="-170" y="${at + 78}" width="340" height="104" rx="12" fill="#000"
        opacity="0.16"/>${plate(at + 98)}
      <rect x="-150" y="${at + 66}" width="300" height="13" rx="6" fill="url(#chrome)"/>
      <ellipse cx="0" cy="${at + 26}" rx="38" ry="26" fill="url(#chrome)" stroke="#5d656b"
        stroke-width="3"/>
      <rect x="-70" y="${shape.roof + 58}" width="140" height="10" rx="5" fill="#b3141d"
        opacity="0.85"/>`,
  }
}
