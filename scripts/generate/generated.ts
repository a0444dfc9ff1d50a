// What every generator returns.
/** Path in the repo → content. A generator lists every file it owns. */
export type Generated = ReadonlyMap<string, string>
