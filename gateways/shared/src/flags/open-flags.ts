// Which variant of a flag somebody sees: OpenFeature over flagd's own evaluation of the flags file,
// without a daemon. Every exposure is counted.
import {
  type EvaluationContext,
  type JsonValue,
  OpenFeature,
  type Provider,
  type ResolutionDetails,
} from '@openfeature/server-sdk'
import { newId } from '@pk-auto/kernel/id'
import { metricsFor } from '@pk-auto/telemetry/metrics'
import { type FlagsFile, openFlagsFile } from './flags-file.ts'
import { type FlagName, FLAGS, type Variant } from './known-flags.ts'

export type Flags = Disposable & {
  /**
   * The variant for this device; the same for as long as the file says so. Who has no id of a
   * device sees the default and is part of no experiment. Never rejects.
   */
  variant<Name extends FlagName>(name: Name, device: string | undefined): Promise<Variant<Name>>
}

export type FlagsSettings = {
  readonly service: string
  /** Undefined: every flag has its default. */
  readonly path: string | undefined
  /** How often the file is looked at, for tests. */
  readonly everyMs?: number
}

export async function openFlags({ service, path, everyMs }: FlagsSettings): Promise<Flags> {
  if (path === undefined)
    return { variant: async (name) => FLAGS[name][0], [Symbol.dispose]: () => undefined }
  const file = await openFlagsFile(path, service, everyMs)
  // Clients find their provider by a domain: each opened file is one of its own.
  const domain = `${service}-${newId()}`
  await OpenFeature.setProviderAndWait(domain, providerOf(file))
  const client = OpenFeature.getClient(domain)
  const exposures = metricsFor(service).counter('experiment_exposures_total')
  return {
    async variant<Name extends FlagName>(name: Name, device: string | undefined) {
      const variants: readonly string[] = FLAGS[name]
      const standard = FLAGS[name][0] as Variant<Name>
      if (device === undefined) return standard
      const context: EvaluationContext = { targetingKey: device }
      const { value, reason } = await client.getStringDetails(name, standard, context)
      if (!variants.includes(value)) return standard
      // A flag that is off compares nothing.
      if (reason === 'TARGETING_MATCH') exposures.add(1, { flag: name, variant: value })
      return value as Variant<Name>
    },
    [Symbol.dispose]: () => file[Symbol.dispose](),
  }
}

function providerOf(file: FlagsFile): Provider {
  const off = <T>(value: T): ResolutionDetails<T> => ({ value, reason: 'DEFAULT' })
  return {
    metadata: { name: 'flags file' },
    runsOn: 'server',
    resolveBooleanEvaluation: async (name, standard, context) =>
      file.current()?.resolveBooleanEvaluation(name, standard, context) ?? off(standard),
    resolveStringEvaluation: async (name, standard, context) =>
      file.current()?.resolveStringEvaluation(name, standard, context) ?? off(standard),
    resolveNumberEvaluation: async (name, standard, context) =>
      file.current()?.resolveNumberEvaluation(name, standard, context) ?? off(standard),
    resolveObjectEvaluation: async <T extends JsonValue>(
      name: string,
      standard: T,
      context: EvaluationContext,
    ) => file.current()?.resolveObjectEvaluation(name, standard, context) ?? off(standard),
  }
}
