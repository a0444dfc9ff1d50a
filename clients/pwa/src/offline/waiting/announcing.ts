// What the pages of a browser and its worker say to each other about changes that wait.

const CHANNEL = 'automart-waiting'

/** Every page of this browser, this one too, learns that something waits or was settled. */
export const announce = (): void => {
  const channel = new BroadcastChannel(CHANNEL)
  channel.postMessage('changed')
  channel.close()
}

/** Calls back whenever what waits has changed. */
export const onWaiting = (look: () => void): void =>
  new BroadcastChannel(CHANNEL).addEventListener('message', look)
