// How a figure of a benchmark is made: rounds side by side, medians, and a bootstrap interval of
// the ratio. Pure but for `commitOf` and `report`.
import { execFileSync } from 'node:child_process'

/**
 * One line of JSON per figure. `ours`, `peer` and `limit` are medians in the unit the figure names;
 * `ratio` is ours against peer, or against the limit where there is no peer.
 */
export type Figure = {
  readonly figure: string
  readonly ours: number
  readonly peer: number | null
  readonly limit: number | null
  readonly ratio: number
  readonly ci95: readonly [number, number]
  readonly rounds: number
  readonly commit: string
}

/** One measurement of each side, taken one after the other. At least one of peer and limit. */
export type Round = { readonly ours: number; readonly peer?: number; readonly limit?: number }

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  const upper = sorted[middle]
  if (upper === undefined) throw new RangeError('there is no median of nothing')
  return sorted.length % 2 === 1 ? upper : ((sorted[middle - 1] ?? upper) + upper) / 2
}

/**
 * The interval that holds the median of `values` 95 times in 100, by resampling. `random` is an
 * argument, so that a run can be repeated.
 */
export function bootstrap95(
  values: readonly number[],
  random: () => number,
  resamples = 2_000,
): [number, number] {
  const medians = Array.from({ length: resamples }, () =>
    median(values.map(() => values[Math.floor(random() * values.length)] ?? NaN)),
  ).toSorted((a, b) => a - b)
  const at = (share: number) =>
    medians[Math.min(resamples - 1, Math.floor(resamples * share))] ?? NaN
  return [at(0.025), at(0.975)]
}

/** Numbers between 0 and 1 from a seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

const LEAST_ROUNDS = 5

/**
 * How many rounds the command line asks for. @throws RangeError before anything is measured in vain
 */
export function roundsOf(text: string): number {
  const rounds = Number(text)
  if (!Number.isInteger(rounds) || rounds < LEAST_ROUNDS)
    throw new RangeError(`--rounds ${text}: at least ${LEAST_ROUNDS}, or the figure proves nothing`)
  return rounds
}

const rounded = (value: number) => Number(value.toPrecision(4))

/** @throws RangeError for fewer than five rounds, or rounds without anything to compare with */
export function figureOf(figure: string, rounds: readonly Round[], commit: string): Figure {
  if (rounds.length < LEAST_ROUNDS)
    throw new RangeError(
      `${figure}: ${rounds.length} rounds prove nothing, ${LEAST_ROUNDS} at least`,
    )
  const side = (name: 'peer' | 'limit') =>
    rounds.map((round) => round[name]).filter((value) => value !== undefined)
  const [peers, limits] = [side('peer'), side('limit')]
  const against = peers.length === rounds.length ? peers : limits
  if (against.length !== rounds.length)
    throw new RangeError(`${figure}: a round has nothing to compare with`)
  const ratios = rounds.map(({ ours }, i) => ours / (against[i] ?? NaN))
  const [low, high] = bootstrap95(ratios, seeded(rounds.length))
  return {
    figure,
    ours: rounded(median(rounds.map(({ ours }) => ours))),
    peer: peers.length > 0 ? rounded(median(peers)) : null,
    limit: limits.length > 0 ? rounded(median(limits)) : null,
    ratio: rounded(median(ratios)),
    ci95: [rounded(low), rounded(high)],
    rounds: rounds.length,
    commit,
  }
}

/** The commit measured, with `+` when the tree differs from it; `none` before the first. */
export function commitOf(): string {
  const git = (...args: string[]) =>
    execFileSync('git', args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }).trim()
  try {
    const changed = git('status', '--porcelain') !== ''
    return `${git('rev-parse', '--short=12', 'HEAD')}${changed ? '+' : ''}`
  } catch {
    return 'none'
  }
}

export const report = (figure: Figure): void => console.log(JSON.stringify(figure))
