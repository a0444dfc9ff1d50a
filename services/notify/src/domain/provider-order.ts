// In which order the providers of a channel are tried: as configured, those that deliver too little
// behind the others, and now and then one of them first, to see whether it has recovered.

/** What a provider did in the window that counts. */
export type Measured = {
  readonly provider: string
  readonly delivered: number
  /** Refused, unanswered, not delivered, or without a receipt for too long. */
  readonly failed: number
  /** It asked to be left alone until then. */
  readonly busyUntil: Date | undefined
}

export type OrderRules = {
  /** Under this share of delivered messages a provider goes behind the others. */
  readonly minShare: number
  /** With fewer results than this a provider is trusted. */
  readonly minSends: number
  /** Share of messages that go to a provider at the back first. */
  readonly probeShare: number
}

/** Undefined while there are no results. */
export function deliveredShare({ delivered, failed }: Measured): number | undefined {
  const results = delivered + failed
  return results === 0 ? undefined : delivered / results
}

export const isTrusted = (measured: Measured, rules: OrderRules): boolean =>
  measured.delivered + measured.failed < rules.minSends ||
  (deliveredShare(measured) ?? 1) >= rules.minShare

/** `chance` is in [0, 1). Every configured provider is in the result once. */
export function providerOrder(
  configured: readonly string[],
  measurements: readonly Measured[],
  rules: OrderRules,
  { now, chance }: { now: Date; chance: number },
): string[] {
  const providers = configured.map(
    (provider) =>
      measurements.find((each) => each.provider === provider) ?? {
        ...{ provider, delivered: 0, failed: 0 },
        busyUntil: undefined,
      },
  )
  const isBusy = ({ busyUntil }: Measured) => busyUntil !== undefined && busyUntil > now
  const free = providers.filter((each) => !isBusy(each))
  const trusted = free.filter((each) => isTrusted(each, rules))
  const failing = free
    .filter((each) => !isTrusted(each, rules))
    .toSorted((a, b) => (deliveredShare(b) ?? 0) - (deliveredShare(a) ?? 0))
  // One probe for each of them in turn: the chance that calls for one also picks which.
  const probed = failing[Math.floor((chance / rules.probeShare) * failing.length)]
  const rest = [...trusted, ...failing, ...providers.filter(isBusy)].filter(
    (each) => each !== probed,
  )
  return [...(probed ? [probed] : []), ...rest].map(({ provider }) => provider)
}
