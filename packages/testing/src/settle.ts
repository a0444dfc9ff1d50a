// Brings the platform to rest: every outbox relayed and every consumer at lag 0, so that no test
// sleeps.
export type Settling = { readonly name: string; settled(): Promise<void> }

/**
 * A fact may cause another: rounds go on until each service has been at rest once after every
 * other.
 */
export async function settle(...services: readonly Settling[]): Promise<void> {
  for (let round = 0; round < services.length; round += 1)
    await Promise.all(services.map((service) => service.settled()))
}
