// Opens idle sockets from a process of its own and holds them until it is disconnected.
import { type Line, openLine, type Side } from './line.ts'
import type { Talk } from './people.ts'

/** Of each talk both people. */
export type Hold = { readonly side: Side; readonly url: string; readonly talks: readonly Talk[] }

const OPENED_TOGETHER = 25

async function open({ side, url, talks }: Hold): Promise<number> {
  const lines: Line[] = []
  const failed = (what: string) => process.send?.({ error: what })
  const wanted = talks.flatMap(({ conv, people }) => people.map((talker) => ({ conv, talker })))
  const order = { url, have: 0, seen: () => undefined, failed }
  while (wanted.length > 0)
    lines.push(
      ...(await Promise.all(
        wanted.splice(0, OPENED_TOGETHER).map((one) => openLine(side, { ...order, ...one })),
      )),
    )
  return lines.length
}

process.on('message', (order: Hold) => {
  open(order).then(
    (opened) => process.send?.({ opened }),
    (error: unknown) => process.send?.({ error: String(error) }),
  )
})
process.on('disconnect', () => process.exit())
