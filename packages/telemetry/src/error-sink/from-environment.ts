// The error sink of a process as its environment says, by the names that Sentry's own clients read.
import { readDsn } from './envelope.ts'
import { errorSender } from './error-sender.ts'
import { useErrorSink } from './sink.ts'

export type ErrorSinkEnv = Readonly<Record<string, string | undefined>>

/**
 * SENTRY_DSN; SENTRY_RELEASE and SENTRY_ENVIRONMENT (default PROFILE) go with every report. Without
 * a DSN nothing leaves. `service` counts what was sent. @throws Error when the DSN cannot be read
 */
export function errorSinkFrom(service: string, env: ErrorSinkEnv): Disposable | undefined {
  const text = env['SENTRY_DSN']
  if (!text) return undefined
  return useErrorSink(
    errorSender({
      service,
      dsn: readDsn(text),
      release: env['SENTRY_RELEASE'],
      environment: env['SENTRY_ENVIRONMENT'] ?? env['PROFILE'] ?? 'production',
    }),
  )
}
