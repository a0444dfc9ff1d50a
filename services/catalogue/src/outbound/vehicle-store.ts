// Vehicles in Postgres, known by their chassis number, with what the odometer showed when.
import { newId } from '@pk-auto/kernel/id'
import type { Tx } from '@pk-auto/postgres/transaction'
import { normaliseChassis } from '../domain/vehicle/chassis.ts'
import type { PersonId, VehicleId } from '../domain/ids.ts'
import type { Listing } from '../domain/listing.ts'
import { vehicleOf } from '../domain/vehicle/vehicle.ts'
import type { Vehicles } from '../usecases/stores.ts'
import type { DB } from './schema.gen.ts'

export const vehicleStore = (tx: Tx<DB>): Vehicles => ({
  async forListing(listing, at) {
    const { vehicleId, km } = listing.facts
    const named =
      vehicleId === undefined
        ? undefined
        : { id: vehicleId, own: await isOf(tx, listing.seller, vehicleId) }
    const id = vehicleOf(await byChassis(tx, listing, at), named)
    if (id === undefined) return undefined
    await tx
      .insertInto('odometer_reading')
      .values({ vehicle_id: id, at, km, listing_id: listing.id })
      .onConflict((c) => c.doNothing())
      .execute()
    return id
  },
})

async function byChassis(tx: Tx<DB>, { facts }: Listing, at: Date): Promise<VehicleId | undefined> {
  const { vin, frameNumber, make, model, year } = facts
  const chassis = vin ?? frameNumber
  if (chassis === undefined) return undefined
  const row = { id: newId(), chassis: normaliseChassis(chassis), make, model, year, created_at: at }
  // The empty update returns the row of a car seen before; what was first stored of it stays.
  const { id } = await tx
    .insertInto('vehicle')
    .values(row)
    .onConflict((c) =>
      c.column('chassis').doUpdateSet((eb) => ({ chassis: eb.ref('vehicle.chassis') })),
    )
    .returning('id')
    .executeTakeFirstOrThrow()
  return id as VehicleId
}

/** A vehicle has no owner of its own: it is a seller's as far as a listing of theirs is of it. */
async function isOf(tx: Tx<DB>, seller: PersonId, id: VehicleId): Promise<boolean> {
  const found = await tx
    .selectFrom('listing')
    .select('id')
    .where('seller_id', '=', seller)
    .where('vehicle_id', '=', id)
    .limit(1)
    .executeTakeFirst()
  return found !== undefined
}
