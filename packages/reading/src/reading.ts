// What a reader answers: the value, or by name why there is none. Whoever asked words the reason.

/** `why` is one of a closed set of names of each reader. */
export type Reading<Value, Why extends string> =
  | { readonly ok: true; readonly value: Value }
  | { readonly ok: false; readonly why: Why }

export const read = <Value>(value: Value): { readonly ok: true; readonly value: Value } => ({
  ok: true,
  value,
})

export const unread = <Why extends string>(
  why: Why,
): { readonly ok: false; readonly why: Why } => ({
  ok: false,
  why,
})
