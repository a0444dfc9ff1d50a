// A wheel seen from the side: tyre, brake, spokes.
import type { Prng } from '../prng.ts'
import { svg } from './svg.ts'

export type WheelStyle = { spokes: number; width: number; twin: boolean; dark: boolean }

export const wheelStyle = (chance: Prng): WheelStyle => ({
  spokes: chance.pick([5, 5, 6, 7, 8, 10]),
  width: 0.1 + chance.next() * 0.06,
  twin: chance.chance(0.4),
  dark: chance.chance(0.2),
})

/** Centre and radius in the units of the drawing; the tyre touches the ground at y + r. */
export function wheel(x: number, y: number, r: number, style: WheelStyle, turn = 0): string {
  const rim = r * 0.72
  const fill = style.dark ? '#3a3e43' : 'url(#rim)'
  const spokes = Array.from({ length: style.spokes }, (_, i) => {
    const angle = turn + (i * 360) / style.spokes
    return (style.twin ? [-9, 9] : [0])
      .map((lean) => spoke(rim, style.twin ? style.width * 0.55 : style.width, angle + lean, fill))
      .join('')
  })
  return svg`<g transform="translate(${x} ${y})">
    <circle r="${r}" fill="url(#tyre)"/>
    <circle r="${r * 0.9}" fill="none" stroke="#3a3c40" stroke-width="${r * 0.015}"/>
    <circle r="${rim}" fill="#15171a"/><circle r="${rim * 0.66}" fill="#8d9499"/>
    <circle r="${rim * 0.62}" fill="#6f767b"/><circle r="${rim * 0.3}" fill="#2a2d30"/>
    <path d="M ${-rim * 0.62} ${-rim * 0.2} A ${rim * 0.66} ${rim * 0.66} 0 0 1
      ${-rim * 0.2} ${-rim * 0.62} L ${-rim * 0.14} ${-rim * 0.42}
      L ${-rim * 0.42} ${-rim * 0.14} Z" fill="#54595d"/>
    ${spokes.join('')}
    <circle r="${rim * 0.96}" fill="none" stroke="${fill}" stroke-width="${rim * 0.09}"/>
    <circle r="${rim * 1.01}" fill="none" stroke="#0b0c0d" stroke-width="${rim * 0.025}"/>
    <circle r="${rim * 0.2}" fill="${fill}"/><circle r="${rim * 0.11}" fill="#41464b"/>
    <circle r="${rim * 0.08}" fill="#c9cfd3"/>
  </g>`
}

function spoke(rim: number, width: number, angle: number, fill: string): string {
  const [inner, outer] = [rim * width * 0.75, rim * width * 1.25]
  const shape = svg`M ${-inner} ${-rim * 0.1} L ${-outer} ${-rim * 0.94} L ${outer} ${-rim * 0.94}
    L ${inner} ${-rim * 0.1} Z`
  return svg`<g transform="rotate(${angle})">
    <path d="${shape}" fill="#000" opacity="0.35"
      transform="translate(${rim * 0.02} ${rim * 0.03})"/>
    <path d="${shape}" fill="${fill}"/></g>`
}
