// Says what came of a tap on a heart, with a way on.
const SHOWN_MS = 6_000

const toast = Object.assign(document.createElement('div'), { className: 'toast' })
toast.setAttribute('role', 'status')
toast.dataset['testid'] = 'heart-toast'
document.body.append(toast)
let hiding: ReturnType<typeof setTimeout> | undefined

/** What passes is gone after a while; a failure stays until the next tap. */
export const say = (text: string, way: HTMLElement | undefined, passing: boolean): void => {
  clearTimeout(hiding)
  const words = Object.assign(document.createElement('span'), { textContent: text })
  toast.replaceChildren(words, ...(way ? [way] : []))
  if (passing) hiding = setTimeout(() => toast.replaceChildren(), SHOWN_MS)
}

export const linkTo = (href: string, textContent: string): HTMLElement =>
  Object.assign(document.createElement('a'), { className: 'button text', href, textContent })

export const buttonFor = (textContent: string, press: () => void): HTMLElement => {
  const look = { className: 'button text', type: 'button', textContent } as const
  const button = Object.assign(document.createElement('button'), look)
  button.addEventListener('click', press)
  return button
}
