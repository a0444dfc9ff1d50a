// What this package needs to know of a generated service definition (ts-proto, generic
// definitions); it never sees a proto itself.

export type MessageType = {
  encode(message: never): { finish(): Uint8Array }
  decode(bytes: Uint8Array): unknown
  fromPartial?(partial: never): unknown
}

export type MethodOptions = {
  idempotencyLevel?: 'IDEMPOTENT' | 'NO_SIDE_EFFECTS'
  _unknownFields?: { readonly [tag: number]: readonly Uint8Array[] | undefined }
}

export type MethodDefinition = {
  name: string
  requestType: MessageType
  requestStream: boolean
  responseType: MessageType
  responseStream: boolean
  options: MethodOptions
}

export type ServiceDefinition = {
  name: string
  fullName: string
  methods: { readonly [method: string]: MethodDefinition }
}

/** A message as it comes off the wire: whole. */
export type MessageOut<Type> = Type extends { decode(...args: never[]): infer Message }
  ? Message
  : never
/** A message as code may write it: fields left out take their proto default. */
export type MessageIn<Type> = Type extends { fromPartial(partial: infer Partial): unknown }
  ? Partial
  : MessageOut<Type>

/**
 * One method with its codecs; every message is bytes to the transport, so that no codec error ever
 * reaches a caller as text.
 */
export type WireMethod = {
  key: string
  path: string
  options: MethodOptions
  encodeRequest(message: unknown): Buffer
  decodeRequest(bytes: Uint8Array): unknown
  encodeResponse(message: unknown): Buffer
  decodeResponse(bytes: Uint8Array): unknown
}

/** @throws Error for streaming methods: services speak unary calls only. */
export function wireMethods(definition: ServiceDefinition): WireMethod[] {
  return Object.entries(definition.methods).map(([key, method]) => {
    const path = `/${definition.fullName}/${method.name}`
    if (method.requestStream || method.responseStream)
      throw new Error(`${path} streams, and only unary calls are served`)
    return {
      key,
      path,
      options: method.options,
      encodeRequest: encoder(method.requestType),
      decodeRequest: (bytes) => method.requestType.decode(bytes),
      encodeResponse: encoder(method.responseType),
      decodeResponse: (bytes) => method.responseType.decode(bytes),
    }
  })
}

function encoder(type: MessageType): (message: unknown) => Buffer {
  return (message) => {
    const whole = type.fromPartial ? type.fromPartial(message as never) : message
    const bytes = type.encode(whole as never).finish()
    return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }
}
