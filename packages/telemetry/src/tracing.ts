// The one tracing pipeline of a process: it routes each span to a provider of the service that owns
// it, and to whoever listens.
import {
  type Context,
  context,
  propagation,
  type ProxyTracerProvider,
  type Span,
  type SpanOptions,
  trace,
  type Tracer,
  type TracerProvider,
} from '@opentelemetry/api'
import { AsyncLocalStorageContextManager } from '@opentelemetry/context-async-hooks'
import { W3CTraceContextPropagator } from '@opentelemetry/core'
import { resourceFromAttributes } from '@opentelemetry/resources'
import {
  AlwaysOffSampler,
  ParentBasedSampler,
  type Sampler,
  type SpanProcessor,
  TracerProvider as ServiceTracerProvider,
} from '@opentelemetry/sdk-trace'
import { type FanOut, fanOut } from './fan-out.ts'
import { samplerFrom } from './sampler.ts'
import { serviceOf } from './service-scope.ts'

export type TracingEnv = {
  readonly OTEL_SERVICE_NAME?: string
  readonly OTEL_TRACES_SAMPLER?: string
  readonly OTEL_TRACES_SAMPLER_ARG?: string
}

/**
 * The process's pipeline. `listen` starts handing ended spans to a processor; disposing of what it
 * returns stops that.
 */
export type Tracing = TracerProvider & {
  listen(processor: SpanProcessor): Disposable
  flush(): Promise<void>
}

const MARK = Symbol.for('pk-auto.tracing')
const isOurs = (provider: TracerProvider): provider is Tracing => MARK in provider

/** The pipeline if this process has one. */
export function installedTracing(): Tracing | undefined {
  const delegate = (trace.getTracerProvider() as Partial<ProxyTracerProvider>).getDelegate?.()
  return delegate && isOurs(delegate) ? delegate : undefined
}

/**
 * Installs the pipeline (context over async calls, W3C propagation, one provider per service) or
 * returns the one that is there: idempotent.
 */
export function installTracing(env: TracingEnv): Tracing {
  const present = installedTracing()
  if (present) return present
  const created = routingProvider(env)
  context.setGlobalContextManager(new AsyncLocalStorageContextManager().enable())
  propagation.setGlobalPropagator(new W3CTraceContextPropagator())
  trace.setGlobalTracerProvider(created)
  return created
}

const LAST_FLUSH = Symbol.for('pk-auto.tracing.flush')
type Flushing = { [LAST_FLUSH]?: () => Promise<void> }

/** For a pipeline that is not ours: how to send its last spans. */
export const flushAtExit = (flush: () => Promise<void>): void =>
  void ((globalThis as Flushing)[LAST_FLUSH] = flush)

/** Sends what is still buffered; never throws. Call it last before a process ends. */
export async function flushTracing(): Promise<void> {
  const flush = (globalThis as Flushing)[LAST_FLUSH] ?? (async () => installedTracing()?.flush())
  await flush().catch(() => undefined)
}

function routingProvider(env: TracingEnv): Tracing {
  const listeners = fanOut()
  const sampler = new ParentBasedSampler({ root: whenListenedTo(listeners, samplerFrom(env)) })
  const byService = new Map<string, ServiceTracerProvider>()
  const providerOf = (scope: Context) => {
    const service = serviceOf(scope) ?? env.OTEL_SERVICE_NAME ?? 'pk-auto'
    let provider = byService.get(service)
    if (!provider) {
      const resource = resourceFromAttributes({
        'service.name': service,
        'service.namespace': 'pk-auto',
      })
      byService.set(
        service,
        (provider = new ServiceTracerProvider({
          resource,
          sampler,
          spanProcessors: [listeners.processor],
        })),
      )
    }
    return provider
  }
  return {
    [MARK]: true,
    getTracer: (name, version, options) =>
      routingTracer((scope) => providerOf(scope).getTracer(name, version, options)),
    listen: (processor) => listeners.add(processor),
    flush: () => listeners.processor.forceFlush(),
  } as Tracing
}

function routingTracer(tracerOf: (scope: Context) => Tracer): Tracer {
  const startSpan = (name: string, options?: SpanOptions, scope: Context = context.active()) =>
    tracerOf(scope).startSpan(name, options, scope)
  function startActiveSpan<F extends (span: Span) => unknown>(
    name: string,
    ...rest: [F] | [SpanOptions, F] | [SpanOptions, Context, F]
  ): ReturnType<F> {
    const fn = rest.at(-1) as F
    const options = rest.length > 1 ? (rest[0] as SpanOptions) : undefined
    const scope = rest.length === 3 ? rest[1] : context.active()
    const span = startSpan(name, options, scope)
    return context.with(
      trace.setSpan(scope, span),
      fn as (span: Span) => ReturnType<F>,
      undefined,
      span,
    )
  }
  return { startSpan, startActiveSpan } as Tracer
}

/**
 * Without a listener a root span is not recorded, yet it has ids: logs and problem answers carry a
 * trace id at almost no cost.
 */
function whenListenedTo(listeners: FanOut, wanted: Sampler): Sampler {
  const off = new AlwaysOffSampler()
  return {
    shouldSample: (...span) =>
      listeners.hasListeners() ? wanted.shouldSample(...span) : off.shouldSample(),
    toString: () => `WhenListenedTo(${wanted.toString()})`,
  }
}
