// Asks a running platform for much, and says whether it held. See scripts/run-load.
import { setTimeout as wait } from 'node:timers/promises'
import { k6 } from '@pk-auto/servers/operations'
import { type Asked, readAsked } from './load/run/arguments.ts'
import { anAction, between, spentAt } from './load/run/cpu.ts'
import { BREACH, runK6, type Target } from './load/run/k6.ts'
import { climb, KNEE_HEAD, kneeOf, kneeRow, type Step } from './load/run/knee.ts'
import { mustAnswer, servesPhotos } from './load/run/platform.ts'
import { readPlatform } from './platform/record.ts'

const offset = Number(process.env['PORT_BASE_OFFSET'] ?? 0)
const REST_SECONDS = 20

/** @throws Error when no platform runs on this machine */
function platformHere(): { readonly at: string; readonly photos: string | undefined } {
  const urls = readPlatform(offset)?.urls ?? []
  const originOf = (kind: string) => {
    const found = urls.find(({ name }) => name.startsWith(kind))
    return found && new URL(found.url).origin
  }
  const [at, photos] = [originOf('gateway'), originOf('photos')]
  if (at === undefined)
    throw new Error('no platform is running here: scripts/up --detach starts one; or say --at')
  return { at, photos }
}

async function once(program: string, asked: Asked, target: Target): Promise<void> {
  const { load, rate, minutes } = asked
  const start = spentOf(asked)
  if (start) await wait(REST_SECONDS * 1_000)
  const began = performance.now()
  const before = spentOf(asked)
  const order = { ...asked, target, seconds: minutes * 60, quiet: false }
  const outcome = await runK6(program, order)
  const after = spentOf(asked)
  if (start && before && after)
    showCpu(
      anAction(
        {
          busy: between(before, after),
          busySeconds: (performance.now() - began) / 1_000,
          rest: between(start, before),
          restSeconds: REST_SECONDS,
        },
        outcome.done,
      ),
      outcome.done,
    )
  const { broken, summary, done, p95Ms } = outcome
  const what = `${load} at ${rate}/s for ${minutes} min`
  if (broken.length === 0) {
    const count = `${done} done, p95 ${p95Ms.toFixed(0)} ms`
    return console.log(`${what} holds: ${count}; summary in ${summary}`)
  }
  console.log(
    `${what} does not hold: ${broken.join('; ')}. Ask for less with --rate, or find how much it ` +
      `holds with --knee; docs/capacity.md says what breaks first and why. Summary in ${summary}`,
  )
  process.exitCode = BREACH
}

const spentOf = ({ cpu }: Asked) => (cpu ? spentAt(offset) : undefined)

function showCpu(spent: readonly [string, number][], done: number): void {
  console.log(`CPU-ms an action, less what rest costs, over ${done} of them:`)
  for (const [name, ms] of spent) console.log(`  ${name.padEnd(14)} ${ms.toFixed(2).padStart(8)}`)
}

async function knee(program: string, asked: Asked, target: Target): Promise<void> {
  const { load, rate: first, minutes } = asked
  console.log(`${load}, ${minutes * 60} s a step\n${KNEE_HEAD}`)
  const steps: Step[] = []
  const measure = (rate: number) =>
    runK6(program, { ...asked, target, rate, seconds: minutes * 60, quiet: true })
  for await (const step of climb(first, measure)) {
    steps.push(step)
    console.log(kneeRow(step))
  }
  const { holds, breaks } = kneeOf(steps)
  if (!holds) {
    console.log(`${load} does not hold even ${first}/s: begin lower with --rate`)
    process.exitCode = BREACH
  } else if (breaks)
    console.log(`the knee of ${load}: ${holds.rate}/s hold, ${breaks.rate}/s do not`)
  else console.log(`${load} still holds ${holds.rate}/s: begin higher with --rate`)
}

try {
  const asked = readAsked(process.argv.slice(2))
  if (asked.cpu && asked.at !== undefined)
    throw new Error('--cpu is about the platform of scripts/up on this machine: leave out --at')
  const { at, photos } =
    asked.at === undefined ? platformHere() : { at: asked.at, photos: asked.at }
  await mustAnswer(at, asked.load)
  const looks = asked.load === 'browse' || asked.load === 'day'
  const served = looks && photos !== undefined && (await servesPhotos(at, photos))
  if (looks && !served) console.log(`${photos ?? at} serves no photos: they are left out`)
  const target = { at, ...(served && { photos }) }
  const program = await k6()
  await (asked.knee ? knee : once)(program, asked, target)
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  process.exitCode = 1
}
