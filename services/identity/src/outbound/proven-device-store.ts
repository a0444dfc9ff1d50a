// Which devices have proved which numbers, in Postgres. The only file that knows the table.
import type { Tx } from '@pk-auto/postgres/transaction'
import type { DeviceKey } from '../domain/device.ts'
import type { PhoneIndex } from '../domain/sealed-phone.ts'
import type { DB } from './schema.gen.ts'

export const provenDeviceStore = (tx: Tx<DB>) => ({
  async has(index: PhoneIndex, device: DeviceKey, now: Date): Promise<boolean> {
    const row = await tx
      .selectFrom('proven_device')
      .select('due_at')
      .where('phone_index', '=', index)
      .where('device', '=', device)
      .where('due_at', '>', now)
      .executeTakeFirst()
    return row !== undefined
  },

  async save(index: PhoneIndex, device: DeviceKey, dueAt: Date): Promise<void> {
    await tx
      .insertInto('proven_device')
      .values({ phone_index: index, device, due_at: dueAt })
      .onConflict((conflict) =>
        conflict.columns(['phone_index', 'device']).doUpdateSet({ due_at: dueAt }),
      )
      .execute()
  },
})
