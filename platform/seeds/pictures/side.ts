// Draws a car from its side, facing left, standing on y = 0.
import { SIDES } from './side-shapes.ts'
import type { Kind } from './subjects.ts'
import { svg } from './svg.ts'
import type { Prng } from '../prng.ts'
import { wheel, wheelStyle } from './wheel.ts'

/**
 * SVG of the car in 1000 units of length, and the width it should have in the picture. Needs
 * paintDefs.
 */
export function sideView(kind: Kind, chance: Prng): { svg: string; width: number; units: number } {
  const shape = SIDES[kind]
  const { front, rear, r, arch } = shape.wheels
  const hub = -r
  // The arch cuts the sill where the circle around the hub crosses it.
  const reach = Math.sqrt(arch ** 2 - (shape.sill - hub) ** 2)
  const large = shape.sill > hub ? 1 : 0
  const over = (x: number): string =>
    `L ${x + reach} ${shape.sill} A ${arch} ${arch} 0 ${large} 0 ${x - reach} ${shape.sill}`
  const body = svg`${shape.top} ${shape.ends.rear} ${over(rear)} ${over(front)}
    L ${front - arch - 20} ${shape.sill - 10} ${shape.ends.front} Z`
  const style = wheelStyle(chance)
  const turn = chance.int(0, 71)
  const lines = shape.lines.map(
    (d) =>
      svg`<path d="${d}" stroke="#000" stroke-opacity="0.42" stroke-width="2.2"/>
        <path d="${d}" stroke="#fff" stroke-opacity="0.22" stroke-width="1.2"
          transform="translate(2.4 0)"/>`,
  )
  const tint = 0.72 + chance.next() * 0.25
  return {
    width: shape.width,
    units: 1000,
    svg: svg`
    <ellipse cx="500" cy="-2" rx="540" ry="30" fill="url(#contact)"/>
    <ellipse cx="500" cy="-6" rx="490" ry="15" fill="url(#contact)"/>
    <path d="M ${front - arch} ${shape.sill} L ${front - arch} ${hub - arch - 4}
      L ${rear + arch} ${hub - arch - 4} L ${rear + arch} ${shape.sill} Z" fill="#08090a"/>
    <clipPath id="bodyClip"><path d="${body}"/></clipPath>
    <path d="${body}" fill="url(#paint)"/>
    <g clip-path="url(#bodyClip)">
      <path d="${shape.crease} L 1000 ${shape.sill + 40} L 0 ${shape.sill + 40} Z" fill="#000"
        opacity="0.13"/>
      <path d="M 0 ${hub - 40} C 260 ${hub - 18} 420 ${hub - 66} 640 ${hub - 34}
        C 800 ${hub - 12} 900 ${hub - 46} 1000 ${hub - 30} L 1000 0 L 0 0 Z" fill="#000"
        opacity="0.2"/>
      <rect x="0" y="-600" width="1000" height="600" fill="url(#ends)"/>
      ${
        shape.clad
          ? cladding(front, rear, arch, hub, shape.sill)
          : svg`<rect x="0" y="${shape.sill - 9}" width="1000" height="30" fill="#121416"
              opacity="0.8"/>`
      }
    </g>
    <path d="${shape.crease}" fill="none" stroke="#fff" stroke-opacity="0.4" stroke-width="2.6"/>
    <g fill="none">${lines.join('')}</g>
    ${shape.extras}
    ${windows(shape.glass, tint)}
    ${shape.handles
      .map(
        ([x, y]) => svg`<rect x="${x - 2}" y="${y + 1}" width="44" height="11" rx="5"
          fill="#000" opacity="0.35"/>
          <rect x="${x}" y="${y}" width="42" height="8" rx="4" fill="url(#chrome)"/>`,
      )
      .join('')}
    <path d="${shape.lamp}" fill="url(#lamp)" stroke="#3c444a" stroke-width="2"/>
    <path d="${shape.tail}" fill="url(#tail)" stroke="#3f0508" stroke-width="1.6"/>
    <path d="M ${shape.mirror[0] - 22} ${shape.mirror[1] - 16}
      C ${shape.mirror[0] - 24} ${shape.mirror[1] + 12}
      ${shape.mirror[0] + 18} ${shape.mirror[1] + 10}
      ${shape.mirror[0] + 24} ${shape.mirror[1] - 2}
      C ${shape.mirror[0] + 18} ${shape.mirror[1] - 22}
      ${shape.mirror[0] - 10} ${shape.mirror[1] - 26}
      ${shape.mirror[0] - 22} ${shape.mirror[1] - 16} Z"
      fill="url(#paintFlat)" stroke="#000" stroke-opacity="0.35" stroke-width="1.6"/>
    ${wheel(front, hub, r, style, turn)}${wheel(rear, hub, r, style, turn + 17)}`,
  }
}

function windows(glass: string[], tint: number): string {
  return svg`<clipPath id="glassClip">${glass.map((d) => `<path d="${d}"/>`).join('')}</clipPath>
    ${glass
      .map(
        (d) => svg`<path d="${d}" fill="#0d0f11" stroke="#0d0f11" stroke-width="9"
      stroke-linejoin="round"/>`,
      )
      .join('')}
    <g clip-path="url(#glassClip)">
      <rect width="1000" height="600" y="-600" fill="url(#glass)" opacity="${tint}"/>
      <path d="M 455 -200 L 462 -300 C 464 -322 500 -322 504 -300 L 520 -200 Z M 640 -200
        L 646 -300 C 650 -320 682 -320 686 -300 L 700 -200 Z" fill="#06080a" opacity="0.55"/>
      <path d="M 300 -600 L 420 -600 L 250 -200 L 130 -200 Z M 620 -600 L 770 -600 L 600 -200
        L 450 -200 Z M 800 -600 L 830 -600 L 660 -200 L 630 -200 Z" fill="#dfeaf2" opacity="0.16"/>
      </g>`
}

function cladding(front: number, rear: number, arch: number, hub: number, sill: number): string {
  const rings = [front, rear]
    .map((x) => `<circle cx="${x}" cy="${hub}" r="${arch + 13}" fill="#1a1c1f"/>`)
    .join('')
  return svg`${rings}<rect x="0" y="${sill - 26}" width="1000" height="60" fill="#1a1c1f"/>
    <rect x="0" y="${sill - 27}" width="1000" height="2" fill="#5b6167" opacity="0.6"/>`
}
