// The --import hook of every process: ids for every trace always; exported spans, also of pg, when
// OTEL_EXPORTER_OTLP_ENDPOINT names a collector.
import { register } from 'node:module'

const env = process.env
const collector = env['OTEL_EXPORTER_OTLP_ENDPOINT'] ?? env['OTEL_EXPORTER_OTLP_TRACES_ENDPOINT']
// OTEL_TRACES_EXPORTER=memory is for tests that record spans in this process: the patch of pg must
// be in place before pg loads.
const instrumented = collector !== undefined || env['OTEL_TRACES_EXPORTER'] === 'memory'
// Before any other import: without this loader the instrumentations never see ES modules, silently.
// Its thread costs 22 MB, so only where spans are wanted.
if (instrumented) register('@opentelemetry/instrumentation/hook.mjs', import.meta.url)

const pgOptions = { requireParentSpan: true, ignoreConnectSpans: true }
const instrumentationOfPg = async () =>
  new (await import('@opentelemetry/instrumentation-pg')).PgInstrumentation(pgOptions)

if (collector !== undefined && env['OTEL_SERVICE_NAME']) {
  // One service to a process, as in the cluster: the SDK's own pipeline, exporter and batches, by
  // its own variables.
  const { NodeSDK } = await import('@opentelemetry/sdk-node')
  const { flushAtExit } = await import('./tracing.ts')
  const sdk = new NodeSDK({
    serviceName: env['OTEL_SERVICE_NAME'],
    autoDetectResources: false,
    instrumentations: [await instrumentationOfPg()],
    metricReaders: [],
    logRecordProcessors: [],
  })
  sdk.start()
  flushAtExit(() => sdk.shutdown())
} else {
  // Several services in one process: the pipeline that routes each span to its own service.
  const { installTracing } = await import('./tracing.ts')
  const tracing = installTracing(env)
  if (collector !== undefined) {
    const { BatchSpanProcessor } = await import('@opentelemetry/sdk-trace')
    const { OTLPTraceExporter } = await import('@opentelemetry/exporter-trace-otlp-http')
    tracing.listen(new BatchSpanProcessor({ exporter: new OTLPTraceExporter() }))
  }
  if (instrumented) {
    const { registerInstrumentations } = await import('@opentelemetry/instrumentation')
    registerInstrumentations({ instrumentations: [await instrumentationOfPg()] })
  }
}
