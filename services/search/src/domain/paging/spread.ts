// The best order with no seller flooding a page: some cards of a seller with many wait for a later
// page. Pure.

/** Cards of one seller on a page, where there are enough others. */
export const MOST_OF_A_SELLER = 3

type OfSeller = { readonly seller: string }

/**
 * The same hits, each once, cut into pages of `width` in mind: on each the best that there are, no
 * more than `most` of a seller unless nothing else is left. Unknown sellers ('') all differ.
 */
export function spread<H extends OfSeller>(
  hits: readonly H[],
  width: number,
  most = MOST_OF_A_SELLER,
): H[] {
  const spreadOut: H[] = []
  let left = [...hits]
  while (left.length > 0) {
    const page = new Set(onePage(left, width, most))
    // In the order of the hits: a page is as good as its cards, whoever sells them.
    spreadOut.push(...left.filter((hit) => page.has(hit)))
    left = left.filter((hit) => !page.has(hit))
  }
  return spreadOut
}

function onePage<H extends OfSeller>(hits: readonly H[], width: number, most: number): H[] {
  const shown = new Map<string, number>()
  const within: H[] = []
  const beyond: H[] = []
  for (const hit of hits) {
    const before = hit.seller === '' ? 0 : (shown.get(hit.seller) ?? 0)
    shown.set(hit.seller, before + 1)
    ;(before < most ? within : beyond).push(hit)
    if (within.length === width) return within
  }
  return [...within, ...beyond].slice(0, width)
}
