// A server of the tests in a process of its own, in which every call is work; it names its port.
import { startEcho, type Message } from './echo.ts'

const WORK_MS = 5
const work = async (request: Message): Promise<Message> => {
  for (const end = performance.now() + WORK_MS; performance.now() < end;);
  return request
}
const { port } = await startEcho({ anyone: work, service: work })
process.send?.(port)
