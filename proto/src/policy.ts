// Reads the `policy` option of a method from its generated definition: the only declaration of who
// may act.
import { BinaryReader } from '@bufbuild/protobuf/wire'
import { Policy, Priority, Who } from '../gen/pkauto/common/v1/options.ts'

const POLICY_TAG = (50001 << 3) | 2

export type MethodPolicy = {
  who: 'anyone' | 'person' | 'person-before-terms' | 'staff' | 'service'
  callers: readonly string[]
  roles: readonly string[]
  keyed: boolean
  /** Safe to send again without a key: reads and calls idempotent by nature. */
  idempotent: boolean
  /** What an overloaded owner refuses last (critical) and first (bulk). */
  priority: 'critical' | 'live' | 'normal' | 'bulk'
}

type MethodOptions = {
  idempotencyLevel?: string
  _unknownFields?: { readonly [tag: number]: readonly Uint8Array[] | undefined }
}

const WHO = new Map<number, MethodPolicy['who']>([
  [Who.WHO_ANYONE, 'anyone'],
  [Who.WHO_PERSON, 'person'],
  [Who.WHO_PERSON_BEFORE_TERMS, 'person-before-terms'],
  [Who.WHO_STAFF, 'staff'],
  [Who.WHO_SERVICE, 'service'],
])

const PRIORITY = new Map<number, MethodPolicy['priority']>([
  [Priority.PRIORITY_CRITICAL, 'critical'],
  [Priority.PRIORITY_LIVE, 'live'],
  [Priority.PRIORITY_BULK, 'bulk'],
])

/** @throws Error when the method declares no policy: such a method must never be served. */
export function policyOf(path: string, options: MethodOptions): MethodPolicy {
  const bytes = options._unknownFields?.[POLICY_TAG]?.[0]
  if (!bytes) throw new Error(`${path} declares no policy`)
  const policy = Policy.decode(new BinaryReader(bytes).bytes())
  const who = WHO.get(policy.who)
  if (!who) throw new Error(`${path} declares no \`who\` in its policy`)
  return {
    who,
    callers: policy.callers,
    roles: policy.roles,
    keyed: policy.keyed,
    idempotent: options.idempotencyLevel !== undefined,
    priority: PRIORITY.get(policy.priority) ?? 'normal',
  }
}
