// Vehicles in Postgres, known by their chassis number, with what the odometer showed when.
import { newId } from '@pk-auto/kernel/id'
import type { Tx } from '@pk-auto/postgres/transaction'
import { normaliseChassis } from '../domain/chassis.ts'
import type { VehicleId } from '../domain/ids.ts'
import type { Vehicles } from '../usecases/stores.ts'
import type { DB } from './schema.gen.ts'

export const vehicleStore = (tx: Tx<DB>): Vehicles => ({
  async forListing(listing, at) {
    const { vin, frameNumber, make, model, year, km } = listing.facts
    const chassis = vin ?? frameNumber
    if (chassis === undefined) return undefined
    const row = { id: newId(), chassis: normaliseChassis(chassis), make, model, year, created_at: at }
    // The empty update returns the row of a car seen before; what was first said of it stays.
    const { id } = await tx
      .insertInto('vehicle')
      .values(row)
      .onConflict((c) => c.column('chassis').doUpdateSet((eb) => ({ chassis: eb.ref('vehicle.chassis') })))
      .returning('id')
      .executeTakeFirstOrThrow()
    await tx
      .insertInto('odometer_reading')
      .values({ vehicle_id: id, at, km, listing_id: listing.id })
      .onConflict((c) => c.doNothing())
      .execute()
    return id as VehicleId
  },
})
