// A topic as a typed handle: what its writer and its readers must agree on, stated once.

/** What a generated message offers. */
type Message<E> = {
  readonly $type: string
  encode(event: E): { finish(): Uint8Array }
  decode(bytes: Uint8Array): E
}

/** The most sensitive class that a field of the topic may have. */
export type DataClass = 'public' | 'internal' | 'personal'

type Handle<E> = {
  /** `<owner>.<aggregate>.v<number>` */
  readonly name: string
  /** Full name of the protobuf message. */
  readonly type: string
  readonly dataClass: DataClass
  encode(event: E): Uint8Array
  /** @throws RangeError or Error for bytes that are not the message */
  decode(bytes: Uint8Array): E
  /** The aggregate's id: events of one key stay in order. */
  key(event: E): string
}

/**
 * Every event carries the whole public state at its version: readers get the newest of each key,
 * and the topic is compacted.
 */
export type StateTopic<E> = Handle<E> & {
  readonly kind: 'state'
  /** As counted by the aggregate's owner. */
  version(event: E): number
}

/** Every event counts: readers get each of them. */
export type FactTopic<E> = Handle<E> & {
  readonly kind: 'fact'
  /** Each event builds on the one before: if one cannot be handled, later ones of its key wait. */
  readonly ordered: boolean
}

type Common<E> = { readonly dataClass: DataClass; readonly key: (event: E) => string }

const handleOf = <E>(name: string, message: Message<E>, { dataClass, key }: Common<E>) => ({
  name,
  type: message.$type,
  dataClass,
  key,
  encode: (event: E) => message.encode(event).finish(),
  decode: (bytes: Uint8Array) => message.decode(bytes),
})

export const stateTopic = <E>(
  name: string,
  message: Message<E>,
  { version, ...common }: Common<E> & { readonly version: (event: E) => number },
): StateTopic<E> => ({ kind: 'state', ...handleOf(name, message, common), version })

export const factTopic = <E>(
  name: string,
  message: Message<E>,
  { ordered = false, ...common }: Common<E> & { readonly ordered?: boolean },
): FactTopic<E> => ({ kind: 'fact', ...handleOf(name, message, common), ordered })
