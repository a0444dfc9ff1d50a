// Who of the staff looked at what. Rows are only ever added.
import type { Tx } from '@pk-auto/postgres/transaction'
import type { Audit } from '../usecases/stores.ts'
import type { DB } from './schema.gen.ts'

export const auditStore = (tx: Tx<DB>): Audit => ({
  async append({ at, actor, action, detail }) {
    const row = { at, actor_id: actor, action, detail: JSON.stringify(detail) }
    await tx.insertInto('audit_entry').values(row).execute()
  },
})
