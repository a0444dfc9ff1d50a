// Nominal types: a bare string never travels inside, so an id gets a type of its own at the edge.
declare const name: unique symbol

/** A `T` that no other `T` is assignable to: `Nominal<string, 'ListingId'>`. */
export type Nominal<T, Name extends string> = T & { readonly [name]: Name }
