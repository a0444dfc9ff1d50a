// A person's device on a bad network: tabs that die, sockets that are cut with words on the way,
// news that is lost, doubled or out of order. `chance` decides everything: a run can be repeated.
import { startLiveClient, type LiveClient } from '../src/client/live-client.ts'
import type { Incoming, Outgoing } from '../src/frames.ts'
import { startHub } from '../src/hub/hub.ts'
import type { Bus, OpenSocket, SocketHandlers, TabMessage } from '../src/ports.ts'
import { memoryStorage } from '../src/storage/memory-storage.ts'
import { apiOf, type ChatServer, ME, socketOf } from './chat-server.ts'
import { manualTimers, settle } from './manual-timers.ts'

type Pipe = {
  readonly handlers: SocketHandlers
  readonly end: ReturnType<typeof socketOf>
  up: Outgoing[]
  down: Incoming[]
  open: boolean
}
type Tab = { readonly name: string; readonly client: LiveClient; alive: boolean; hub?: Hub }
type Hub = { readonly stop: () => void }

export type LossyDevice = ReturnType<typeof lossyDevice>

export const lossyDevice = (server: ChatServer, chance: () => number) => {
  const timers = manualTimers()
  const storage = memoryStorage()
  const pipes: Pipe[] = []
  const tabs: Tab[] = []
  const ends = new Set<{ alive: () => boolean; receive: (message: TabMessage) => void }>()
  const network = { up: true, calm: false, sockets: true, anotherPerson: false }
  let made = 0

  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(chance() * list.length)]
  const busOf = (alive: () => boolean): Bus => {
    const mine = new Set<object>()
    return {
      post(message) {
        if (!alive()) return
        const copy = structuredClone(message)
        for (const end of ends)
          if (!mine.has(end)) queueMicrotask(() => end.alive() && end.receive(copy))
      },
      listen(receive) {
        const end = { alive, receive }
        ends.add(end)
        mine.add(end)
        return () => void ends.delete(end)
      },
    }
  }
  /** News is a hint: it may get lost, come twice, or overtake other news. Answers may not. */
  const push = (pipe: () => Pipe | undefined) => (frame: Incoming) => {
    const down = pipe()?.down
    if (!down) return
    const news = frame.t === 'events' || frame.t === 'conv'
    const luck = network.calm || !news ? 1 : chance()
    if (luck < 0.1) return
    if (luck < 0.2) down.push(frame)
    if (luck < 0.35) down.splice(Math.max(0, down.length - 2), 0, frame)
    else down.push(frame)
  }
  const openSocket: OpenSocket = (_, handlers) => {
    let pipe: Pipe | undefined
    const end = socketOf(
      server,
      push(() => pipe),
      () => !network.calm && chance() < 0.05,
    )
    pipe = { handlers, end, up: [], down: [], open: network.up && network.sockets }
    pipes.push(pipe)
    queueMicrotask(() => (pipe.open ? handlers.opened() : handlers.closed()))
    return {
      send: (text) => void (pipe.open && pipe.up.push(JSON.parse(text) as Outgoing)),
      close: () => void (pipe.open = false),
    }
  }
  const api = apiOf(server, () => {
    if (!network.up) return { status: 0, code: 'OFFLINE' }
    return network.anotherPerson ? { status: 409, code: 'ANOTHER_PERSON' } : undefined
  })
  const lead = (): void => {
    const first = tabs.find(({ alive }) => alive)
    if (!first || first.hub) return
    const alive = (): boolean => first.alive
    const bus = busOf(alive)
    first.hub = startHub({ person: ME, api, storage, bus, timers, chance, openSocket })
  }

  const device = {
    timers,
    storage,
    network,
    tabs: (): readonly Tab[] => tabs.filter(({ alive }) => alive),
    openTab(): Tab {
      const name = `tab${made++}`
      const bus = busOf(() => tab.alive)
      const newClientId = (): string => `${name}-${made++}`
      const client = startLiveClient({
        ...{ person: ME, tab: name, api, storage, bus, timers, newClientId },
      })
      const tab: Tab = { name, client, alive: true }
      tabs.push(tab)
      lead()
      return tab
    },
    post: (message: TabMessage): void => busOf(() => true).post(message),
    /** Without a goodbye: whatever it had in hand is gone. */
    kill(tab: Tab): void {
      tab.alive = false
      for (const pipe of pipes) if (tab.hub) device.cut(pipe)
      tab.hub?.stop()
      lead()
    },
    pipes: (): readonly Pipe[] => pipes.filter(({ open }) => open),
    /** What was on the way up arrives up to some point, maybe later; what came down is lost. */
    cut(pipe: Pipe): void {
      const was = pipe.open
      pipe.open = false
      pipe.up = pipe.up.slice(0, Math.floor(chance() * (pipe.up.length + 1)))
      pipe.down = []
      if (was) pipe.handlers.closed()
    },
    /** One frame of one socket, up or down. */
    deliver(pipe = pick(pipes)): void {
      if (!pipe) return
      const frame = chance() < 0.5 ? pipe.up.shift() : undefined
      if (frame) return pipe.end.receive(frame)
      const news = pipe.open ? pipe.down.shift() : undefined
      if (news) pipe.handlers.received(JSON.stringify(news))
    },
    deliverAll(): void {
      for (const pipe of pipes) {
        for (const frame of pipe.up.splice(0)) pipe.end.receive(frame)
        if (!pipe.open) pipe.down = []
        for (const frame of pipe.down.splice(0)) pipe.handlers.received(JSON.stringify(frame))
      }
    },
    /** Until the condition holds on a network without faults. @throws Error when it never does */
    async calm(holds: () => boolean | Promise<boolean>): Promise<void> {
      Object.assign(network, { up: true, calm: true })
      for (let round = 0; round < 2_000; round++) {
        await settle()
        device.deliverAll()
        await settle()
        if (await holds()) return
        timers.ring()
      }
      const left = tabs.map(({ alive, client }) => ({
        alive,
        ...{ status: client.state().status, entries: client.state().entries },
        logs: [...client.state().threads].map(([conv, { log, reading }]) => ({
          ...{ conv, reading, last: log.lastSeq, held: [...log.events.keys()].join() },
        })),
      }))
      throw new Error(`it never came to rest: ${JSON.stringify(left)}`)
    },
    /** On a network without faults. */
    async pass(ms: number): Promise<void> {
      for (let passed = 0; passed < ms; passed += 5_000) {
        await timers.pass(5_000)
        device.deliverAll()
      }
    },
    async step(): Promise<void> {
      await settle()
      if (chance() < 0.3) timers.ring(timers.now() + 2_000)
      else device.deliver()
      await settle()
    },
    pick,
  }
  return device
}
