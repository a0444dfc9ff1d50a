// Which root spans are recorded, by the standard OpenTelemetry variables. Children follow their
// parent's decision.
import {
  AlwaysOffSampler,
  AlwaysOnSampler,
  type Sampler,
  TraceIdRatioBasedSampler,
} from '@opentelemetry/sdk-trace'

/**
 * OTEL_TRACES_SAMPLER: always_on (default), always_off, traceidratio, each also with the prefix
 * `parentbased_`; OTEL_TRACES_SAMPLER_ARG is the ratio, 0 to 1. An unknown name records everything.
 */
export function samplerFrom(env: {
  readonly OTEL_TRACES_SAMPLER?: string
  readonly OTEL_TRACES_SAMPLER_ARG?: string
}): Sampler {
  const name = env.OTEL_TRACES_SAMPLER?.replace(/^parentbased_/, '')
  if (name === 'always_off') return new AlwaysOffSampler()
  if (name !== 'traceidratio') return new AlwaysOnSampler()
  const ratio = Number(env.OTEL_TRACES_SAMPLER_ARG ?? 1)
  return new TraceIdRatioBasedSampler(Number.isFinite(ratio) ? Math.min(1, Math.max(0, ratio)) : 1)
}
