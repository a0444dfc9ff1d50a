// A bare string never travels inside: ids are branded at the edge.
declare const brand: unique symbol

export type Brand<T, Name extends string> = T & { readonly [brand]: Name }
