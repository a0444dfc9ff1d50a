// The page of one's own chats.
import { render } from 'preact'
import { readIsland } from '../island.ts'
import { SessionGate } from '../session-gate.tsx'
import { ChatPage } from './chat-page.tsx'
import { lastPerson } from './last-person.ts'

const root = document.getElementById('chat')
if (root) {
  const island = readIsland()
  const pageOf = (person: string) => <ChatPage island={island} person={person} />
  const offline = () => {
    const person = lastPerson()
    return person === undefined ? undefined : pageOf(person)
  }
  root.replaceChildren()
  render(
    <SessionGate island={island} offline={offline}>
      {({ id }) => pageOf(id)}
    </SessionGate>,
    root,
  )
}
