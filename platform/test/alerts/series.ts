// A trouble and a quiet day as series in promtool's notation, one sample a minute.

export type Scenario = {
  readonly alert: string
  readonly broken: readonly Series[]
  readonly healthy: readonly Series[]
  /** When it must be firing, in minutes. */
  readonly after: number
}
export type Series = readonly [series: string, values: string]

export const DAY = 1_440
export const steady = (series: string, value: number): Series => [series, `${value}x${DAY}`]
export const growing = (series: string, by: number): Series => [series, `0+${by}x${DAY}`]
