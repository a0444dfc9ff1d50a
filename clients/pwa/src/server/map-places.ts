// Where the maps of a model's ads begin in its list: remembered from the map before, because a
// list can only be read from its beginning or from a cursor.

export type MapPlaces = {
  /** The nearest map at or before this one whose cursor is known; the first has none. */
  nearest(name: string, map: number): { readonly map: number; readonly after?: string }
  remember(name: string, map: number, after: string): void
  /** Its cursors are good no more. */
  forget(name: string): void
}

/** Lists of cursors, of which the ones that were remembered longest ago go first. */
const MOST_NAMES = 2_000

export function mapPlaces(): MapPlaces {
  const known = new Map<string, Map<number, string>>()
  return {
    nearest(name, map) {
      const cursors = known.get(name)
      for (let at = map; at > 1; at--) {
        const after = cursors?.get(at)
        if (after !== undefined) return { map: at, after }
      }
      return { map: 1 }
    },
    remember(name, map, after) {
      const cursors = known.get(name) ?? new Map<number, string>()
      known.delete(name)
      known.set(name, cursors.set(map, after))
      const [oldest] = known.keys()
      if (known.size > MOST_NAMES && oldest !== undefined) known.delete(oldest)
    },
    forget: (name) => void known.delete(name),
  }
}
