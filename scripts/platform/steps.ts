// A line for each step of something long, when it begins and when it is done.
import type { OnStep } from '@pk-auto/servers/progress'

export const printStep: OnStep = ({ name, state, seconds }) => {
  if (state === 'done') console.log(`${seconds.toFixed(1).padStart(7)} s  ${name}`)
  else console.log(`        …  ${name}`)
}
