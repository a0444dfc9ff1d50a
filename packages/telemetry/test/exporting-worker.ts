// A process with two services that query Postgres under the --import hook and end gracefully: what
// its collector must have seen.
import { inService } from '@pk-auto/telemetry/service-scope'
import { withSpan } from '@pk-auto/telemetry/tracer'
import { flushTracing } from '@pk-auto/telemetry/tracing'
import pg from 'pg'

const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'] })
for (const service of ['catalogue', 'search']) {
  await inService(service, () =>
    withSpan(service, 'rpc.server', { subject: `work of ${service}` }, () =>
      pool.query('select 1'),
    ),
  )
}
await pool.end()
await flushTracing()
