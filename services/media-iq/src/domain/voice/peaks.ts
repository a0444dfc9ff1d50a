// How loud a clip is along its length: what a player draws. Pure.

/** So many parts, a byte each. */
export const PEAKS = 64

/**
 * Of samples between −1 and 1: the loudest of each part, the loudest of all being 255. Silence
 * stays silent.
 */
export function peaksOf(samples: Float32Array): Uint8Array {
  const peaks = Array.from({ length: PEAKS }, (_, part) => {
    const from = Math.floor((part * samples.length) / PEAKS)
    const to = Math.floor(((part + 1) * samples.length) / PEAKS)
    let peak = 0
    for (let i = from; i < to; i++) peak = Math.max(peak, Math.abs(samples[i] ?? 0))
    return peak
  })
  const loudest = Math.max(...peaks, AUDIBLE)
  return Uint8Array.from(peaks, (peak) => Math.round((peak / loudest) * 255))
}

/** What is quieter all along is noise, and is not blown up. */
const AUDIBLE = 0.02
