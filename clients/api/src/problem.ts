// A refusal as data, whoever made it: the gateway, the line, or a proxy between.
import type { Problem as GatewayProblem } from './pwa.gen.ts'

/** The gateway's problem, if it was the gateway that answered. */
export type Problem = Partial<GatewayProblem> & {
  /** 0 when there was no connection at all. */
  readonly status: number
  /** `UNKNOWN` when the answer was no problem of ours, `OFFLINE` without an answer. */
  readonly code: string
  /** Seconds of Retry-After. */
  readonly retryAfter?: number
}

export type Answer<T> =
  | { readonly ok: true; readonly value: T; readonly version: number | undefined }
  | { readonly ok: false; readonly problem: Problem }
