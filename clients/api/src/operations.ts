// The operations of a gateway by the names people read in its document, as types:
// `POST /listings/{id}/publish`.

type Method = 'get' | 'post' | 'put' | 'patch' | 'delete'
type Operation = { readonly responses: unknown }

/** Every `METHOD /path` below /api/v1. */
export type OperationName<Paths> = {
  [Path in keyof Paths & string]: Path extends `/api/v1${infer Rest}`
    ? {
        [M in keyof Paths[Path] & Method]: Paths[Path][M] extends Operation
          ? `${Uppercase<M>} ${Rest}`
          : never
      }[keyof Paths[Path] & Method]
    : never
}[keyof Paths & string]

type OperationOf<Paths, Name> = Name extends `${infer M} ${infer Rest}`
  ? `/api/v1${Rest}` extends keyof Paths
    ? Lowercase<M> extends keyof Paths[`/api/v1${Rest}`]
      ? Paths[`/api/v1${Rest}`][Lowercase<M>]
      : never
    : never
  : never

type Parameters<Op> = Op extends { readonly parameters: infer P } ? P : never
type Json<Message> = Message extends { readonly content: { readonly 'application/json': infer T } }
  ? T
  : undefined
type Present<Name extends string, T> = [T] extends [undefined]
  ? unknown
  : undefined extends T
    ? { readonly [N in Name]?: Exclude<T, undefined> }
    : { readonly [N in Name]: T }
type At<T, Key extends string> = Key extends keyof T ? T[Key] : undefined
type Needs<Op, Header extends string> = Header extends keyof At<Parameters<Op>, 'header'>
  ? true
  : false

type Query<T> = [T] extends [undefined] ? T : T | URLSearchParams

type CallOf<Op> = Present<'path', At<Parameters<Op>, 'path'>> &
  Present<'query', Query<At<Parameters<Op>, 'query'>>> &
  Present<'body', Op extends { readonly requestBody: infer B } ? Json<B> : OptionalBody<Op>> &
  (Needs<Op, 'Idempotency-Key'> extends true
    ? {
        /** One key per intent: a retry of the same intent carries the same key. */
        readonly key: string
      }
    : unknown) &
  (Needs<Op, 'If-Match'> extends true
    ? {
        /** The version the edit was made from. */
        readonly version: number
      }
    : unknown) & {
    readonly signal?: AbortSignal
    /** It is sent although the page is left right after it. */
    readonly outlivesPage?: boolean
  }

type OptionalBody<Op> = Op extends { readonly requestBody?: infer B } ? Json<B> | undefined : never

type Success<Op> = Op extends { readonly responses: infer R }
  ? Json<R[keyof R & (200 | 201 | 202 | 204)]>
  : never

/** What a call of this name takes. */
export type Call<Paths, Name> = CallOf<OperationOf<Paths, Name>>
/** What it answers with when all is well; undefined where there is no body. */
export type Value<Paths, Name> = Success<OperationOf<Paths, Name>>
/** No argument where none is needed. */
export type Arguments<Paths, Name> =
  object extends Call<Paths, Name> ? [call?: Call<Paths, Name>] : [call: Call<Paths, Name>]
