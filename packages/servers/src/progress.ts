// One step of a start as the person at the terminal sees it: a name, and seconds when it is done.

export type Step = {
  readonly name: string
  readonly state: 'began' | 'done'
  readonly seconds: number
}
export type OnStep = (step: Step) => void

/** Runs work as one named step. Nothing is reported as done when it fails: the error speaks. */
export async function step<T>(onStep: OnStep, name: string, work: () => Promise<T>): Promise<T> {
  const began = performance.now()
  onStep({ name, state: 'began', seconds: 0 })
  const result = await work()
  onStep({ name, state: 'done', seconds: (performance.now() - began) / 1000 })
  return result
}
